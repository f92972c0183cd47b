import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import type { SourceSession } from '../../src-main/engine/ports.ts'
import type { Pop3SourceOptions } from '../../src-main/engine/sources/pop3/options.ts'
import { createPop3Source } from '../../src-main/engine/sources/pop3/pop3-source.ts'
import { makeCertificate, type TestCertificate } from './certificate.ts'
import { type Act, type Script, type ScriptedServer, startScriptedServer } from './scripted-server.ts'
import { nothingKnown, realClock, recordLog } from './source-ports.ts'

const password = 'open sesame'
const never = new AbortController().signal

let certificate: TestCertificate
let folder: string
let servers: ScriptedServer[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postdesk-pop3-'))
  certificate = await makeCertificate(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))
afterEach(async () => {
  await Promise.all(servers.map(server => server.stop()))
  servers = []
})

const greeting = '+OK ready\r\n'
const capa = (...tags: string[]): Script => [{ hear: 'CAPA' }, `+OK\r\n${tags.map(tag => `${tag}\r\n`).join('')}.\r\n`]
const passed: Script = [{ hear: 'USER ada' }, '+OK\r\n', { hear: `PASS ${password}` }, '+OK\r\n']
const signedIn: Script = [greeting, ...capa('USER', 'UIDL', 'TOP'), ...passed]
const listed = (...uidls: string[]): Script => [
  { hear: 'LIST' },
  `+OK\r\n${uidls.map((_, index) => `${index + 1} 100\r\n`).join('')}.\r\n`,
  { hear: 'UIDL' },
  `+OK\r\n${uidls.map((uidl, index) => `${index + 1} ${uidl}\r\n`).join('')}.\r\n`,
]
const opened: Script = [...signedIn, ...listed('aaa', 'bbb', 'ccc')]
const body = (text: string): Act => `+OK\r\n${text}.\r\n`
const mail = (n: number) => `Subject: ${n}\r\n\r\nmail ${n}\r\n`
const endless = function* (piece: string) {
  for (;;) yield piece
}

