/** What this process has computed so far, in milliseconds: says the same on a busy machine as on an idle one. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The longest turn of the event loop while `work` runs, in milliseconds of computing. */
export async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = cpuMs()
  const beat = setInterval(() => {
    longest = Math.max(longest, cpuMs() - last)
    last = cpuMs()
  }, 1)
  try {
    await work()
  } finally {
    clearInterval(beat)
  }
  return Math.max(longest, cpuMs() - last)
}
