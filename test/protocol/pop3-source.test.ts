import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import type { FetchedMessage, FolderListing, KnownFolder, SourceSession } from '../../src-main/engine/ports.ts'
import type { Pop3Mechanism, Pop3SourceOptions } from '../../src-main/engine/sources/pop3/options.ts'
import { createPop3Source } from '../../src-main/engine/sources/pop3/pop3-source.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { findFreePorts } from './free-ports.ts'
import { noNotes, nothingKnown, realClock, recordLog, recordOf } from './source-ports.ts'
import { startTcpRecorder, type TcpRecorder } from './tcp-recorder.ts'
import { binaryMail, largeMail, latinMail, plainMail } from './test-mails.ts'

const password = 'se-cret-4711 ü'
const never = new AbortController().signal

let dovecot: Dovecot
let recorder: TcpRecorder
let people = 0

beforeAll(async () => {
  dovecot = await startDovecot({ challenges: true })
  recorder = await startTcpRecorder({ to: { host: dovecot.host, port: dovecot.ports.pop3 } })
})
afterAll(async () => {
  await recorder?.stop()
  await dovecot?.stop()
})

async function newUser(): Promise<string> {
  people += 1
  const name = `user${people}`
  await dovecot.addUser(name, password)
  return name
}

const withPassword = (text: string) => async () => ({ kind: 'password', password: text }) as const

/** Through the recorder, in plain text, unless `changes` say otherwise. */
function optionsFor(login: string, changes: Partial<Pop3SourceOptions> = {}): Pop3SourceOptions {
  return {
    server: 'localhost',
    port: recorder.port,
    security: 'none',
    login,
    credential: withPassword(password),
    validateCertificate: true,
    timeouts: { connectMs: 3_000, greetingMs: 1_000, socketMs: 5_000 },
    clock: realClock,
    log: recordLog(),
    ...changes,
  }
}

