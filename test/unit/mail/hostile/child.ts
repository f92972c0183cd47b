/**
 * Reads hostile mails, named as arguments, in a pool of two threads in a process of its own, while neighbours go
 * through the same pool; prints what each took as one line of JSON. Called by `hostile-mail.test.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { limits } from '../../../../src-main/engine/mail/limits.ts'
import { createMailReader } from '../../../../src-main/engine/mail/worker-pool.ts'
import { ordinaryRules, plainMail } from '../reading.ts'
import { hostileMails } from './all.ts'
import { type Answer, summarise } from './answer.ts'

export type Reading = Answer & {
  readonly name: string
  readonly rawBytes: number
  readonly ms: number
  /** Highest resident size while it was read, above that of the process with both threads ready. */
  readonly growthBytes: number
  /** Slowest ordinary mail that was read meanwhile. */
  readonly neighbourMs: number
}

const workerUrl = new URL('../../../../src-main/engine/mail/worker.ts', import.meta.url)
const reader = createMailReader({ workerUrl, threads: 2, budgetMs: limits.readMs })
const neighbour = { raw: plainMail('an ordinary mail'), rules: ordinaryRules }

/** Two at once, so that both threads are there before anything is measured. */
await Promise.all([reader.read(neighbour), reader.read(neighbour)])
const ownBytes = process.memoryUsage.rss()
for (const name of process.argv.slice(2)) process.stdout.write(`${JSON.stringify(await readHostile(name))}\n`)
await reader.close()

async function readHostile(name: string): Promise<Reading> {
  const mail = hostileMails[name]
  if (!mail) throw new Error(`There is no mail ${name}.`)
  const raw = mail.make()
  globalThis.gc?.()
  forgetPeak()
  const started = performance.now()
  let ms = 0
  const reading = reader.read({ raw, rules: { ...ordinaryRules, ...mail.rules } }).then(reply => {
    ms = performance.now() - started
    return reply
  })
  let neighbourMs = 0
  for (let count = 0; count < 3 || (ms === 0 && count < 5_000); count++) {
    const asked = performance.now()
    const reply = await reader.read(neighbour)
    if (!reply.ok) throw new Error(reply.failure.message)
    neighbourMs = Math.max(neighbourMs, performance.now() - asked)
  }
  const reply = await reading
  const growthBytes = Math.max(0, peakBytes() - ownBytes)
  return { name, rawBytes: raw.length, ms, growthBytes, neighbourMs, ...summarise(reply) }
}

/** Linux only (proc(5), clear_refs): elsewhere the peak is that of all mails so far, which is no smaller. */
function forgetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5')
}

function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1_024
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1_024
}