async function serve(scripts: readonly Script[], changes: Partial<Pop3SourceOptions> = {}) {
  const implicitTls = changes.security === 'tls'
  const server = await startScriptedServer({
    scripts,
    tls: { cert: certificate.certPem, key: certificate.keyPem },
    implicitTls,
  })
  servers.push(server)
  const log = recordLog()
  const options: Pop3SourceOptions = {
    server: 'localhost',
    port: server.port,
    security: 'none',
    login: 'ada',
    credential: async () => ({ kind: 'password', password }),
    validateCertificate: true,
    ca: certificate.certPem,
    timeouts: { connectMs: 2_000, greetingMs: 400, socketMs: 500 },
    clock: realClock,
    log,
    ...changes,
  }
  return { server, log, source: createPop3Source(options) }
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

async function openRefusal(script: Script, changes?: Partial<Pop3SourceOptions>): Promise<AppError> {
  const { source, server } = await serve([script], changes)
  const error = await refusalOf(source.open(never))
  expect(server.disagreements()).toEqual([])
  expect(error.message).not.toContain(password)
  return error
}

async function fetchTexts(session: SourceSession, uids: readonly string[]): Promise<string[]> {
  const texts: string[] = []
  for await (const { uid, raw } of session.fetch(uids, never))
    texts.push(`${uid}: ${Buffer.from(raw).toString('latin1')}`)
  return texts
}

const lost = { code: 'connection-failed', retry: true } as const
const ifLost = /was lost/

describe('on the way in, a server that', () => {
  it.each<[string, Script, Partial<AppError>, RegExp]>([
    ['says nothing', ['HANG'], { ...lost, field: 'security' }, /says nothing .*choose TLS/],
    ['hangs up at once', [], lost, ifLost],
    ['says half a greeting', ['+OK re', 'HANG'], { ...lost, field: 'security' }, /says nothing/],
    ['refuses everybody', ['-ERR closed for repairs\r\n'], lost, /lets nobody in.*closed for repairs/],
    ['is busy', ['-ERR [SYS/TEMP] later\r\n'], lost, /trouble of its own/],
    ['is for IMAP', ['* OK IMAP4rev1 ready\r\n'], { ...lost, field: 'port' }, /no POP3 server.*995/],
    ['is for the web', ['HTTP/1.1 400 Bad Request\r\n'], { ...lost, field: 'port' }, /no POP3 server/],
    ['greets without end', [{ pieces: endless('x'.repeat(4096)) }], { ...lost, field: 'server' }, /line without end/],
    ['greets drop by drop', [{ pieces: endless('+'), everyMs: 30 }], { ...lost, field: 'security' }, /says nothing/],
    ['hangs up at CAPA', [greeting, { hear: 'CAPA' }, 'CUT'], lost, ifLost],
    [
      'never ends its CAPA',
      [greeting, { hear: 'CAPA' }, '+OK\r\n', { pieces: endless('X-NOISE\r\n'.repeat(900)) }],
      lost,
      /no end/,
    ],
    ['hangs up at USER', [greeting, ...capa('USER'), { hear: 'USER' }, 'CUT'], lost, ifLost],
    ['hangs up at PASS', [...signedIn.slice(0, -1), 'CUT'], lost, ifLost],
    ['falls silent at PASS', [...signedIn.slice(0, -1), 'HANG'], lost, /stopped answering/],
    [
      'takes no passwords over plain text',
      [greeting, ...capa('STLS', 'UIDL')],
      { code: 'sign-in-failed', field: 'security' },
      /only over an encrypted/,
    ],
    [
      'refuses the login',
      [greeting, ...capa('USER'), { hear: 'USER' }, '-ERR who?\r\n'],
      { code: 'sign-in-failed', field: 'password', retry: false },
      /who\?/,
    ],
    [
      'repeats the password in its refusal',
      [...signedIn.slice(0, -1), `-ERR [AUTH] ${password} is wrong\u001b[31m\r\n`],
      { code: 'sign-in-failed', field: 'password', retry: false },
      /\*\*\* is wrong/,
    ],
    ['has the mailbox in use', [...signedIn.slice(0, -1), '-ERR [IN-USE] locked\r\n'], lost, /only one at a time/],
    ['wants a pause', [...signedIn.slice(0, -1), '-ERR [LOGIN-DELAY] wait\r\n'], lost, /more time/],
    ['is out of order', [...signedIn.slice(0, -1), '-ERR [SYS/TEMP] disk\r\n'], lost, /trouble of its own/],
    [
      'is out of order for good',
      [...signedIn.slice(0, -1), '-ERR [SYS/PERM] gone\r\n'],
      { code: 'sign-in-failed', field: 'login', retry: false },
      /Ask the provider/,
    ],
    ['hangs up at LIST', [...signedIn, { hear: 'LIST' }, 'CUT'], lost, ifLost],
    ['refuses LIST', [...signedIn, { hear: 'LIST' }, '-ERR no\r\n'], lost, /does not list/],
    ['never ends its LIST', [...signedIn, { hear: 'LIST' }, '+OK\r\n1 1\r\n', 'HANG'], lost, /stopped answering/],
    [
      'lists drop by drop',
      [...signedIn, { hear: 'LIST' }, '+OK\r\n', { pieces: endless('1'), everyMs: 50 }],
      lost,
      /only a few bytes now and then/,
    ],
    ['hangs up at UIDL', [...signedIn, { hear: 'LIST' }, body('1 9\r\n'), { hear: 'UIDL' }], lost, ifLost],
    [
      'knows no UIDL',
      [...signedIn, { hear: 'LIST' }, body('1 9\r\n'), { hear: 'UIDL' }, '-ERR unknown command\r\n'],
      { code: 'source-unreadable', field: 'protocol', retry: false },
      /UIDL.*Use IMAP/,
    ],
    [
      'gives empty UIDLs only',
      [...signedIn, { hear: 'LIST' }, body('1 9\r\n'), { hear: 'UIDL' }, body('1 \r\n1\r\n')],
      { code: 'source-unreadable', field: 'protocol' },
      /UIDL/,
    ],
  ])('%s', async (_, script, error, message) => {
    const refusal = await openRefusal(script)
    expect(refusal).toMatchObject(error)
    expect(refusal.message).toMatch(message)
  })

  it('knows no CAPA is asked all the same', async () => {
    const script: Script = [
      greeting,
      { hear: 'CAPA' },
      '-ERR\r\n',
      ...passed,
      ...listed('aaa'),
      { hear: 'TOP 1 0' },
      '-ERR\r\n',
      { hear: 'RETR 1' },
      body(mail(1)),
    ]
    const { source, server } = await serve([script])
    const session = await source.open(never)
    expect(Buffer.from((await session.fetchHeaders('aaa', 1000)) ?? []).toString()).toBe('Subject: 1\r\n\r\n')
    await session.close()
    expect(server.disagreements()).toEqual([])
  })

  it('offers a challenge gets no password over plain text, whatever it says to the answer', async () => {
    const script: Script = [
      greeting,
      ...capa('USER', 'SASL PLAIN CRAM-MD5'),
      { hear: 'AUTH CRAM-MD5' },
      `+ ${Buffer.from('<1.2@x>').toString('base64')}\r\n`,
      { hear: /^[A-Za-z0-9+/=]+$/ },
      '-ERR no\r\n',
      'HANG',
    ]
    const { source, server } = await serve([script])
    expect(await refusalOf(source.open(never))).toMatchObject({ code: 'sign-in-failed' })
    expect(server.heard()[0]).toHaveLength(3)
  })

  it('keeps passwords hashed and offers a challenge is signed in to plainly, inside TLS', async () => {
    const script: Script = [
      greeting,
      ...capa('SASL CRAM-MD5 LOGIN', 'UIDL'),
      { hear: 'AUTH CRAM-MD5' },
      `+ ${Buffer.from('<1.2@x>').toString('base64')}\r\n`,
      { hear: '' },
      '-ERR no\r\n',
      { hear: 'AUTH LOGIN' },
      '+ VXNlcm5hbWU6\r\n',
      { hear: Buffer.from('ada').toString('base64') },
      '+ UGFzc3dvcmQ6\r\n',
      { hear: Buffer.from(password).toString('base64') },
      '+OK\r\n',
      ...listed('aaa'),
    ]
    const { source, server } = await serve([script], { security: 'tls' })
    const session = await source.open(never)
    expect((await session.list(nothingKnown)).onServer).toBe(1)
    await session.close()
    expect(server.disagreements()).toEqual([])
  })

  it('asks on and on during the sign-in is left', async () => {
    const script: Script = [
      greeting,
      ...capa('SASL PLAIN'),
      { hear: 'AUTH PLAIN' },
      ...Array.from({ length: 9 }, (): Script => ['+ \r\n', { hear: '' }]).flat(),
    ]
    expect((await openRefusal(script, { security: 'tls' })).message).toMatch(/asks on and on/)
  })

  it('refuses a token says why, and the token is in neither sentence nor log', async () => {
    const accessToken = 'ya29.token-of-ada'
    const script: Script = [
      greeting,
      ...capa('SASL XOAUTH2'),
      { hear: 'AUTH XOAUTH2' },
      '+ \r\n',
      { hear: Buffer.from(`user=ada\x01auth=Bearer ${accessToken}\x01\x01`).toString('base64') },
      `+ ${Buffer.from('{"status":"400"}').toString('base64')}\r\n`,
      { hear: /^$/ },
      `-ERR ${Buffer.from(`user=ada\x01auth=Bearer ${accessToken}\x01\x01`).toString('base64')} ${accessToken}\r\n`,
    ]
    const { source, server, log } = await serve([script], {
      security: 'tls',
      credential: async () => ({ kind: 'token', accessToken }),
    })
    const error = await refusalOf(source.open(never))
    expect(server.disagreements()).toEqual([])
    expect(error).toMatchObject({ code: 'sign-in-failed', field: 'auth' })
    for (const text of [error.message, log.text()]) {
      expect(text).not.toContain(accessToken)
      expect(text).not.toContain(Buffer.from(`user=ada\x01auth=Bearer ${accessToken}`).toString('base64').slice(0, 30))
    }
  })
})

describe('STLS', () => {
  const plain: Script = [greeting, ...capa('STLS', 'USER'), { hear: 'STLS' }]

  it.each<[string, Script, RegExp]>([
    ['is not offered', [greeting, ...capa('USER')], /does not offer STARTTLS/],
    ['is refused', [...plain, '-ERR not now\r\n'], /does not offer STARTTLS/],
    [
      'is followed by an answer in the same packet',
      [...plain, '+OK\r\n+OK you are in\r\n', 'HANG'],
      /plain text where TLS/,
    ],
    [
      'is followed by plain text',
      [...plain, '+OK\r\n', { pieces: ['+OK you are in\r\n'] }, 'HANG'],
      /STARTTLS|plain text/,
    ],
    ['is followed by a hang-up', [...plain, '+OK\r\n', 'CUT'], ifLost],
  ])('that %s lets no password out', async (_, script, message) => {
    const { source, server } = await serve([script], { security: 'starttls' })
    const error = await refusalOf(source.open(never))
    expect(error).toMatchObject(lost)
    expect(error.message).toMatch(message)
    expect(server.heard().flat().join()).not.toMatch(/USER|PASS|AUTH/)
  })

  it('forgets what was offered before it', async () => {
    const { source, server } = await serve(
      [[...plain, '+OK\r\n', 'START-TLS', ...capa('SASL LOGIN'), { hear: 'AUTH LOGIN' }, '-ERR\r\n']],
      { security: 'starttls' },
    )
    expect(await refusalOf(source.open(never))).toMatchObject({ code: 'sign-in-failed' })
    expect(server.disagreements()).toEqual([])
  })
})

describe('names of messages', () => {
  const longest = 'x'.repeat(300)

  it('that are odd are still names, each its own and the same each time', async () => {
    const script: Script = [...signedIn, ...listed('aaa', longest, 'with blank', 'w\u00e4hrend', '', 'aaa', 'bbb')]
    const uids: string[][] = []
    for (let time = 0; time < 2; time++) {
      const { source, log } = await serve([script])
      const session = await source.open(never)
      const listing = await session.list(nothingKnown)
      await session.close()
      uids.push(listing.added.map(message => message.uid))
      // The one without a name is counted by the server, and told.
      expect(listing.onServer).toBe(7)
      expect(log.text()).toContain('pop3.without-uidl')
      expect(log.text()).toContain('pop3.same-uidl')
    }
    expect(uids[0]).toEqual(uids[1])
    expect(new Set(uids[0]).size).toBe(6)
    for (const uid of uids[0] ?? []) expect(uid).toMatch(/^[ -~]{1,255}$/)
  })

  it('of two messages are no reason to delete the wrong one', async () => {
    const { source, server } = await serve([
      [...signedIn, ...listed('aaa', 'aaa', 'bbb'), { hear: 'RETR 2' }, body(mail(2))],
    ])
    const session = await source.open(never)
    const [first = '', second = ''] = (await session.list(nothingKnown)).added.map(message => message.uid)
    for (const uid of [first, second])
      expect(await refusalOf(session.remove(uid))).toMatchObject({ code: 'not-allowed' })
    expect(await fetchTexts(session, [second])).toEqual([`${second}: ${mail(2)}`])
    expect(server.disagreements()).toEqual([])
    await session.close()
  })
})

describe('a message', () => {
  const fetchAll = async (scripts: readonly Script[], changes?: Partial<Pop3SourceOptions>) => {
    const { source, server, log } = await serve(scripts, changes)
    const session = await source.open(never)
    const texts = await fetchTexts(session, ['aaa', 'bbb', 'ccc'])
    await session.close()
    expect(server.disagreements()).toEqual([])
    return { texts, log, server }
  }
  const all = ['aaa', 'bbb', 'ccc'].map((uid, index) => `${uid}: ${mail(index + 1)}`)
  const rest: Script = [{ hear: 'RETR 2' }, body(mail(2)), { hear: 'RETR 3' }, body(mail(3))]

  it('that has vanished is left out', async () => {
    const script: Script = [...opened, { hear: 'RETR 1' }, '-ERR no such message\r\n', ...rest]
    expect((await fetchAll([script])).texts).toEqual(all.slice(1))
  })

  it('may be larger or smaller than LIST said', async () => {
    const text = `Subject: 1\r\n\r\n${'y'.repeat(5000)}\r\n`
    const script: Script = [
      ...opened,
      { hear: 'RETR 1' },
      body(text),
      { hear: 'RETR 2' },
      body(''),
      { hear: 'RETR 3' },
      body(mail(3)),
    ]
    expect((await fetchAll([script])).texts).toEqual([`aaa: ${text}`, 'bbb: ', all[2]])
  })

  it('that is larger than can be held ends its session, and the others come', async () => {
    const flood: Script = [...opened, { hear: 'RETR 1' }, '+OK\r\n', { pieces: endless('z'.repeat(8192)) }]
    const { texts } = await fetchAll([flood, [...opened, ...rest]], { largestMessageBytes: 100_000 })
    expect(texts).toEqual(all.slice(1))
  })

  it('that LIST announces as too large is not asked for', async () => {
    const { texts } = await fetchAll([opened], { largestMessageBytes: 99 })
    expect(texts).toEqual([])
  })

  it.each<[string, Act]>([
    ['whose line is cut', 'CUT'],
    ['without an end', 'HANG'],
    ['that comes drop by drop', { pieces: endless('.'), everyMs: 60 }],
  ])('%s is asked for once more, then left out, and the others come', async (_, end) => {
    const broken: Script = [...opened, { hear: 'RETR 1' }, '+OK\r\nSubject: 1\r\n', end]
    const { texts, log, server } = await fetchAll([broken, broken, [...opened, ...rest]])
    expect(texts).toEqual(all.slice(1))
    expect(log.text()).toContain('pop3.line-lost-in-message')
    expect(server.heard()).toHaveLength(3)
  })

  it('comes whole at the second attempt', async () => {
    const broken: Script = [...opened, { hear: 'RETR 1' }, '+OK\r\nSubject: 1\r\n', 'CUT']
    const { texts } = await fetchAll([broken, [...opened, { hear: 'RETR 1' }, body(mail(1)), ...rest]])
    expect(texts).toEqual(all)
  })

  it('is found by its name again when the numbers have changed', async () => {
    const broken: Script = [...opened, { hear: 'RETR 1' }, body(mail(1)), { hear: 'RETR 2' }, 'CUT']
    const shifted: Script = [
      ...signedIn,
      ...listed('bbb', 'ccc'),
      { hear: 'RETR 1' },
      body(mail(2)),
      { hear: 'RETR 2' },
      body(mail(3)),
    ]
    expect((await fetchAll([broken, shifted])).texts).toEqual(all)
  })

  it('keeps every byte when it comes byte by byte: dots, bare ends of line, 8 bits', async () => {
    const stuffed = 'Subject: \u00fc\r\n\r\n..\r\n...\r\n..a\r\n.\n.\r\n\nb\r\r\n\0\xff\r\n.\r\n'
    const pieces = [...`+OK\r\n${stuffed}`]
    const script: Script = [...opened, { hear: 'RETR 1' }, { pieces, everyMs: 0 }, ...rest]
    const { texts } = await fetchAll([script])
    expect(texts[0]).toBe('aaa: Subject: \u00fc\r\n\r\n.\r\n..\r\n.a\r\n\n.\r\n\nb\r\r\n\0\xff\r\n')
    expect(texts.slice(1)).toEqual(all.slice(1))
  })

  it('cannot end its own answer by a bare LF, nor slip an answer in', async () => {
    const smuggling = 'Subject: 1\r\n\r\nx\n.\n+OK\nx\n.\r\n-ERR\r\n'
    const script: Script = [...opened, { hear: 'RETR 1' }, body(smuggling), ...rest]
    expect((await fetchAll([script])).texts).toEqual([`aaa: ${smuggling}`, ...all.slice(1)])
  })

  it('of a server that ends all its lines with LF is read', async () => {
    const script = opened.map(act => (typeof act === 'string' ? act.replaceAll('\r\n', '\n') : act))
    const { texts } = await fetchAll([
      [...script, { hear: 'RETR 1' }, '+OK\na\n\n..b\n.\n', { hear: 'RETR 2' }, '-ERR\n', { hear: 'RETR 3' }, '-ERR\n'],
    ])
    expect(texts).toEqual(['aaa: a\n\n.b\n'])
  })

  it('gives up on a server that breaks at everything', async () => {
    const broken: Script = [...opened, { hear: 'RETR' }, 'CUT']
    expect((await fetchAll([broken])).texts).toEqual([])
    const { source } = await serve([broken, ['-ERR closed\r\n']])
    const session = await source.open(never)
    expect(await refusalOf(fetchTexts(session, ['aaa']))).toMatchObject(lost)
  })

  it('gives its headers without TOP, by a RETR that is cut off', async () => {
    const withoutTop: Script = [
      greeting,
      ...capa('USER', 'UIDL'),
      ...passed,
      ...listed('aaa'),
      { hear: 'RETR 1' },
      `+OK\r\n${mail(1)}`,
      { pieces: endless('z'.repeat(4096)) },
    ]
    const { source } = await serve([withoutTop])
    const session = await source.open(never)
    expect(Buffer.from((await session.fetchHeaders('aaa', 64_000)) ?? []).toString()).toBe('Subject: 1\r\n\r\n')
    await session.close()
  })
})

describe('a deletion', () => {
  const remove = async (end: Script, after: Script = opened) => {
    const { source, server } = await serve([[...opened, { hear: 'DELE 2' }, ...end], after])
    const session = await source.open(never)
    const outcome = await session.remove('bbb').catch((error: unknown) => error)
    return { outcome, session, server }
  }

  it('is done once the server says +OK to QUIT', async () => {
    const { outcome, session, server } = await remove(['+OK\r\n', { hear: 'QUIT' }, '+OK bye\r\n'])
    expect(outcome).toBe('done')
    await session.close()
    expect(server.disagreements()).toEqual([])
  })

  it.each<[string, Script, RegExp]>([
    [
      'QUIT is refused',
      ['+OK\r\n', { hear: 'QUIT' }, '-ERR some deleted messages not removed\r\n'],
      /not carry out.*some deleted/,
    ],
    ['the line is cut at QUIT', ['+OK\r\n', { hear: 'QUIT' }, 'CUT'], ifLost],
    ['QUIT is not answered', ['+OK\r\n', { hear: 'QUIT' }, 'HANG'], /stopped answering/],
    ['half an answer to QUIT comes', ['+OK\r\n', { hear: 'QUIT' }, '+OK'], ifLost],
    ['the line is cut at DELE', ['CUT'], ifLost],
  ])('is not done when %s', async (_, end, message) => {
    const { outcome, session } = await remove(end)
    expect(outcome).toMatchObject(lost)
    expect((outcome as AppError).message).toMatch(message)
    await session.close()
  })

  it('that is refused leaves the session as it is, without a QUIT', async () => {
    const { outcome, session, server } = await remove(['-ERR read-only\r\n', { hear: 'RETR 3' }, body(mail(3))])
    expect(outcome).toMatchObject({ code: 'source-unreadable', retry: true })
    expect(await fetchTexts(session, ['ccc'])).toHaveLength(1)
    expect(server.disagreements()).toEqual([])
    await session.close()
  })

  it('of what others have deleted meanwhile is "gone" in the next session, whose numbers are new', async () => {
    const after: Script = [...signedIn, ...listed('ccc'), { hear: 'DELE 1' }, '+OK\r\n', { hear: 'QUIT' }, '+OK\r\n']
    const { session, server } = await remove(['+OK\r\n', { hear: 'QUIT' }, '+OK\r\n'], after)
    expect(await session.remove('aaa')).toBe('gone')
    expect(await session.remove('ccc')).toBe('done')
    expect(server.disagreements()).toEqual([])
  })

  it('of some that the server keeps tells each apart', async () => {
    const script: Script = [
      ...opened,
      { hear: 'DELE 1' },
      '+OK\r\n',
      { hear: 'DELE 3' },
      '-ERR no\r\n',
      { hear: 'QUIT' },
      '+OK\r\n',
    ]
    const { source } = await serve([script])
    const session = await source.open(never)
    const outcomes = await session.removeTogether?.(['aaa', 'never-was', 'ccc'])
    expect([...(outcomes?.values() ?? [])]).toEqual(['done', 'gone', expect.any(AppError)])
  })
})
