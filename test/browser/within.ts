const PATIENCE_MS = 20_000

/**
 * What `waits` gives, or within twenty seconds an error that names what it waited for: a call into a page has no end of
 * its own, and a page that hangs would else use up its whole test without a word.
 */
export async function within<T>(waits: Promise<T>, what: string, patienceMs = PATIENCE_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`Waited ${patienceMs / 1000} s in vain for ${what}.`)), patienceMs)
  })
  try {
    return await Promise.race([waits, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
