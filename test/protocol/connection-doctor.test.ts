import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConnectionStep } from '../../src-main/engine/ports.ts'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import type { ImapSourceOptions } from '../../src-main/engine/sources/imap/options.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { signCertificate } from './signed-certificate.ts'
import { realClock, recordLog } from './source-ports.ts'
import { type SpokenServer, startSpokenServer } from './spoken-server.ts'

const password = 'se-cret-4711'
const never = new AbortController().signal

let dovecot: Dovecot
let other: SpokenServer | undefined

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.addUser('alice', password)
})
afterAll(() => dovecot?.stop())
afterEach(async () => {
  await other?.stop()
  other = undefined
})

function optionsFor(changes: Partial<ImapSourceOptions> = {}): ImapSourceOptions {
  return {
    server: 'localhost',
    port: dovecot.ports.imaps,
    security: 'tls',
    login: 'alice',
    credential: async () => ({ kind: 'password', password }),
    mailbox: 'INBOX',
    validateCertificate: true,
    ca: dovecot.caPem,
    timeouts: { connectMs: 3_000, greetingMs: 1_000, socketMs: 5_000 },
    clock: realClock,
    log: recordLog(),
    ...changes,
  }
}

const testOf = (changes: Partial<ImapSourceOptions>) => createImapSource(optionsFor(changes)).test(never)
const stepOf = (steps: readonly ConnectionStep[], name: ConnectionStep['name']) =>
  steps.find(step => step.name === name)

/** A plain server with these words for CAPABILITY, which refuses every sign-in with `refusal`. */
async function serve(capabilities: string, refusal = 'NO [AUTHENTICATIONFAILED] no') {
  other = await startSpokenServer({
    greeting: '* OK ready\r\n',
    answer(line) {
      const [tag = '', command = ''] = line.split(' ')
      if (/^CAPABILITY$/i.test(command)) return `* CAPABILITY ${capabilities}\r\n${tag} OK done\r\n`
      if (/^(LOGIN|AUTHENTICATE)$/i.test(command)) return `${tag} ${refusal}\r\n`
      return `${tag} OK done\r\n`
    },
  })
  return { security: 'none', port: other.port } as const
}

