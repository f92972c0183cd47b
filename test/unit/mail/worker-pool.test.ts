import { afterEach, describe, expect, it } from 'vitest'
import type { MailReader } from '../../../src-main/engine/mail/model.ts'
import { createMailReader } from '../../../src-main/engine/mail/worker-pool.ts'
import { buildMail } from '../../fixtures/mail-builder.ts'
import { ordinaryRules, plainMail } from './reading.ts'

const realWorker = new URL('../../../src-main/engine/mail/worker.ts', import.meta.url)
const crashingWorker = new URL('./crashing-worker.ts', import.meta.url)

const readers: MailReader[] = []
function open(options: Parameters<typeof createMailReader>[0]): MailReader {
  const reader = createMailReader(options)
  readers.push(reader)
  return reader
}
afterEach(async () => {
  await Promise.all(readers.splice(0).map(reader => reader.close()))
})

const read = (reader: MailReader, text: string) =>
  reader.read({ raw: plainMail(text, 'Printer'), rules: ordinaryRules })

describe('the reader in its own threads', () => {
  it('answers with the mail and the bytes of its parts, and leaves the raw bytes whole', async () => {
    const reader = open({ workerUrl: realWorker, threads: 1 })
    const content = new Uint8Array(Buffer.from('content'))
    const raw = buildMail({
      from: { name: '', address: 'jane@example.com' },
      to: { name: '', address: 'desk@example.org' },
      subject: 'Printer',
      date: null,
      text: 'hello',
      attachments: [{ name: 'a.txt', type: 'text/plain', content }],
    })
    const before = Buffer.from(raw).toString()
    const reply = await reader.read({ raw, rules: ordinaryRules })
    expect(reply.ok && reply.mail.text).toBe('hello')
    expect(reply.ok && Buffer.from(reply.contents[0]?.bytes ?? []).toString()).toBe('content')
    expect(Buffer.from(raw).toString()).toBe(before)
  })

  it('reads a mail that lies inside a larger buffer', async () => {
    const reader = open({ workerUrl: realWorker, threads: 1 })
    const mail = plainMail('hello')
    const around = Buffer.concat([Buffer.from('xxxx'), mail, Buffer.from('yyyy')])
    const reply = await reader.read({ raw: around.subarray(4, 4 + mail.length), rules: ordinaryRules })
    expect(reply.ok && reply.mail.text).toBe('hello')
  })

  it.each([
    ['hangs', 'HANG', 'longer than'],
    ['crashes', 'CRASH', 'failed'],
    ['needs too much memory', 'HOARD', 'memory'],
  ])('gives up a mail that %s, with its envelope, and answers its neighbours', async (_, word, reason) => {
    const reader = open({ workerUrl: crashingWorker, threads: 2, budgetMs: 4_000, maxOldGenerationMb: 64 })
    const replies = await Promise.all([
      read(reader, 'one'),
      read(reader, word),
      read(reader, 'two'),
      read(reader, 'three'),
    ])
    expect(replies.map(reply => reply.ok)).toEqual([true, false, true, true])
    expect(replies[1]).toMatchObject({
      failure: { code: 'reader-overrun' },
      envelope: { subject: 'Printer', from: { address: 'jane@example.com' } },
    })
    const [, failed] = replies
    expect(failed && !failed.ok ? failed.failure.message : '').toContain(reason)
    expect((await read(reader, 'four')).ok).toBe(true)
  })

  it('does not count the time a mail waits for its turn', async () => {
    const reader = open({ workerUrl: crashingWorker, threads: 1, budgetMs: 3_000 })
    const replies = await Promise.all([read(reader, 'HANG'), read(reader, 'HANG'), read(reader, 'one')])
    expect(replies.map(reply => reply.ok)).toEqual([false, false, true])
  })

  it('reads a mail in spite of a pattern that never ends', async () => {
    const reader = open({ workerUrl: realWorker, threads: 1 })
    const rules = { ...ordinaryRules, undesiredSubjectPatterns: ['/^(a+)+$/'], titlePatterns: ['/!$/'] }
    const reply = await reader.read({ raw: plainMail('hello', `${'a'.repeat(60)}!`), rules })
    expect(reply.ok && reply.mail.subjectHits.title).toHaveLength(1)
    expect(reply.ok && reply.mail.warnings.join()).toContain('ran out of time')
  })
})