async function withSession<Result>(
  options: Pop3SourceOptions,
  work: (session: SourceSession) => Promise<Result>,
): Promise<Result> {
  const session = await createPop3Source(options).open(never)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

async function collect(messages: AsyncIterable<FetchedMessage>): Promise<FetchedMessage[]> {
  const all: FetchedMessage[] = []
  for await (const message of messages) all.push(message)
  return all
}

/** The mailbox as the caller would remember it after `listing`. */
function remember(listing: FolderListing): KnownFolder {
  const { uidValidity, highestUid, onServer, present } = listing
  const uids = present instanceof Set ? present : []
  return { uidValidity, highestUid, onServer, state: null, ...recordOf(uids) }
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

const openRefusal = (options: Pop3SourceOptions): Promise<AppError> => refusalOf(createPop3Source(options).open(never))
const uidsOf = (listing: FolderListing) => listing.added.map(message => message.uid)
const hashOf = (raw: Uint8Array): string => createHash('sha256').update(raw).digest('hex')

describe('connecting', () => {
  it.each(['tls', 'starttls', 'none'] as const)('lists the mailbox with security %s', async security => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    const port = security === 'tls' ? dovecot.ports.pop3s : dovecot.ports.pop3
    const options = optionsFor(user, { security, port, ca: dovecot.caPem })
    expect((await withSession(options, session => session.list(nothingKnown))).added).toHaveLength(1)
  })

  it.each<[Pop3Mechanism, RegExp]>([
    ['USER', /^USER user\d+\r\nPASS /m],
    ['PLAIN', /^AUTH PLAIN\r\n/m],
    ['LOGIN', /^AUTH LOGIN\r\n/m],
    ['CRAM-MD5', /^AUTH CRAM-MD5\r\n/m],
    ['APOP', /^APOP user\d+ [0-9a-f]{32}\r\n/m],
  ])('signs in by %s', async (mechanism, spoken) => {
    recorder.clear()
    await withSession(optionsFor(await newUser(), { wish: { option: mechanism, never: [] } }), async () => {})
    expect(recorder.clientText()).toMatch(spoken)
  })

  it('takes the strongest that is offered, so that the password never crosses a plain line', async () => {
    recorder.clear()
    await withSession(optionsFor(await newUser()), async () => {})
    expect(recorder.clientText()).toContain('AUTH CRAM-MD5')
    expect(recorder.clientText()).not.toMatch(/PASS|PLAIN|LOGIN/)
  })

  it('names the password when the sign-in is refused, and neither message nor log holds it', async () => {
    const wrong = 'not-the-pass'
    for (const mechanism of ['USER', 'PLAIN', 'LOGIN', 'CRAM-MD5', 'APOP'] as const) {
      const log = recordLog()
      const wish = { option: mechanism, never: [] }
      const error = await openRefusal(optionsFor(await newUser(), { credential: withPassword(wrong), log, wish }))
      expect(error).toMatchObject({ code: 'sign-in-failed', field: 'password', retry: false })
      for (const text of [error.message, log.text()]) {
        expect(text).not.toContain(wrong)
        expect(text).not.toContain(Buffer.from(wrong).toString('base64').slice(0, 10))
      }
    }
  })

  it.each<[string, Partial<Pop3SourceOptions>, Partial<AppError>]>([
    ['an empty server', { server: ' ' }, { code: 'invalid-input', field: 'server' }],
    ['port 0', { port: 0 }, { code: 'invalid-input', field: 'port' }],
    ['a name that leads nowhere', { server: 'no-such-host.invalid' }, { code: 'connection-failed', field: 'server' }],
    ['a login of two lines', { login: 'a\r\nDELE 1' }, { code: 'invalid-input', field: 'login' }],
    ['no password', { credential: withPassword('') }, { code: 'sign-in-failed', field: 'password' }],
    ['a port without TLS', { security: 'tls' }, { code: 'connection-failed', field: 'security' }],
    [
      'a token over plain text',
      { credential: async () => ({ kind: 'token', accessToken: 'x' }) },
      { code: 'sign-in-failed', field: 'security' },
    ],
  ])('refuses %s, naming the field', async (_, changes, error) => {
    expect(await openRefusal(optionsFor('nobody', changes))).toMatchObject(error)
  })

  it('names the port where nothing listens, and where IMAP does', async () => {
    const [port = 0] = await findFreePorts(1)
    expect(await openRefusal(optionsFor('nobody', { port }))).toMatchObject({ field: 'port', retry: true })
    const imap = await openRefusal(optionsFor('nobody', { port: dovecot.ports.imap }))
    expect(imap).toMatchObject({ code: 'connection-failed', field: 'port' })
    expect(imap.message).toContain('995')
  })

  it.each(['tls', 'starttls'] as const)(
    'refuses a self-signed certificate with %s before anything is signed in, and takes it once it is chosen',
    async security => {
      const user = await newUser()
      const port = security === 'tls' ? dovecot.ports.pop3s : recorder.port
      recorder.clear()
      const error = await openRefusal(optionsFor(user, { security, port }))
      expect(error).toMatchObject({ code: 'certificate-refused', field: 'security' })
      expect(recorder.clientText()).not.toMatch(/USER|AUTH|APOP/)
      await withSession(optionsFor(user, { security, port, ca: dovecot.caPem }), async () => {})
      await withSession(optionsFor(user, { security, port, validateCertificate: false }), async () => {})
    },
  )

  it('does not fall back to plain text when STLS is chosen and not offered', async () => {
    const inside = await startTcpRecorder({ to: { host: dovecot.host, port: dovecot.ports.pop3s, tls: true } })
    const error = await openRefusal(optionsFor(await newUser(), { security: 'starttls', port: inside.port }))
    expect(error).toMatchObject({ code: 'connection-failed', field: 'security' })
    expect(inside.clientText()).not.toMatch(/USER|AUTH|APOP/)
    await inside.stop()
  })

  it('ends when the signal aborts', async () => {
    const error = await refusalOf(createPop3Source(optionsFor(await newUser())).open(AbortSignal.abort()))
    expect(error).toMatchObject({ code: 'connection-failed', retry: true })
  })
})

describe('listing', () => {
  it('tells uid and size of what is new, by one LIST and one UIDL', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(22)])
    recorder.clear()
    await withSession(optionsFor(user), async session => {
      const listing = await session.list(nothingKnown)
      expect(listing.added.map(({ sizeBytes, receivedAt }) => [sizeBytes, receivedAt])).toEqual([
        [plainMail(1).length, null],
        [plainMail(22).length, null],
      ])
      expect(new Set(uidsOf(listing)).size).toBe(2)
      expect(listing).toMatchObject({ uidValidity: '1', highestUid: null, onServer: 2 })
    })
    expect(recorder.clientText().match(/^(LIST|UIDL|RETR|TOP).*$/gm)).toEqual(['LIST', 'UIDL'])
  })

  it('finds nothing in an empty mailbox', async () => {
    const listing = await withSession(optionsFor(await newUser()), session => session.list(nothingKnown))
    expect(listing).toMatchObject({ added: [], onServer: 0 })
  })

  it('adds what has come, tells what has gone, and says when nothing has', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2), plainMail(3)])
    const first = await withSession(optionsFor(user), session => session.list(nothingKnown))
    const known = remember(first)
    const again = await withSession(optionsFor(user), session => session.list(known))
    expect(again).toMatchObject({ added: [], present: 'unchanged', onServer: 3 })

    await dovecot.doveadm(['expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '2'])
    await dovecot.deliver(user, 'INBOX', [plainMail(4)])
    const changed = await withSession(optionsFor(user), session => session.list(known))
    const [one, , three] = uidsOf(first)
    expect(changed.added).toHaveLength(1)
    expect(changed.present).toEqual(new Set([one, three, ...uidsOf(changed)]))
  })

  it('sees in a second listing what has come since the session began', async () => {
    const user = await newUser()
    await withSession(optionsFor(user), async session => {
      await session.list(nothingKnown)
      await dovecot.deliver(user, 'INBOX', [plainMail(1)])
      expect((await session.list(nothingKnown)).added).toHaveLength(1)
    })
  })
})