describe('the certificate of a server', () => {
  it('is shown with its chain, their times and the version of TLS', async () => {
    const root = await signCertificate({ name: 'Example Root', untilDay: 900 })
    const leaf = await signCertificate({ name: 'localhost', issuer: root, untilDay: 30 })
    other = await startSpokenServer({
      tls: { cert: leaf.certPem + root.certPem, key: leaf.keyPem, maxVersion: 'TLSv1.2' },
      greeting: '* OK ready\r\n',
    })
    const step = stepOf(await testOf({ port: other.port, ca: root.certPem }), 'encryption')
    expect(step?.message).toContain('Encrypted with TLSv1.2. The certificate is for localhost, issued by Example Root')
    expect(step?.certificate).toMatchObject({
      fingerprint: leaf.fingerprint,
      tlsVersion: 'TLSv1.2',
      chain: [
        { subject: 'localhost', issuer: 'Example Root' },
        { subject: 'Example Root', issuer: 'Example Root' },
      ],
    })
    const days = step?.certificate?.chain.map(({ validUntil }) => Math.round(((validUntil ?? 0) - Date.now()) / 864e5))
    expect(days).toEqual([30, 900])
  })

  it.each([
    ['expired', { name: 'localhost', fromDay: -20, untilDay: -10 }, 'has expired', 'security'],
    ['not valid yet', { name: 'localhost', fromDay: 10, untilDay: 20 }, 'not valid yet', 'security'],
    ['made for another name', { name: 'mail.example.org' }, 'made for mail.example.org', 'server'],
  ] as const)('is refused, and shown all the same, when it is %s', async (_, wanted, words, field) => {
    const root = await signCertificate({ name: 'Example Root' })
    const leaf = await signCertificate({ ...wanted, issuer: root })
    other = await startSpokenServer({ tls: { cert: leaf.certPem, key: leaf.keyPem }, greeting: '' })
    const last = (await testOf({ port: other.port, ca: root.certPem })).at(-1)
    expect(last).toMatchObject({ name: 'encryption', ok: false, field, certificate: { fingerprint: leaf.fingerprint } })
    expect(last?.message).toContain(words)
  })

  it.each(['TLSv1', 'TLSv1.1'] as const)('of a server with %s only is not even looked at', async version => {
    const { certPem, keyPem } = await signCertificate({ name: 'localhost' })
    const old = { minVersion: 'TLSv1', maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const
    other = await startSpokenServer({ tls: { cert: certPem, key: keyPem, ...old }, greeting: '* OK ready\r\n' })
    const last = (await testOf({ port: other.port })).at(-1)
    expect(last).toMatchObject({ name: 'encryption', ok: false, field: 'security' })
    expect(last?.message).toContain('outdated version of TLS')
  })

  it('cannot say anything that a screen would stumble over', async () => {
    const evil = await signCertificate({ name: `a\u202eb\r\n${'x'.repeat(300)}` })
    other = await startSpokenServer({ tls: { cert: evil.certPem, key: evil.keyPem }, greeting: '' })
    const { certificate } = (await testOf({ port: other.port })).at(-1) ?? {}
    expect(certificate?.subject).toMatch(/^a b x+…$/)
    expect(certificate?.chain[0]?.issuer).toBe(certificate?.subject)
  })
})

describe('what a server offers', () => {
  it.each(['tls', 'starttls', 'none'] as const)('is told before and after the sign-in over %s', async security => {
    const port = security === 'tls' ? dovecot.ports.imaps : dovecot.ports.imap
    const steps = await testOf({ security, port })
    expect(stepOf(steps, 'capabilities')?.message).toMatch(
      /^The server takes sign-ins by the LOGIN command, PLAIN\S*( LOGIN)?.* It offers IDLE/,
    )
    expect(stepOf(steps, 'sign-in')?.message).toContain(
      'It offers MOVE (moving in one step), UIDPLUS (deleting single mails), IDLE (telling of new mail at once), CONDSTORE',
    )
  })

  it('names what is missing once everything has been told', async () => {
    const poor = await startDovecot({ imapCapability: 'IMAP4rev1 UIDPLUS' })
    await poor.addUser('alice', password)
    const steps = await testOf({ port: poor.ports.imaps, ca: poor.caPem })
    await poor.stop()
    expect(stepOf(steps, 'sign-in')?.message).toMatch(
      /It offers UIDPLUS \(.*\); it lacks MOVE \(.*\), IDLE .*CONDSTORE/,
    )
  })

  it.each([
    ['IMAP4rev1 LOGINDISABLED STARTTLS', 'password', 'security'],
    ['IMAP4rev1 AUTH=PLAIN', 'token', 'auth'],
  ] as const)('ends at %j for a sign-in by %s, before the credential is sent', async (capabilities, kind, field) => {
    const place = await serve(capabilities)
    const credential = async () =>
      kind === 'token' ? ({ kind, accessToken: password } as const) : ({ kind, password } as const)
    const last = (await testOf({ ...place, credential })).at(-1)
    expect(last).toMatchObject({ name: 'capabilities', ok: false, field })
    expect(other?.clientText()).not.toMatch(/LOGIN |AUTHENTICATE/)
    expect(other?.clientText()).not.toContain(password)
  })

  it('is not held against a server that does not say', async () => {
    other = await startSpokenServer({
      greeting: '* OK ready\r\n',
      answer: line => `${line.split(' ')[0]} BAD what\r\n`,
    })
    const steps = await testOf({ security: 'none', port: other.port })
    expect(stepOf(steps, 'capabilities')).toMatchObject({
      ok: true,
      message: 'The server does not say what it offers.',
    })
  })
})

describe('a refused sign-in', () => {
  it('is explained where the provider says why, without the password', async () => {
    const words = `NO [ALERT] Application-specific password required for ${password}`
    const last = (await testOf(await serve('IMAP4rev1', words))).at(-1)
    expect(last).toMatchObject({ name: 'sign-in', ok: false, field: 'password' })
    expect(last?.message).toMatch(/^Google wants an app password.*The server says: .*required for \*\*\*$/)
  })
})
