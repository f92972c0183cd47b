import { createHash } from 'node:crypto'
import { chmod } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import type { FetchedMessage, FolderListing, KnownFolder, SourceSession } from '../../src-main/engine/ports.ts'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import { listImapFolders } from '../../src-main/engine/sources/imap/list-imap-folders.ts'
import type { ImapSourceOptions } from '../../src-main/engine/sources/imap/options.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { findFreePorts } from './free-ports.ts'
import { noNotes, nothingKnown, realClock, recordLog, recordOf } from './source-ports.ts'
import { startTcpRecorder, type TcpRecorder } from './tcp-recorder.ts'
import { binaryMail, largeMail, latinMail, plainMail } from './test-mails.ts'

const password = 'se-cret-4711'
const never = new AbortController().signal

let dovecot: Dovecot
/** Advertises neither MOVE nor UIDPLUS nor what else came after 2003. */
let poor: Dovecot
/** UIDPLUS, but no MOVE. */
let older: Dovecot
let people = 0

beforeAll(async () => {
  ;[dovecot, poor, older] = await Promise.all([
    startDovecot(),
    startDovecot({ imapCapability: 'IMAP4rev1', certificateNames: 'DNS:mail.example.org' }),
    startDovecot({ imapCapability: 'IMAP4rev1 UIDPLUS' }),
  ])
})
afterAll(() => Promise.all([dovecot, poor, older].map(server => server?.stop())))

async function newUser(server = dovecot): Promise<string> {
  people += 1
  const name = `user${people}`
  await server.addUser(name, password)
  return name
}

const withPassword = (text: string) => async () => ({ kind: 'password', password: text }) as const

function optionsFor(login: string, changes: Partial<ImapSourceOptions> = {}, server = dovecot): ImapSourceOptions {
  return {
    server: 'localhost',
    port: server.ports.imap,
    security: 'none',
    login,
    credential: withPassword(password),
    mailbox: 'INBOX',
    validateCertificate: true,
    timeouts: { connectMs: 3_000, greetingMs: 1_000, socketMs: 5_000 },
    clock: realClock,
    log: recordLog(),
    ...changes,
  }
}