describe('fetching', () => {
  const mails = [
    plainMail(1),
    binaryMail(2),
    latinMail(3),
    plainMail(4, '.\r\n..\r\n.x\r\n\r\n. \r\n...'),
    largeMail(5, 900),
  ]

  it('yields the very bytes in the order asked', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', mails)
    await withSession(optionsFor(user), async session => {
      const uids = uidsOf(await session.list(nothingKnown)).reverse()
      const fetched = await collect(session.fetch(uids, never))
      expect(fetched.map(message => message.uid)).toEqual(uids)
      expect(fetched.map(message => hashOf(message.raw))).toEqual(mails.map(hashOf).reverse())
      expect(mails[2]).toContain(0xfc)
    })
  })

  it('leaves out what has gone, and goes on after a consumer has had enough', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', mails)
    await withSession(optionsFor(user), async session => {
      const uids = uidsOf(await session.list(nothingKnown))
      const wanted = [uids[0] ?? '', 'never-was', ...uids.slice(1)]
      expect((await collect(session.fetch(wanted, never))).map(message => message.uid)).toEqual(uids)
      for await (const message of session.fetch(uids, never)) {
        expect(message.uid).toBe(uids[0])
        break
      }
      expect(await collect(session.fetch(uids.slice(1, 3), never))).toHaveLength(2)
    })
  })

  it('sends commands ahead of their answers where the server takes them', async () => {
    const user = await newUser()
    await dovecot.deliver(
      user,
      'INBOX',
      Array.from({ length: 50 }, (_, index) => plainMail(index)),
    )
    await withSession(optionsFor(user), async session => {
      const uids = uidsOf(await session.list(nothingKnown))
      recorder.clear()
      const fetching = session.fetch(uids, never)[Symbol.asyncIterator]()
      await fetching.next()
      expect(recorder.clientText().match(/RETR/g)).toHaveLength(16)
      let count = 1
      while (!(await fetching.next()).done) count += 1
      expect(count).toBe(50)
    })
  })

  it('gives the header block alone, cut at the limit, and null for what has gone', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    await withSession(optionsFor(user), async session => {
      const [uid = ''] = uidsOf(await session.list(nothingKnown))
      const headers = plainMail(1).toString().split('\r\n\r\n')[0]?.concat('\r\n\r\n')
      expect(Buffer.from((await session.fetchHeaders(uid, 10_000)) ?? []).toString()).toBe(headers)
      expect(await session.fetchHeaders(uid, 20)).toHaveLength(20)
      expect(await session.fetchHeaders('never-was', 10_000)).toBeNull()
      expect(await collect(session.fetch([uid], never))).toHaveLength(1)
    })
  })

  it('throws when the line breaks in the middle of a message and stays broken, to be tried again', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', mails)
    await withSession(optionsFor(user), async session => {
      const uids = uidsOf(await session.list(nothingKnown))
      recorder.cutAfterBytes(500_000)
      const error = await refusalOf(collect(session.fetch(uids, never)))
      recorder.cutAfterBytes(Number.POSITIVE_INFINITY)
      expect(error).toMatchObject({ code: 'connection-failed', retry: true })
      // The session is not lost with its line.
      expect(await collect(session.fetch(uids, never))).toHaveLength(mails.length)
    })
  })

  it('ends at once when the signal aborts', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', mails)
    await withSession(optionsFor(user), async session => {
      const uids = uidsOf(await session.list(nothingKnown))
      const abort = new AbortController()
      const taking = refusalOf(collect(session.fetch(uids, abort.signal)))
      abort.abort()
      expect(await taking).toMatchObject({ code: 'connection-failed', retry: true })
    })
  })
})

