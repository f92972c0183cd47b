/**
 * How fast our reader is, on one thread and without pool or store, beside the leanest use of mailparser with one
 * htmlparser2 DOM for each HTML body: alternating runs over the same mails, medians. Ours also finds the new part,
 * sanitises, writes the plain text, judges the parts and takes their hashes. Figures, never a test.
 */
import { parseDocument } from 'htmlparser2'
import { simpleParser } from 'mailparser'
import type { ReadRules } from '../../src-main/engine/mail/model.ts'
import { readMail } from '../../src-main/engine/mail/read/read-mail.ts'
import { plainInbox } from '../../src-main/engine/poll/messages/explain-mail.ts'
import { resolveRules } from '../../src-main/engine/settings/inbox-rules.ts'
import { Settings } from '../../src-preload/contract/settings/settings.ts'
import { makeReadingMails } from '../fixtures/bench-mails.ts'
import { median } from './measure.ts'

const lean = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true }
const sets = [
  { name: '70 % HTML of 5-60 KB', htmlShare: 0.7, goal: 0.5 },
  { name: 'plain text only', htmlShare: 0, goal: 0.7 },
] as const

/** Pairs of runs before the first that counts: after so many the compiler has seen to both, as in a poll of thousands. */
const WARMING = 6

/** Processor time: a busy machine changes it far less than the clock on the wall. */
function spentMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

async function readWithOurs(mails: readonly Uint8Array[], rules: ReadRules): Promise<number> {
  const before = process.cpuUsage()
  for (const raw of mails) {
    // As in the pool: patterns without a watchdog of their own.
    const reply = await readMail({ raw, rules, patternBounds: 'reader' })
    if (!reply.ok) throw new Error(reply.failure.message)
  }
  return spentMs(before)
}

async function readWithLean(mails: readonly Uint8Array[]): Promise<number> {
  const before = process.cpuUsage()
  for (const raw of mails) {
    const mail = await simpleParser(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), lean)
    if (mail.html) parseDocument(mail.html)
  }
  return spentMs(before)
}

/** Prints mails a second of processor time of both and their ratio for each set of mails. */
export async function benchReading(count: number, runs: number): Promise<void> {
  const rules = resolveRules(plainInbox, Settings.parse({})).read
  for (const { name, htmlShare, goal } of sets) {
    const mails = makeReadingMails({ count, seed: 11, htmlShare })
    const ours: number[] = []
    const theirs: number[] = []
    for (let run = -WARMING; run < runs; run++) {
      const [lean, own] = [await readWithLean(mails), await readWithOurs(mails, rules)]
      if (run < 0) continue
      theirs.push(lean)
      ours.push(own)
    }
    const perSecond = (times: readonly number[]) => (count / (median(times) / 1_000)).toFixed(0)
    const ratio = (median(theirs) / median(ours)).toFixed(2)
    process.stdout.write(
      `reading, ${name}: ${count} mails, Postdesk ${perSecond(ours)}/s, mailparser lean with a DOM ${perSecond(theirs)}/s, ratio ${ratio} (expected: at least ${goal})\n`,
    )
  }
}
