import fc from 'fast-check'
import { readMail } from '../src-main/engine/mail/read/read-mail.ts'
import { anyMail } from './fixtures/any-mails.ts'
import { brokenPromises } from './fixtures/mail-promises.ts'
import { ordinaryRules } from './unit/mail/reading.ts'

const BATCH = 500

/** Mails that nobody would write, for so many minutes; prints figures, and each broken promise with its seed. */
export async function soakReading(minutes: number, firstSeed: number, say: (text: string) => void): Promise<number> {
  const startedAt = performance.now()
  const until = startedAt + minutes * 60_000
  let [mails, slowestMs, failures] = [0, 0, 0]
  for (let seed = firstSeed; performance.now() < until; seed++) {
    for (const raw of fc.sample(anyMail, { seed, numRuns: BATCH })) {
      const before = performance.now()
      const broken = await readMail({ raw, rules: ordinaryRules, patternBounds: 'reader' }).then(brokenPromises, failed)
      slowestMs = Math.max(slowestMs, performance.now() - before)
      mails++
      if (broken.length === 0) continue
      failures++
      say(`seed ${seed}: ${broken.join(' ')}\n${Buffer.from(raw).toString('base64')}`)
    }
  }
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  say(
    `fuzz: ${mails} mails from seed ${firstSeed}, ${seconds} s, slowest ${Math.round(slowestMs)} ms, ${failures} failures`,
  )
  return failures
}

function failed(error: unknown): readonly string[] {
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
}