async function withSession<Result>(
  options: ImapSourceOptions,
  work: (session: SourceSession) => Promise<Result>,
): Promise<Result> {
  const session = await createImapSource(options).open(never)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

/** The folder as the caller would remember it after `listing`, and those `earlier` that brought the rest. */
function remember(listing: FolderListing, ...earlier: readonly FolderListing[]): KnownFolder {
  const all = [...earlier, listing].flatMap(({ added }) => added)
  return {
    uidValidity: listing.uidValidity,
    highestUid: listing.highestUid,
    onServer: listing.onServer,
    state: listing.state ?? null,
    ...recordOf(all.map(message => message.uid)),
  }
}

async function collect(messages: AsyncIterable<FetchedMessage>): Promise<FetchedMessage[]> {
  const all: FetchedMessage[] = []
  for await (const message of messages) all.push(message)
  return all
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

const openRefusal = (options: ImapSourceOptions): Promise<AppError> => refusalOf(createImapSource(options).open(never))

const hashOf = (raw: Uint8Array): string => createHash('sha256').update(raw).digest('hex')

describe('connecting', () => {
  it.each(['tls', 'starttls', 'none'] as const)('opens the folder with security %s', async security => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    const port = security === 'tls' ? dovecot.ports.imaps : dovecot.ports.imap
    const options = optionsFor(user, { security, port, ca: dovecot.caPem })
    expect((await withSession(options, session => session.list(nothingKnown))).added).toHaveLength(1)
  })

  it('names the password when the sign-in is refused, and neither message nor log holds it', async () => {
    const log = recordLog()
    const wrong = 'not-the-pass'
    const error = await openRefusal(optionsFor(await newUser(), { credential: withPassword(wrong), log }))
    expect(error).toMatchObject({ code: 'sign-in-failed', field: 'password', retry: false })
    expect(log.text()).toContain('AUTHENTICATE')
    for (const text of [error.message, log.text()]) {
      expect(text).not.toContain(wrong)
      expect(text).not.toContain(Buffer.from(wrong).toString('base64').slice(0, 10))
    }
  })

  it('names the port when nothing listens there', async () => {
    const [port = 0] = await findFreePorts(1)
    const error = await openRefusal(optionsFor('nobody', { port }))
    expect(error).toMatchObject({ code: 'connection-failed', field: 'port', retry: true })
    expect(error.message).toContain(String(port))
  })

  it('names the server when its name leads nowhere', async () => {
    const error = await openRefusal(optionsFor('nobody', { server: 'no-such-host.invalid' }))
    expect(error).toMatchObject({ code: 'connection-failed', field: 'server', retry: true })
  })

  it.each([
    ['an empty server', { server: ' ' }, 'server'],
    ['port 0', { port: 0 }, 'port'],
  ])('refuses %s before anything is asked of the network', async (_, changes, field) => {
    expect(await openRefusal(optionsFor('nobody', changes))).toMatchObject({ code: 'invalid-input', field })
  })

  it('says that a port without TLS does not speak TLS', async () => {
    const error = await openRefusal(optionsFor('nobody', { security: 'tls' }))
    expect(error).toMatchObject({ code: 'connection-failed', field: 'security' })
    expect(error.message).toContain('does not speak TLS')
  })

  it('says that a silent port probably expects TLS', async () => {
    const error = await openRefusal(optionsFor('nobody', { port: dovecot.ports.imaps }))
    expect(error).toMatchObject({ code: 'connection-failed', field: 'security' })
  })

  it('refuses a self-signed certificate and accepts it once it is chosen, or the check is off', async () => {
    const user = await newUser()
    const tls = { security: 'tls', port: dovecot.ports.imaps } as const
    expect(await openRefusal(optionsFor(user, tls))).toMatchObject({ code: 'certificate-refused', field: 'security' })
    await withSession(optionsFor(user, { ...tls, ca: dovecot.caPem }), async () => {})
    await withSession(optionsFor(user, { ...tls, validateCertificate: false }), async () => {})
  })

  it('refuses a self-signed certificate after STARTTLS before the password is sent', async () => {
    const recorder = await startTcpRecorder({ to: { host: dovecot.host, port: dovecot.ports.imap } })
    const error = await openRefusal(optionsFor(await newUser(), { security: 'starttls', port: recorder.port }))
    expect(error).toMatchObject({ code: 'certificate-refused', field: 'security' })
    expect(recorder.clientText()).toContain('STARTTLS')
    expect(recorder.clientText()).not.toMatch(/LOGIN|AUTHENTICATE/)
    await recorder.stop()
  })

  it('accepts the chosen certificate also under another name than its own', async () => {
    const user = await newUser(poor)
    await withSession(
      optionsFor(user, { security: 'tls', port: poor.ports.imaps, ca: poor.caPem }, poor),
      async () => {},
    )
  })

  it('does not fall back to plain text when STARTTLS is chosen and not offered', async () => {
    const recorder = await startTcpRecorder({
      to: { host: dovecot.host, port: dovecot.ports.imaps, tls: true },
    })
    const error = await openRefusal(optionsFor(await newUser(), { security: 'starttls', port: recorder.port }))
    expect(error).toMatchObject({ code: 'connection-failed', field: 'security' })
    expect(recorder.clientText()).not.toMatch(/LOGIN|AUTHENTICATE/)
    await recorder.stop()
  })

  it('ends when the signal aborts', async () => {
    const aborted = AbortSignal.abort()
    const error = await refusalOf(createImapSource(optionsFor(await newUser())).open(aborted))
    expect(error).toMatchObject({ code: 'connection-failed', retry: true })
  })
})

describe('folders', () => {
  it.each(['Répertoire/été', '受信/サポート', 'Odd\\Name', 'Kunden & Co', 'a "quoted" 100% *name*'])(
    'opens the folder %s',
    async mailbox => {
      const user = await newUser()
      await dovecot.deliver(user, mailbox, [plainMail(1), plainMail(2)])
      const listing = await withSession(optionsFor(user, { mailbox }), session => session.list(nothingKnown))
      expect(listing.added).toHaveLength(2)
    },
  )

  it.each(['Kunden.Süd', 'Kunden\\Süd', 'INBOX/Kunden/Süd'])(
    'finds Kunden/Süd when it is written %s',
    async mailbox => {
      const user = await newUser()
      await dovecot.deliver(user, 'Kunden/Süd', [plainMail(1)])
      const options = optionsFor(user, { mailbox })
      if (mailbox.startsWith('INBOX')) {
        // Only a prefix that the server has is dropped, never one that it lacks.
        expect(await openRefusal(options)).toMatchObject({ code: 'folder-missing' })
        return
      }
      expect((await withSession(options, session => session.list(nothingKnown))).added).toHaveLength(1)
    },
  )

  it('names the real folders when the folder is missing', async () => {
    const user = await newUser()
    await dovecot.createMailbox(user, 'Anfragen')
    const error = await openRefusal(optionsFor(user, { mailbox: 'Anfrage' }))
    expect(error).toMatchObject({ code: 'folder-missing', field: 'mailbox' })
    expect(error.message).toMatch(/"Anfrage".*INBOX.*Anfragen/)
  })

  it('lists the real folders for the picker, INBOX first', async () => {
    const user = await newUser()
    await dovecot.createMailbox(user, '受信/サポート')
    expect(await listImapFolders(optionsFor(user), never)).toEqual(['INBOX', 'Sent', 'Trash', '受信/サポート'])
  })

  it('takes an empty folder name as INBOX', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    const options = optionsFor(user, { mailbox: '' })
    expect((await withSession(options, session => session.list(nothingKnown))).onServer).toBe(1)
  })
})

