import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FetchedMessage, KnownFolder, MailSource, SourceSession } from '../../src-main/engine/ports.ts'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { imapOpening } from './imap-opening.ts'
import { type Script, startScriptedServer } from './scripted-server.ts'
import { nothingKnown, realClock, recordLog, recordOf } from './source-ports.ts'
import { plainMail } from './test-mails.ts'

const password = 'se-cret-4711'
const never = new AbortController().signal

const sourceAt = (port: number, login: string, mailbox = 'INBOX'): MailSource =>
  createImapSource({
    server: 'localhost',
    port,
    security: 'none',
    login,
    credential: async () => ({ kind: 'password', password }),
    mailbox,
    validateCertificate: true,
    timeouts: { connectMs: 3_000, greetingMs: 2_000, socketMs: 10_000 },
    clock: realClock,
    log: recordLog(),
  })

async function withSession<Result>(source: MailSource, work: (session: SourceSession) => Promise<Result>) {
  const session = await source.open(never)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

describe('Gmail, played by a real server', () => {
  let gmail: Dovecot
  beforeAll(async () => {
    gmail = await startDovecot({ imapCapability: 'IMAP4rev1 UIDPLUS MOVE LIST-EXTENDED SPECIAL-USE X-GM-EXT-1' })
    await gmail.addUser('ada', password)
  })
  afterAll(() => gmail?.stop())

  it('says before anything is deleted where it goes', async () => {
    const steps = await sourceAt(gmail.ports.imap, 'ada').test(never)
    expect(steps.at(-1)).toMatchObject({ name: 'permission', ok: true })
    expect(steps.at(-1)?.message).toContain('What is deleted goes to Trash')
  })

  it('has deleted mail moved to its trash, where an EXPUNGE would only archive it', async () => {
    await gmail.deliver('ada', 'INBOX', [plainMail(1), plainMail(2)])
    await withSession(sourceAt(gmail.ports.imap, 'ada'), async session => {
      expect(await session.remove('1')).toBe('done')
      expect(await session.remove('1')).toBe('gone')
    })
    expect(await gmail.uids('ada', 'INBOX')).toEqual([2])
    expect(await gmail.rawMessages('ada', 'Trash')).toEqual([plainMail(1)])
  })

  it('has mail deleted for good where the trash itself is watched', async () => {
    await withSession(sourceAt(gmail.ports.imap, 'ada', 'Trash'), async session => {
      expect(await session.remove('1')).toBe('done')
    })
    expect(await gmail.messageCount('ada', 'Trash')).toBe(0)
  })
})

describe('a server that does odd but legal things', () => {
  async function against<Result>(script: Script, work: (session: SourceSession) => Promise<Result>): Promise<Result> {
    const server = await startScriptedServer({ scripts: [[...script, { hear: /LOGOUT/ }, 'END']] })
    try {
      const result = await withSession(sourceAt(server.port, 'ada'), work)
      expect(server.disagreements()).toEqual([])
      return result
    } finally {
      await server.stop()
    }
  }
  const row = (seq: number, uid: number, size = 100) =>
    `* ${seq} FETCH (UID ${uid} INTERNALDATE "04-Mar-2025 10:00:00 +0000" RFC822.SIZE ${size})\r\n`
  const knownTo = (highestUid: number, uids: readonly number[]): KnownFolder => ({
    ...nothingKnown,
    uidValidity: '1',
    highestUid: String(highestUid),
    onServer: uids.length,
    ...recordOf(uids.map(String)),
  })

  it('lists a message once, however often it is told, and nothing that was not asked for', async () => {
    const listing = await against(
      [
        ...imapOpening({ exists: 3 }),
        { hear: '6 UID FETCH 8:*' },
        `${row(1, 5)}* 1 FETCH (FLAGS (\\Seen) UID 5)\r\n${row(3, 9)}${row(3, 9)}* 2 FETCH (FLAGS (\\Seen))\r\n6 OK .\r\n`,
      ],
      session => session.list(knownTo(7, [5, 7])),
    )
    expect(listing.added).toEqual([{ uid: '9', sizeBytes: 100, receivedAt: Date.parse('2025-03-04T10:00:00Z') }])
    expect(listing).toMatchObject({ present: 'unchanged', highestUid: '9', onServer: 3 })
  })

  it('is asked again where its ranges do not fit its own count', async () => {
    const listing = await against(
      [
        ...imapOpening({ capabilities: 'ESEARCH', exists: 2 }),
        { hear: '6 UID FETCH 10:*' },
        `${row(2, 9)}6 OK .\r\n`,
        { hear: '7 UID SEARCH RETURN (ALL) ALL' },
        '* ESEARCH (TAG "7") UID ALL 5:9\r\n7 OK .\r\n',
        { hear: '8 UID SEARCH ALL' },
        '* SEARCH 5 9\r\n8 OK .\r\n',
      ],
      session => session.list(knownTo(9, [5, 7, 9])),
    )
    expect(listing).toMatchObject({ added: [], present: new Set(['5', '9']), onServer: 2 })
  })

  it('gives the others when one was expunged between listing and fetching, also if the answer ends with that', async () => {
    const literal = (uid: number) => {
      const raw = plainMail(uid).toString('latin1')
      return `BODY[] {${raw.length}}\r\n${raw}`
    }
    const fetched = await against(
      [
        ...imapOpening({ exists: 3 }),
        { hear: '6 UID FETCH 1:*' },
        `${row(1, 1)}${row(2, 2)}${row(3, 3)}6 OK .\r\n`,
        // iCloud wants BODY[], not RFC822.
        { hear: '7 UID FETCH 1:3 (UID BODY.PEEK[])' },
        `* 1 FETCH (UID 1 ${literal(1)})\r\n7 NO Some of the requested messages no longer exist\r\n`,
        { hear: '8 UID FETCH 2:3 (UID BODY.PEEK[])' },
        `* 2 EXPUNGE\r\n* 2 FETCH (UID 3 ${literal(3)})\r\n8 OK .\r\n`,
      ],
      async session => {
        const { added } = await session.list(nothingKnown)
        const uids = added.map(message => message.uid)
        const got: FetchedMessage[] = []
        for await (const message of session.fetch(uids, never)) got.push(message)
        return got
      },
    )
    expect(fetched.map(({ uid, raw }) => [uid, Buffer.from(raw).equals(plainMail(Number(uid)))])).toEqual([
      ['1', true],
      ['3', true],
    ])
  })
})