describe('removing', () => {
  it('deletes this one message, and only this', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2), plainMail(3)])
    await withSession(optionsFor(user), async session => {
      const [, second = '', third = ''] = uidsOf(await session.list(nothingKnown))
      expect(await session.remove(second)).toBe('done')
      expect(await dovecot.uids(user, 'INBOX')).toEqual([1, 3])
      expect(await session.remove(second)).toBe('gone')
      // Numbers have moved up by one meanwhile.
      expect(await session.remove(third)).toBe('done')
    })
    expect(await dovecot.uids(user, 'INBOX')).toEqual([1])
  })

  it('deletes many in one session', async () => {
    const user = await newUser()
    await dovecot.deliver(
      user,
      'INBOX',
      Array.from({ length: 30 }, (_, index) => plainMail(index)),
    )
    await withSession(optionsFor(user), async session => {
      const uids = uidsOf(await session.list(nothingKnown)).slice(0, 25)
      recorder.clear()
      const outcomes = await session.removeTogether?.([...uids, 'never-was'])
      expect([...(outcomes ?? [])]).toEqual([...uids.map(uid => [uid, 'done']), ['never-was', 'gone']])
      expect(recorder.clientText()).not.toContain('AUTH')
    })
    expect(await dovecot.messageCount(user, 'INBOX')).toBe(5)
  })

  it('deletes nothing when the line is lost before the end of the session', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    const cutting = await startTcpRecorder({
      to: { host: dovecot.host, port: dovecot.ports.pop3 },
      rewrite: {
        client(text) {
          if (text.includes('QUIT')) cutting.cutAfterBytes(0)
          return text.replace('QUIT', 'NOOP')
        },
      },
    })
    await withSession(optionsFor(user, { port: cutting.port }), async session => {
      const [uid = ''] = uidsOf(await session.list(nothingKnown))
      expect(await refusalOf(session.remove(uid))).toMatchObject({ code: 'connection-failed', retry: true })
    })
    await cutting.stop()
    expect(await dovecot.messageCount(user, 'INBOX')).toBe(1)
  })

  it('refuses a move in words and touches nothing', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1)])
    await withSession(optionsFor(user), async session => {
      const [uid = ''] = uidsOf(await session.list(nothingKnown))
      const error = await refusalOf(session.move(uid, 'Trash', noNotes))
      expect(error).toMatchObject({ code: 'not-allowed', field: 'email_storage', retry: false })
    })
    expect(await dovecot.messageCount(user, 'INBOX')).toBe(1)
  })
})

describe('the connection test', () => {
  const testOf = (options: Pop3SourceOptions) => createPop3Source(options).test(never)

  it.each(['tls', 'starttls'] as const)('tells every step of a connection that works with %s', async security => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [plainMail(1), plainMail(2)])
    const port = security === 'tls' ? dovecot.ports.pop3s : dovecot.ports.pop3
    const steps = await testOf(optionsFor(user, { security, port, ca: dovecot.caPem }))
    expect(steps.map(({ name, ok }) => [name, ok])).toEqual(
      ['address', 'connect', 'encryption', 'sign-in', 'folder', 'read', 'permission'].map(name => [name, true]),
    )
    expect(steps[2]?.message).toMatch(/localhost, issued by localhost, valid until \d{4}-\d\d-\d\d/)
    expect(steps[4]?.message).toContain('2 messages')
    expect(steps[6]?.message).toMatch(/when the session ends.*no folders/)
    expect(await dovecot.messageCount(user, 'INBOX')).toBe(2)
  })

  it.each([
    ['address', { server: 'no-such-host.invalid' }, 'server'],
    ['connect', { port: 1 }, 'port'],
    ['encryption', { security: 'starttls' }, 'security'],
    ['sign-in', { credential: withPassword('wrong') }, 'password'],
  ] as const)('stops at the step %s', async (name, changes, field) => {
    expect((await testOf(optionsFor(await newUser(), changes))).at(-1)).toMatchObject({ name, ok: false, field })
  })

  it('warns that nothing is encrypted', async () => {
    expect((await testOf(optionsFor(await newUser())))[2]?.message).toContain('Not encrypted')
  })
})