describe('listing', () => {
  it('tells uid, size and time of what is new', async () => {
    const user = await newUser()
    const receivedAt = Date.UTC(2025, 2, 4, 10, 30)
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(22)], { receivedAt })
    const listing = await withSession(optionsFor(user), session => session.list(nothingKnown))
    expect(listing.added).toEqual([
      { uid: '1', sizeBytes: plainMail(1).length, receivedAt },
      { uid: '2', sizeBytes: plainMail(22).length, receivedAt },
    ])
    expect(listing).toMatchObject({ highestUid: '2', onServer: 2, present: new Set(['1', '2']) })
    expect(listing.uidValidity).toMatch(/^\d+$/)
  })

  it('finds nothing in an empty folder', async () => {
    const listing = await withSession(optionsFor(await newUser()), session => session.list(nothingKnown))
    expect(listing).toMatchObject({ added: [], highestUid: null, onServer: 0 })
  })

  it('finds nothing new the second time: n:* gives the last message, which is known', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2)])
    const recorder = await startTcpRecorder({ to: { host: dovecot.host, port: dovecot.ports.imap } })
    await withSession(optionsFor(user, { port: recorder.port }), async session => {
      const known = remember(await session.list(nothingKnown))
      recorder.clear()
      // Nothing is new, so nothing has to be looked up in the store either.
      const among = () => Promise.reject(new Error('Nobody asked for this.'))
      expect(await session.list({ ...known, among })).toMatchObject({
        added: [],
        present: 'unchanged',
        highestUid: '2',
        onServer: 2,
      })
      // The server did fall into the trap, so the filter was needed.
      expect(recorder.clientText()).toContain('UID FETCH 3:*')
      expect(recorder.serverText()).toMatch(/FETCH \(UID 2 /)
    })
    await recorder.stop()
  })

  it('asks for all uids only when something has gone and nothing tells what', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2), plainMail(3)])
    const recorder = await startTcpRecorder({ to: { host: dovecot.host, port: dovecot.ports.imap } })
    const options = optionsFor(user, { port: recorder.port })
    const first = await withSession(options, session => session.list(nothingKnown))
    await dovecot.deliver(user, 'INBOX', [plainMail(4)])
    const grown = await withSession(options, session => session.list(remember(first)))
    expect(grown).toMatchObject({ present: 'unchanged', onServer: 4, highestUid: '4' })
    expect(recorder.clientText()).not.toContain('SEARCH')

    await dovecot.doveadm(['expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '2'])
    await dovecot.deliver(user, 'INBOX', [plainMail(5)])
    const changed = await withSession(options, session => session.list(remember(grown, first)))
    expect(changed.added.map(message => message.uid)).toEqual(['5'])
    expect(changed).toMatchObject({ present: { gone: ['2'] }, onServer: 4, highestUid: '5' })
    expect(recorder.clientText()).not.toContain('SEARCH ALL')
    const unnumbered = { ...remember(grown, first), state: null }
    const compared = await withSession(options, session => session.list(unnumbered))
    expect(compared).toMatchObject({ present: new Set(['1', '3', '4', '5']), onServer: 4, highestUid: '5' })
    expect(recorder.clientText()).toContain('UID SEARCH')
    await recorder.stop()
  })

  it('sees a message that comes up late, with a uid below the highest', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2), plainMail(3)])
    const options = optionsFor(user)
    const all = await withSession(options, session => session.list(nothingKnown))
    // When we looked, the server did not show the second one.
    const known: KnownFolder = { ...remember(all), onServer: 2, ...recordOf(['1', '3']) }
    expect(await withSession(options, session => session.list(known))).toMatchObject({
      added: [{ uid: '2', sizeBytes: plainMail(2).length }],
      present: new Set(['1', '2', '3']),
      highestUid: '3',
      onServer: 3,
    })
  })

  it('takes of an answer only what it asked for, whatever else the server tells in between', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2), plainMail(3)])
    const recorder = await startTcpRecorder({
      to: { host: dovecot.host, port: dovecot.ports.imap },
      // Asked for the second alone, it tells of the first as well: of another session's change, with all it knows.
      rewrite: { server: text => text.replace(/(?=\* 2 FETCH \()/g, '* 1 FETCH (UID 1 RFC822.SIZE 12)\r\n') },
    })
    const all = await withSession(optionsFor(user), session => session.list(nothingKnown))
    const known: KnownFolder = { ...remember(all), onServer: 2, ...recordOf(['1', '3']) }
    const listing = await withSession(optionsFor(user, { port: recorder.port }), session => session.list(known))
    expect(recorder.clientText()).toMatch(/UID FETCH 2 /)
    expect(listing.added.map(({ uid }) => uid)).toEqual(['2'])
    expect(listing).toMatchObject({ present: new Set(['1', '2', '3']), highestUid: '3', onServer: 3 })
    await recorder.stop()
  })

  it('learns which of 3,000 has gone from a few ranges where the server has ESEARCH, else from all uids', async () => {
    const user = await newUser()
    await dovecot.deliver(
      user,
      'INBOX',
      Array.from({ length: 3_000 }, (_, index) => plainMail(index)),
    )
    let hidden = ''
    const recorder = await startTcpRecorder({
      to: { host: dovecot.host, port: dovecot.ports.imap },
      rewrite: { server: text => (hidden === '' ? text : text.replaceAll(hidden, ' ')) },
    })
    const options = optionsFor(user, { port: recorder.port })
    // As from a server without QRESYNC.
    const all = { ...remember(await withSession(options, session => session.list(nothingKnown))), state: null }
    await dovecot.doveadm(['expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '1500'])
    const bytesOf = async () => {
      recorder.clear()
      const listing = await withSession(options, session => session.list(all))
      expect(listing).toMatchObject({ added: [], onServer: 2_999 })
      expect(listing.present).toHaveProperty('size', 2_999)
      expect(listing.present).not.toContain('1500')
      return recorder.bytes()
    }
    const ranges = await bytesOf()
    hidden = ' ESEARCH '
    const numbers = await bytesOf()
    expect(ranges).toBeLessThan(3_000)
    expect(numbers).toBeGreaterThan(ranges + 13_000)
    await recorder.stop()
  })

  it('sees in an open session what others delete and add', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2)])
    await withSession(optionsFor(user), async session => {
      const known = remember(await session.list(nothingKnown))
      await dovecot.doveadm(['expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '1'])
      expect(await session.list(known)).toMatchObject({ added: [], present: new Set(['2']), onServer: 1 })
    })
  })

  it('lists everything when UIDVALIDITY has changed', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2)])
    const known: KnownFolder = { ...nothingKnown, uidValidity: '1', highestUid: '900', onServer: 2 }
    const listing = await withSession(optionsFor(user), session => session.list(known))
    expect(listing.added.map(message => message.uid)).toEqual(['1', '2'])
    expect(listing).toMatchObject({ highestUid: '2', present: new Set(['1', '2']) })
  })

  it('costs little and fetches no body when a thousand mails are known', async () => {
    const user = await newUser()
    await dovecot.deliver(
      user,
      'INBOX',
      Array.from({ length: 1_000 }, (_, index) => plainMail(index)),
    )
    const known = remember(await withSession(optionsFor(user), session => session.list(nothingKnown)))
    expect(known.onServer).toBe(1_000)
    const recorder = await startTcpRecorder({
      to: { host: dovecot.host, port: dovecot.ports.imaps, tls: true },
      tls: { cert: dovecot.caPem, key: dovecot.keyPem },
    })
    const options = optionsFor(user, { security: 'tls', port: recorder.port, ca: dovecot.caPem })
    await withSession(options, session => session.list(known))
    expect(recorder.clientText()).not.toMatch(/UID (FETCH|SEARCH)/)
    await withSession(options, session => session.list({ ...known, state: null }))
    expect(recorder.bytes()).toBeLessThan(20_000)
    expect(recorder.clientText()).toContain('RFC822.SIZE')
    expect(recorder.clientText()).not.toMatch(/BODY|RFC822(?!\.SIZE)|ENVELOPE/)
    await recorder.stop()
  })
})

