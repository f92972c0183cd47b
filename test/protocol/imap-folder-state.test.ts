import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FolderListing, KnownFolder } from '../../src-main/engine/ports.ts'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { against, never } from './imap-case.ts'
import { type MailboxDesk, mailOf, openMailboxDesk } from './mailbox-desk.ts'
import { done, type ImapRole, playImap, type ScriptedMail } from './scripted-imap.ts'
import { nothingKnown, recordOf } from './source-ports.ts'

const mailsOf = (uids: readonly number[]): readonly ScriptedMail[] =>
  uids.map(uid => ({ uid, raw: `Subject: mail ${uid}\r\n\r\nHello ${uid}\r\n` }))

/** What is known of the folder of UIDVALIDITY 7 that held these UIDs. */
function knownOf(uids: readonly number[], highestModseq = '50'): KnownFolder {
  const highest = uids.at(-1) ?? 0
  return {
    ...nothingKnown,
    uidValidity: '7',
    highestUid: String(highest),
    onServer: uids.length,
    state: { uidNext: highest + 1, highestModseq },
    ...recordOf(uids.map(String)),
  }
}

type Claims = {
  /** What the folder really holds now. */
  readonly holds: readonly number[]
  /** What SELECT says of its state; a mod-sequence of 51 by default. */
  readonly says?: readonly string[]
  /** Answers `UID FETCH … (CHANGEDSINCE … VANISHED)`. */
  readonly vanished?: readonly string[]
  readonly end?: string
  readonly on?: ImapRole['on']
}

/** One listing by a server with QRESYNC that makes these claims, and all that it was asked. */
async function listBy(claims: Claims, known: KnownFolder): Promise<{ listing: FolderListing; heard: string }> {
  const { holds, vanished = [], end = 'OK done', on = {} } = claims
  const next = Math.max(...holds, Number(known.highestUid)) + 1
  const says = claims.says ?? [`OK [UIDNEXT ${next}] ok`, 'OK [HIGHESTMODSEQ 51] ok']
  const role: ImapRole = {
    capabilities: 'IMAP4rev1 UIDPLUS MOVE ENABLE CONDSTORE QRESYNC',
    mails: mailsOf(holds),
    on: {
      ENABLE: command => done(command, ['ENABLED QRESYNC']),
      SELECT: (_, honest) => [says.map(line => `* ${line}\r\n`).join(''), ...honest],
      'UID FETCH': (command, honest) => (command.args.includes('VANISHED') ? done(command, vanished, end) : honest),
      ...on,
    },
  }
  return against({ scripts: [playImap(role)] }, async (options, heard) => {
    const session = await createImapSource(options).open(never)
    try {
      return { listing: await session.list(known), heard: heard() }
    } finally {
      await session.close()
    }
  })
}

/** What a listing says has gone of what was known, in whichever way it says so. */
async function goneOf({ present }: FolderListing, known: KnownFolder): Promise<readonly string[]> {
  if (present === 'unchanged') return []
  if ('gone' in present) return present.gone
  return [...(await known.uids())].filter(uid => !present.has(uid))
}

const four = knownOf([1, 2, 3, 4])

describe('a folder whose state is told', () => {
  it('is not asked anything more when UIDNEXT, HIGHESTMODSEQ and the count are as known', async () => {
    const says = ['OK [UIDNEXT 5] ok', 'OK [HIGHESTMODSEQ 50] ok']
    const { listing, heard } = await listBy({ holds: [1, 2, 3, 4], says }, four)
    expect(listing).toMatchObject({ added: [], present: 'unchanged', highestUid: '4', onServer: 4, state: four.state })
    expect(heard).not.toMatch(/UID (FETCH|SEARCH)/)
  })

  it.each([
    ['UIDNEXT', ['OK [UIDNEXT 6] ok', 'OK [HIGHESTMODSEQ 50] ok'], [1, 2, 3, 5]],
    ['HIGHESTMODSEQ', ['OK [UIDNEXT 5] ok', 'OK [HIGHESTMODSEQ 51] ok'], [1, 2, 3, 5]],
    ['the count', ['OK [UIDNEXT 5] ok', 'OK [HIGHESTMODSEQ 50] ok'], [1, 2, 3, 4, 5]],
  ])('is asked when only %s differs', async (_, says, holds) => {
    const { listing } = await listBy({ holds, says }, four)
    expect(listing.added.map(({ uid }) => uid)).toEqual(['5'])
    expect(listing.onServer).toBe(holds.length)
    expect(await goneOf(listing, four)).toEqual(holds.length === 4 ? ['4'] : [])
  })

  it('is asked what has gone, and no list of all that is there', async () => {
    const { listing, heard } = await listBy({ holds: [1, 2, 4, 5], vanished: ['VANISHED (EARLIER) 3'] }, four)
    expect(listing).toMatchObject({ present: { gone: ['3'] }, onServer: 4, highestUid: '5' })
    expect(listing.added.map(({ uid }) => uid)).toEqual(['5'])
    expect(heard).toContain('UID FETCH 1:4 (UID) (CHANGEDSINCE 50 VANISHED)')
    // Only whether the one is really gone.
    expect(heard.match(/UID SEARCH.*/g)).toEqual(['UID SEARCH UID 3'])
  })

  it('may name messages that never were known, and changed flags, beside what has gone', async () => {
    const vanished = [
      '2 FETCH (UID 2 FLAGS (\\Seen) MODSEQ (51))',
      'VANISHED (EARLIER) 3,900:1200',
      'VANISHED (EARLIER) 1',
    ]
    const { listing } = await listBy({ holds: [2, 4], vanished }, four)
    expect(listing).toMatchObject({ added: [], present: { gone: ['1', '3'] }, onServer: 2 })
  })
})

