import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import type { OutgoingMail } from '../../src-main/engine/ports.ts'
import type { Credential } from '../../src-main/engine/sources/credential.ts'
import type { SmtpOptions } from '../../src-main/engine/sources/smtp/options.ts'
import { createSmtpSender } from '../../src-main/engine/sources/smtp/smtp-sender.ts'
import { makeCertificate } from './certificate.ts'
import { realClock, recordLog } from './source-ports.ts'

const PASSWORD = 'pass word & more'
const TOKEN = 'ya29.a-token-that-holds'

type Taken = { readonly from: string; readonly to: readonly string[]; readonly raw: string; readonly method: string }

let folder = ''
let certificate: { certPem: string; keyPem: string }
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postdesk-smtp-'))
  certificate = await makeCertificate(folder)
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))

/** A real SMTP server that keeps what it takes. Addresses at full.example are refused for now, at gone.example for good. */
async function startServer(own: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  const logins: string[] = []
  const server = new SMTPServer({
    key: certificate.keyPem,
    cert: certificate.certPem,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    allowInsecureAuth: true,
    onAuth(auth, _session, done) {
      logins.push(auth.method)
      if (auth.method === 'XOAUTH2') {
        if (auth.accessToken === TOKEN) return done(null, { user: auth.username ?? '' })
        return done(null, { data: { status: '401', schemes: 'bearer', scope: `no ${auth.accessToken}` } })
      }
      if (auth.password === PASSWORD) return done(null, { user: auth.username ?? '' })
      return done(Object.assign(new Error(`Not with ${auth.password}`), { responseCode: 535 }))
    },
    onRcptTo({ address }, _session, done) {
      if (address.endsWith('@gone.example')) return done(refusal(550, 'No such user'))
      if (address.endsWith('@full.example')) return done(refusal(452, 'Mailbox full'))
      return done()
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', piece => pieces.push(piece))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const raw = Buffer.concat(pieces).toString('latin1')
        if (raw.includes('X-Refuse: 5')) return done(refusal(554, 'It looks like spam'))
        if (raw.includes('X-Refuse: 4')) return done(refusal(451, 'Come back later'))
        taken.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          method: logins.at(-1) ?? '',
        })
        return done(null, 'Kept')
      })
    },
    ...own,
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise(resolve => server.close(() => resolve())))
  return { port: (server.server.address() as AddressInfo).port, taken, logins }
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

const password: Credential = { kind: 'password', password: PASSWORD }

function senderTo(port: number, own: Partial<SmtpOptions> = {}) {
  return createSmtpSender({
    server: 'localhost',
    port,
    security: 'starttls',
    validateCertificate: true,
    ca: certificate.certPem,
    login: 'desk@desk.example.org',
    credential: async () => password,
    clock: realClock,
    log: recordLog(),
    ...own,
  })
}

const raw =
  'From: desk@desk.example.org\r\nTo: ann@example.com\r\nSubject: R-000001\r\n\r\nHello\r\n.\r\n..two dots\r\nend\r\n'
const mailTo = (...to: string[]): OutgoingMail => ({ from: 'desk@desk.example.org', to, raw: Buffer.from(raw) })
const never = new AbortController().signal

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

describe('a mail that is handed over', () => {
  it.each(['starttls', 'tls', 'none'] as const)('over %s arrives as it is, byte for byte', async security => {
    const { port, taken } = await startServer(
      security === 'tls' ? { secure: true } : { hideSTARTTLS: security === 'none' },
    )
    const outcome = await senderTo(port, { security }).send(mailTo('ann@example.com'), never)
    expect(outcome).toMatchObject({ accepted: ['ann@example.com'], refused: [] })
    expect(outcome.reply).toContain('Kept')
    expect(taken).toMatchObject([{ from: 'desk@desk.example.org', to: ['ann@example.com'], raw }])
  })

  it('is signed in for with a token where the account has one (XOAUTH2)', async () => {
    const { port, taken } = await startServer()
    const credential = async (): Promise<Credential> => ({ kind: 'token', accessToken: TOKEN })
    await senderTo(port, { credential }).send(mailTo('ann@example.com'), never)
    expect(taken).toMatchObject([{ method: 'XOAUTH2' }])
  })

  it('asks for the credential at every mail, so that a renewed token is used', async () => {
    const { port, taken } = await startServer()
    const tokens = ['old-token', TOKEN]
    const sender = senderTo(port, { credential: async () => ({ kind: 'token', accessToken: tokens.shift() ?? '' }) })
    expect(await failureOf(sender.send(mailTo('ann@example.com'), never))).toMatchObject({ code: 'sign-in-failed' })
    await sender.send(mailTo('ann@example.com'), never)
    expect(taken).toHaveLength(1)
  })

  it('needs no sign-in where the server wants none, and may have no sender', async () => {
    const { port, taken, logins } = await startServer({ authOptional: true })
    await senderTo(port, { credential: null }).send({ ...mailTo('ann@example.com'), from: '' }, never)
    expect([taken[0]?.from, logins]).toEqual(['', []])
  })

  it('goes to those that the server takes; the others are told apart', async () => {
    const { port, taken } = await startServer()
    const outcome = await senderTo(port).send(mailTo('ann@example.com', 'bob@gone.example', 'eve@full.example'), never)
    expect(outcome.accepted).toEqual(['ann@example.com'])
    expect(outcome.refused).toEqual([
      { address: 'bob@gone.example', reply: expect.stringContaining('No such user'), isForNow: false },
      { address: 'eve@full.example', reply: expect.stringContaining('Mailbox full'), isForNow: true },
    ])
    expect(taken).toMatchObject([{ to: ['ann@example.com'] }])
  })
})