describe('fetching', () => {
  it('gives 50 mails in the order asked, byte for byte, and leaves them unread', async () => {
    const user = await newUser()
    const mails = Array.from(
      { length: 50 },
      (_, index) => [plainMail, binaryMail, latinMail][index % 3]?.(index) ?? plainMail(0),
    )
    await dovecot.deliver(user, 'INBOX', mails)
    const uids = mails.map((_, index) => String(((index * 7) % 50) + 1))
    const fetched = await withSession(optionsFor(user), async session => {
      await session.list(nothingKnown)
      return collect(session.fetch(uids, never))
    })
    expect(fetched.map(message => message.uid)).toEqual(uids)
    for (const { uid, raw } of fetched) expect(hashOf(raw)).toBe(hashOf(mails[Number(uid) - 1] ?? Buffer.alloc(0)))
    expect(await dovecot.doveadm(['search', '-u', user, 'mailbox', 'INBOX', 'seen'])).toBe('')
  })

  it('leaves out what has gone and asks with ranges', async () => {
    const user = await newUser()
    await dovecot.deliver(
      user,
      'INBOX',
      [1, 2, 3, 4, 5].map(number => plainMail(number)),
    )
    await dovecot.doveadm(['expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '3'])
    const recorder = await startTcpRecorder({ to: { host: dovecot.host, port: dovecot.ports.imap } })
    const fetched = await withSession(optionsFor(user, { port: recorder.port }), session =>
      collect(session.fetch(['1', '2', '3', '5', '99'], never)),
    )
    expect(fetched.map(message => message.uid)).toEqual(['1', '2', '5'])
    expect(recorder.clientText()).toMatch(/UID FETCH 1:2,5 \(.*BODY\.PEEK\[\]/)
    await recorder.stop()
  })

  it('holds no more than one chunk beyond what the consumer has taken', async () => {
    const user = await newUser()
    await dovecot.deliver(
      user,
      'INBOX',
      Array.from({ length: 10 }, (_, index) => largeMail(index, 2_500)),
    )
    const recorder = await startTcpRecorder({ to: { host: dovecot.host, port: dovecot.ports.imap } })
    await withSession(optionsFor(user, { port: recorder.port }), async session => {
      const { added } = await session.list(nothingKnown)
      for await (const message of session.fetch(
        added.map(({ uid }) => uid),
        never,
      )) {
        expect(message.uid).toBe('1')
        break
      }
      expect(recorder.bytes()).toBeLessThan(9 * 1024 * 1024)
      // The line is free for the next command after the loop was left.
      expect(await session.remove('10')).toBe('done')
    })
    await recorder.stop()
  })

  it('leaves out a message that the server cannot read and gives the others', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2), plainMail(3)])
    const options = optionsFor(user)
    const listing = await withSession(options, session => session.list(nothingKnown))
    const [, second = ''] = await dovecot.paths(user, 'INBOX')
    await chmod(second, 0)
    const uids = listing.added.map(message => message.uid)
    const fetched = await withSession(options, session => collect(session.fetch(uids, never)))
    expect(fetched.map(message => message.uid)).toEqual(['1', '3'])
  })

  it('gives the header block alone, cut at the limit, and null for what has gone', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    await withSession(optionsFor(user), async session => {
      const headers = Buffer.from((await session.fetchHeaders('1', 10_000)) ?? []).toString()
      expect(headers).toBe(plainMail(1).toString().split('\r\n\r\n')[0]?.concat('\r\n\r\n'))
      expect(await session.fetchHeaders('1', 20)).toHaveLength(20)
      expect(await session.fetchHeaders('77', 10_000)).toBeNull()
    })
    expect(await dovecot.doveadm(['search', '-u', user, 'mailbox', 'INBOX', 'seen'])).toBe('')
  })
})