describe('a server that lies about what has gone', () => {
  const searched = /UID SEARCH ALL/

  it.each<[string, Partial<Claims>]>([
    ['says NOMODSEQ', { says: ['OK [UIDNEXT 5] ok', 'OK [NOMODSEQ] ok'] }],
    ['says 0', { says: ['OK [UIDNEXT 5] ok', 'OK [HIGHESTMODSEQ 0] ok'] }],
    ['goes back in its mod-sequences', { says: ['OK [UIDNEXT 5] ok', 'OK [HIGHESTMODSEQ 49] ok'] }],
    ['stands still with all its numbers', { says: ['OK [UIDNEXT 5] ok', 'OK [HIGHESTMODSEQ 50] ok'] }],
    ['says no numbers at all', { says: [] }],
    ['names only what nobody knows', { vanished: ['VANISHED (EARLIER) 77'] }],
    ['names one that is still there', { vanished: ['VANISHED (EARLIER) 2'] }],
    ['names all that there can be', { vanished: ['VANISHED (EARLIER) 1:4294967295'] }],
    ['names what are no UIDs', { vanished: ['VANISHED (EARLIER) 0,x,1:*'] }],
    ['names nothing', { vanished: [] }],
    ['says VANISHED without a set', { vanished: ['VANISHED', 'VANISHED (EARLIER)'] }],
    ['refuses to tell', { end: 'NO not today' }],
    ['knows no VANISHED', { end: 'BAD what is that' }],
    ['refuses ENABLE', { on: { ENABLE: command => done(command, [], 'NO not today') } }],
    ['enables nothing', { on: { ENABLE: command => done(command) } }],
  ])('is asked for all UIDs when it %s', async (_, claims) => {
    const { listing, heard } = await listBy({ holds: [1, 2, 4], ...claims }, four)
    expect(await goneOf(listing, four)).toEqual(['3'])
    expect(listing).toMatchObject({ added: [], onServer: 3 })
    expect(heard).toMatch(searched)
  })

  it('does not stop the desk by telling of billions that have vanished', async () => {
    const flood = '* VANISHED 1:4294967295\r\n* 4 EXISTS\r\n'.repeat(200)
    const on: ImapRole['on'] = { 'UID FETCH': (_, honest) => [flood, ...honest] }
    const { listing } = await listBy({ holds: [1, 2, 3, 4], on }, four)
    expect(listing).toMatchObject({ added: [], onServer: 4 })
    expect(await goneOf(listing, four)).toEqual([])
  })

  it('loses no message that is told to have vanished in passing', async () => {
    const on: ImapRole['on'] = { 'UID FETCH': (_, honest) => ['* VANISHED 2\r\n', ...honest] }
    const { listing } = await listBy({ holds: [1, 2, 3, 4, 5], on }, four)
    expect(listing.added.map(({ uid }) => uid)).toEqual(['5'])
    expect(await goneOf(listing, four)).toEqual([])
  })
})

describe('a desk over a real server', () => {
  let dovecot: Dovecot
  let desk: MailboxDesk
  beforeAll(async () => {
    dovecot = await startDovecot()
    desk = await openMailboxDesk(dovecot)
  })
  afterAll(async () => {
    await desk?.close()
    await dovecot?.stop()
  })

  const asked = () => [...desk.recorder.clientText().matchAll(/^\S+ (UID \S+)/gm)].map(([, command]) => command)
  const mails = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => mailOf({ subject: `Number ${from + index}` }))

  it('asks only what is needed from poll to poll, and the book balances', async () => {
    const { id } = await desk.addInbox('states', { email_storage: 'keep' })
    await desk.deliver('states', mails(1, 6))
    const poll = async () => {
      desk.recorder.clear()
      const result = await desk.poll(id, { actAtOnce: true })
      expect(result.failure).toBeNull()
      return { new: result.new, seen: result.seen, asked: asked() }
    }
    expect(await poll()).toMatchObject({ new: 6, seen: 6 })
    expect(await poll()).toEqual({ new: 0, seen: 6, asked: [] })
    await dovecot.doveadm(['expunge', '-u', 'states', 'mailbox', 'INBOX', 'uid', '2'])
    expect(await poll()).toEqual({ new: 0, seen: 5, asked: ['UID FETCH', 'UID FETCH', 'UID SEARCH'] })
    expect(desk.recorder.clientText()).not.toContain('SEARCH ALL')
    expect(await poll()).toEqual({ new: 0, seen: 5, asked: [] })
    await desk.deliver('states', mails(7, 1))
    expect(await poll()).toMatchObject({ new: 1, seen: 6 })
    const gone = (await desk.messages(id)).filter(({ presence }) => presence === 'gone')
    expect(gone.map(({ subject }) => subject)).toEqual(['Number 2'])
    expect(await desk.ask('inboxes.get', { id })).toMatchObject({ onServer: 6, counts: { processed: 6, new: 0 } })
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('polls as cheaply after deletions of its own', async () => {
    const { id } = await desk.addInbox('deletes', { email_storage: 'delete' })
    await desk.deliver('deletes', mails(20, 5))
    await desk.poll(id, { actAtOnce: true })
    expect(await dovecot.messageCount('deletes', 'INBOX')).toBe(0)
    await desk.deliver('deletes', mails(30, 3))
    await desk.poll(id)
    await desk.poll(id, { actAtOnce: true })
    desk.recorder.clear()
    expect(await desk.poll(id)).toMatchObject({ new: 0, failure: null })
    // What it deleted itself has raised the mod-sequence: one look for new mail, and no look for what has gone.
    expect(asked().length).toBeLessThanOrEqual(1)
    desk.recorder.clear()
    await desk.poll(id)
    expect(asked()).toEqual([])
  })
})