describe('a mail that is not handed over says why, and whether a repeat may help', () => {
  it('a wrong password, which is not repeated with it', async () => {
    const { port } = await startServer()
    const wrong = async (): Promise<Credential> => ({ kind: 'password', password: 'wrong secret' })
    const error = await failureOf(senderTo(port, { credential: wrong }).send(mailTo('ann@example.com'), never))
    expect(error).toMatchObject({ code: 'sign-in-failed', field: 'login', retry: false })
    expect(error.message).toContain('desk@desk.example.org')
    expect(error.message).not.toContain('wrong secret')
  })

  it('a refused token, with what the server said about it but for the token', async () => {
    const { port } = await startServer()
    const credential = async (): Promise<Credential> => ({ kind: 'token', accessToken: 'an-old-token' })
    const error = await failureOf(senderTo(port, { credential }).send(mailTo('ann@example.com'), never))
    expect(error).toMatchObject({ code: 'sign-in-failed', field: 'login' })
    expect(error.message).toContain('bearer')
    expect(error.message).not.toContain('an-old-token')
  })

  it.each([
    ['5', 'not-allowed', false, 'It looks like spam'],
    ['4', 'connection-failed', true, 'Come back later'],
  ])('a mail that is refused by %syz', async (digit, code, retry, words) => {
    const { port } = await startServer()
    const bytes = Buffer.from(`X-Refuse: ${digit}\r\n${raw}`)
    const error = await failureOf(senderTo(port).send({ ...mailTo('ann@example.com'), raw: bytes }, never))
    expect(error).toMatchObject({ code, retry })
    expect(error.message).toContain(words)
  })

  it.each([
    ['bob@gone.example', false],
    ['eve@full.example', true],
  ])('when nobody is left to send to: %s', async (address, retry) => {
    const { port, taken } = await startServer()
    expect(await failureOf(senderTo(port).send(mailTo(address), never))).toMatchObject({ retry })
    expect(taken).toEqual([])
  })

  it('STARTTLS that is not offered: nothing secret is said', async () => {
    const { port, logins } = await startServer({ disabledCommands: ['STARTTLS'] })
    const error = await failureOf(senderTo(port).send(mailTo('ann@example.com'), never))
    expect(error).toMatchObject({ code: 'connection-failed', field: 'security' })
    expect(logins).toEqual([])
  })

  it('a certificate that nobody vouches for, and one that is not the pinned one', async () => {
    const { port, logins } = await startServer({ secure: true })
    const send = (own: Partial<SmtpOptions>) =>
      senderTo(port, { security: 'tls', ...own }).send(mailTo('ann@example.com'), never)
    expect(await failureOf(send({ ca: '' }))).toMatchObject({ code: 'certificate-refused' })
    expect(await failureOf(send({ pinnedCertificate: 'AB'.repeat(32) }))).toMatchObject({
      code: 'certificate-refused',
      field: 'pinned_certificate',
    })
    expect(logins).toEqual([])
    const { fingerprint256 } = new X509Certificate(certificate.certPem)
    await send({ ca: '', pinnedCertificate: fingerprint256, server: '127.0.0.1' })
  })

  it('a port on which nothing listens, and a server that says nothing', async () => {
    const silent = createServer(() => {})
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const timeouts = { greetingMs: 200 }
    expect(await failureOf(senderTo(port, { timeouts }).send(mailTo('ann@example.com'), never))).toMatchObject({
      code: 'connection-failed',
      retry: true,
    })
    await new Promise(resolve => silent.close(resolve))
    expect(await failureOf(senderTo(port).send(mailTo('ann@example.com'), never))).toMatchObject({ field: 'port' })
  })

  it('a server that hangs up in the middle: it may be tried again', async () => {
    const talk = createServer(socket => {
      socket.write('220 here\r\n')
      socket.on('data', text => (String(text).startsWith('MAIL') ? socket.destroy() : socket.write('250 go on\r\n')))
    })
    await new Promise<void>(resolve => talk.listen(0, '127.0.0.1', resolve))
    closing.push(() => new Promise(resolve => talk.close(() => resolve())))
    const { port } = talk.address() as AddressInfo
    const sender = senderTo(port, { security: 'none', credential: null })
    expect(await failureOf(sender.send(mailTo('ann@example.com'), never))).toMatchObject({
      code: 'connection-failed',
      retry: true,
    })
  })

  it('a line that breaks while the token is renewed: nothing else breaks with it', async () => {
    const open: Socket[] = []
    const talk = createServer(socket => {
      open.push(socket)
      socket.on('error', () => {})
      socket.write('220 here\r\n')
      socket.on('data', () => socket.write('250-here\r\n250 AUTH XOAUTH2\r\n'))
    })
    await new Promise<void>(resolve => talk.listen(0, '127.0.0.1', resolve))
    closing.push(() => new Promise(resolve => talk.close(() => resolve())))
    const { port } = talk.address() as AddressInfo
    const credential = async (): Promise<Credential> => {
      for (const socket of open) socket.resetAndDestroy()
      await new Promise(resolve => setTimeout(resolve, 100))
      return password
    }
    const sender = senderTo(port, { security: 'none', credential })
    expect(await failureOf(sender.send(mailTo('ann@example.com'), never))).toMatchObject({ retry: true })
  })

  it('an end that was asked for', async () => {
    const { port } = await startServer({ onData: () => {} })
    const ended = new AbortController()
    const sending = senderTo(port).send(mailTo('ann@example.com'), ended.signal)
    setTimeout(() => ended.abort(), 300)
    expect(await failureOf(sending)).toMatchObject({ code: 'connection-failed', retry: true })
  })
})