describe('removing', () => {
  it('deletes this one message and spares what others have marked as deleted', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2), plainMail(3)])
    await dovecot.doveadm(['flags', 'add', '-u', user, '\\Deleted', 'mailbox', 'INBOX', 'uid', '1'])
    await withSession(optionsFor(user), async session => {
      expect(await session.remove('2')).toBe('done')
      expect(await session.remove('2')).toBe('gone')
    })
    expect(await dovecot.uids(user, 'INBOX')).toEqual([1, 3])
  })

  it('refuses without UIDPLUS and touches nothing', async () => {
    const user = await newUser(poor)
    await poor.deliver(user, 'INBOX', [plainMail(1)])
    const recorder = await startTcpRecorder({ to: { host: poor.host, port: poor.ports.imap } })
    const error = await withSession(optionsFor(user, { port: recorder.port }), session =>
      refusalOf(session.remove('1')),
    )
    expect(error).toMatchObject({ code: 'not-allowed', retry: false })
    expect(error.message).toContain('UIDPLUS')
    expect(recorder.clientText()).not.toMatch(/EXPUNGE|STORE/)
    expect(await poor.messageCount(user, 'INBOX')).toBe(1)
    await recorder.stop()
  })
})

describe('moving', () => {
  it.each([
    ['with MOVE', () => dovecot],
    ['with COPY and UIDPLUS', () => older],
  ])('puts the message into the target %s and spares what others have marked', async (_, serverOf) => {
    const server = serverOf()
    const user = await newUser(server)
    await server.deliver(user, 'INBOX', [plainMail(1), binaryMail(2), plainMail(3)])
    await server.createMailbox(user, 'Erledigt/2025 ü')
    await server.doveadm(['flags', 'add', '-u', user, '\\Deleted', 'mailbox', 'INBOX', 'uid', '1'])
    await withSession(optionsFor(user, {}, server), async session => {
      expect(await session.move('2', 'Erledigt/2025 ü', noNotes)).toBe('done')
      expect(await session.move('2', 'Erledigt/2025 ü', noNotes)).toBe('gone')
      // The source is still open.
      expect((await session.list(nothingKnown)).onServer).toBe(2)
    })
    expect(await server.uids(user, 'INBOX')).toEqual([1, 3])
    expect((await server.rawMessages(user, 'Erledigt/2025 ü')).map(hashOf)).toEqual([hashOf(binaryMail(2))])
  })

  it.each([
    ['its Message-ID', plainMail(1)],
    ['the count, when it has no Message-ID', Buffer.from('Subject: no id\r\n\r\ntext\r\n')],
  ])('finds the moved message by %s on a server that does not name its new uid', async (_, mail) => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [mail])
    const recorder = await startTcpRecorder({
      to: { host: dovecot.host, port: dovecot.ports.imap },
      rewrite: { server: text => text.replace(/\[COPYUID [^\]]*\] /g, '') },
    })
    await withSession(optionsFor(user, { port: recorder.port }), async session => {
      expect(await session.move('1', 'Trash', noNotes)).toBe('done')
      // The source is selected again after the look into the target.
      expect(await session.list(nothingKnown)).toMatchObject({ onServer: 0 })
    })
    expect(await dovecot.messageCount(user, 'Trash')).toBe(1)
    await recorder.stop()
  })

  it('does not believe a server that reports a move and has not moved', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    const recorder = await startTcpRecorder({
      to: { host: dovecot.host, port: dovecot.ports.imap },
      rewrite: { client: text => text.replace('UID MOVE 1 Trash', 'NOOP') },
    })
    const error = await withSession(optionsFor(user, { port: recorder.port }), session =>
      refusalOf(session.move('1', 'Trash', noNotes)),
    )
    expect(error).toMatchObject({ code: 'connection-failed', retry: true, field: 'target_folder' })
    expect(await dovecot.uids(user, 'INBOX')).toEqual([1])
    await recorder.stop()
  })

  it('refuses a missing target with the field to correct, and the message stays', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    const error = await withSession(optionsFor(user), session => refusalOf(session.move('1', 'Nowhere', noNotes)))
    expect(error).toMatchObject({ code: 'folder-missing', field: 'target_folder' })
    expect(error.message).toContain('Trash')
    expect(await dovecot.uids(user, 'INBOX')).toEqual([1])
  })

  it('refuses to move into the very folder, where it would be new again', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    const error = await withSession(optionsFor(user), session => refusalOf(session.move('1', 'inbox', noNotes)))
    expect(error).toMatchObject({ code: 'invalid-input', field: 'target_folder' })
    expect(await dovecot.uids(user, 'INBOX')).toEqual([1])
  })

  it('refuses without MOVE and UIDPLUS and copies nothing', async () => {
    const user = await newUser(poor)
    await poor.deliver(user, 'INBOX', [plainMail(1)])
    const error = await withSession(optionsFor(user, {}, poor), session =>
      refusalOf(session.move('1', 'Trash', noNotes)),
    )
    expect(error.code).toBe('not-allowed')
    expect(await poor.messageCount(user, 'Trash')).toBe(0)
  })
})

describe('a line that breaks', () => {
  const mails = Array.from({ length: 40 }, (_, index) => largeMail(index, 100))
  let recorder: TcpRecorder
  let options: ImapSourceOptions

  beforeAll(async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', mails)
    recorder = await startTcpRecorder({
      to: { host: dovecot.host, port: dovecot.ports.imaps, tls: true },
      tls: { cert: dovecot.caPem, key: dovecot.keyPem },
    })
    options = optionsFor(user, {
      security: 'tls',
      port: recorder.port,
      ca: dovecot.caPem,
      timeouts: { connectMs: 3_000, greetingMs: 1_000, socketMs: 700 },
    })
  })
  afterAll(() => recorder?.stop())

  it('throws in the middle of a fetch, to be tried again', async () => {
    const error = await withSession(options, async session => {
      const { added } = await session.list(nothingKnown)
      recorder.cutAfterBytes(1_000_000)
      return refusalOf(
        collect(
          session.fetch(
            added.map(({ uid }) => uid),
            never,
          ),
        ),
      )
    })
    recorder.cutAfterBytes(Number.POSITIVE_INFINITY)
    expect(error).toMatchObject({ code: 'connection-failed', retry: true })
  })

  it('throws when the signal aborts in the middle of a fetch', async () => {
    const abort = new AbortController()
    const error = await withSession(options, async session => {
      const { added } = await session.list(nothingKnown)
      const fetching = session.fetch(
        added.map(({ uid }) => uid),
        abort.signal,
      )
      const taking = refusalOf(collect(fetching))
      abort.abort()
      return taking
    })
    expect(error).toMatchObject({ code: 'connection-failed', retry: true })
  })

  it('survives a consumer that takes longer than the line may be silent', async () => {
    const fetched = await withSession(options, async session => {
      const { added } = await session.list(nothingKnown)
      const fetching = session
        .fetch(
          added.map(({ uid }) => uid),
          never,
        )
        [Symbol.asyncIterator]()
      await fetching.next()
      await realClock.sleep(1_600)
      const rest = []
      for (let next = await fetching.next(); !next.done; next = await fetching.next()) rest.push(next.value)
      expect(await session.fetchHeaders('1', 100)).not.toBeNull()
      return rest
    })
    expect(fetched).toHaveLength(mails.length - 1)
  })

  it('gives up on a server that falls silent in the middle of a command', async () => {
    const error = await withSession(options, async session => {
      recorder.fallSilent()
      return refusalOf(session.list(nothingKnown))
    })
    expect(error).toMatchObject({ code: 'connection-failed', retry: true })
  })
})

describe('the connection test', () => {
  const testOf = (options: ImapSourceOptions) => createImapSource(options).test(never)

  it('tells every step of a connection that works', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2)])
    const options = optionsFor(user, { security: 'tls', port: dovecot.ports.imaps, ca: dovecot.caPem })
    const steps = await testOf(options)
    expect(steps.map(({ name, ok }) => [name, ok])).toEqual(
      ['address', 'connect', 'encryption', 'capabilities', 'sign-in', 'folder', 'read', 'permission'].map(name => [
        name,
        true,
      ]),
    )
    expect(steps[2]?.message).toMatch(/localhost, issued by localhost, valid until \d{4}-\d\d-\d\d/)
    expect(steps[5]?.message).toContain('2 messages')
    expect(await dovecot.doveadm(['search', '-u', user, 'mailbox', 'INBOX', 'seen'])).toBe('')
  })

  it.each([
    ['address', { server: 'no-such-host.invalid' }, 'server'],
    ['connect', { port: 1 }, 'port'],
    ['encryption', { security: 'starttls' }, 'security'],
    ['sign-in', { credential: withPassword('wrong') }, 'password'],
    ['folder', { mailbox: 'Nowhere' }, 'mailbox'],
  ] as const)('stops at the step %s', async (name, changes, field) => {
    const last = (await testOf(optionsFor(await newUser(), changes))).at(-1)
    expect(last).toMatchObject({ name, ok: false, field })
  })

  it('says when mail can neither be deleted nor moved', async () => {
    const steps = await testOf(optionsFor(await newUser(poor), {}, poor))
    expect(steps.at(-1)).toMatchObject({ name: 'permission', ok: false })
  })

  it('warns that nothing is encrypted, and that a switched off check would have refused', async () => {
    const plain = await testOf(optionsFor(await newUser()))
    expect(plain[2]?.message).toContain('Not encrypted')
    const trusting = { security: 'starttls', validateCertificate: false } as const
    const unchecked = await testOf(optionsFor(await newUser(), trusting))
    expect(unchecked[2]).toMatchObject({ ok: true })
    expect(unchecked[2]?.message).toContain('signed by itself')
  })
})
