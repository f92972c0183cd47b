import { X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import type { ImapSourceOptions } from '../../src-main/engine/sources/imap/options.ts'
import { createPop3Source } from '../../src-main/engine/sources/pop3/pop3-source.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type SignedCertificate, signCertificate } from './signed-certificate.ts'
import { realClock, recordLog } from './source-ports.ts'
import { type SpokenServer, startSpokenServer } from './spoken-server.ts'
import { startTcpRecorder } from './tcp-recorder.ts'

const password = 'se-cret-4711'
const never = new AbortController().signal
const otherPin = Array.from({ length: 32 }, () => 'AB').join(':')

let dovecot: Dovecot
let pin: string
let other: SpokenServer | undefined

beforeAll(async () => {
  dovecot = await startDovecot({ certificateNames: 'DNS:elsewhere.example.org' })
  await dovecot.addUser('alice', password)
  pin = new X509Certificate(dovecot.caPem).fingerprint256
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
    pinnedCertificate: pin,
    timeouts: { connectMs: 3_000, greetingMs: 2_000, socketMs: 5_000 },
    clock: realClock,
    log: recordLog(),
    ...changes,
  }
}

async function open(options: ImapSourceOptions): Promise<AppError | null> {
  try {
    const session = await createImapSource(options).open(never)
    await session.close()
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

const testOf = (options: ImapSourceOptions) => createImapSource(options).test(never)

/** A server that would take any password and knows no mail. */
async function serve(certificate: SignedCertificate, greeting = '* OK [CAPABILITY IMAP4rev1] ready\r\n') {
  other = await startSpokenServer({ tls: { cert: certificate.certPem, key: certificate.keyPem }, greeting })
  return other
}

describe('a pinned certificate', () => {
  it.each([
    ['tls', (text: string) => text],
    ['starttls', (text: string) => text.toLowerCase()],
    ['tls', (text: string) => ` ${text.replaceAll(':', '')} `],
  ] as const)('is accepted over %s, self-signed and for another name as it is', async (security, typed) => {
    const port = security === 'tls' ? dovecot.ports.imaps : dovecot.ports.imap
    expect(await open(optionsFor({ security, port, pinnedCertificate: typed(pin) }))).toBeNull()
  })

  it.each(['tls', 'starttls'] as const)(
    'refuses any other over %s before anything is said, and names both fingerprints',
    async security => {
      const port = security === 'tls' ? dovecot.ports.imaps : dovecot.ports.imap
      const recorder = await startTcpRecorder(
        security === 'tls'
          ? { to: { host: dovecot.host, port, tls: true }, tls: { cert: dovecot.caPem, key: dovecot.keyPem } }
          : { to: { host: dovecot.host, port } },
      )
      const changes = { security, port: recorder.port, pinnedCertificate: otherPin, ca: dovecot.caPem }
      for (const validateCertificate of [true, false]) {
        const error = await open(optionsFor({ ...changes, validateCertificate }))
        expect(error).toMatchObject({ code: 'certificate-refused', field: 'pinned_certificate', retry: false })
        expect(error?.message).toContain(pin)
        expect(error?.message).toContain(otherPin)
      }
      expect(recorder.clientText()).not.toMatch(/LOGIN|AUTHENTICATE|CAPABILITY.*\n.*ID/i)
      if (security === 'tls') expect(recorder.clientText()).toBe('')
      await recorder.stop()
    },
  )

  it('is not got around by a server that greets as if we had signed in already', async () => {
    const server = await serve(await signCertificate({ name: 'localhost' }), '* PREAUTH welcome\r\n')
    expect(await open(optionsFor({ port: server.port }))).toMatchObject({ code: 'certificate-refused' })
    expect(server.clientText()).toBe('')
  })

  it('is accepted when it has expired or is signed by somebody unknown', async () => {
    const authority = await signCertificate({ name: 'Nobody knows this authority' })
    for (const certificate of [
      await signCertificate({ name: 'localhost', fromDay: -20, untilDay: -10 }),
      await signCertificate({ name: 'localhost', issuer: authority }),
    ]) {
      const server = await serve(certificate)
      const step = (await testOf(optionsFor({ port: server.port, pinnedCertificate: certificate.fingerprint }))).find(
        ({ name }) => name === 'encryption',
      )
      expect(step).toMatchObject({ ok: true, certificate: { fingerprint: certificate.fingerprint } })
      expect(step?.message).toMatch(/It is the pinned one\. Without the pin it would be refused: /)
      await server.stop()
      other = undefined
    }
  })

  it('is what the test offers for a certificate that is refused', async () => {
    const last = (await testOf(optionsFor({ pinnedCertificate: '' }))).at(-1)
    expect(last).toMatchObject({
      name: 'encryption',
      ok: false,
      field: 'security',
      certificate: { fingerprint: pin, subject: 'localhost', issuer: 'localhost', tlsVersion: 'TLSv1.3' },
    })
    const refused = (await testOf(optionsFor({ pinnedCertificate: otherPin }))).at(-1)
    expect(refused).toMatchObject({ name: 'encryption', ok: false, field: 'pinned_certificate' })
    expect(refused?.message).toContain(pin)
  })

  it.each(['tls', 'starttls'] as const)(
    'counts for POP3 over %s as well, before anything is signed in',
    async security => {
      const port = security === 'tls' ? dovecot.ports.pop3s : dovecot.ports.pop3
      const recorder = await startTcpRecorder({ to: { host: dovecot.host, port } })
      const openPop3 = async (pinnedCertificate: string) => {
        const session = await createPop3Source({
          ...optionsFor({ security, port: recorder.port, pinnedCertificate }),
        }).open(never)
        await session.close()
      }
      await expect(openPop3(otherPin)).rejects.toMatchObject({
        code: 'certificate-refused',
        field: 'pinned_certificate',
        retry: false,
      })
      // Without a pin it is refused for its name and its authority.
      await expect(openPop3('')).rejects.toMatchObject({ code: 'certificate-refused' })
      await openPop3(pin)
      await recorder.stop()
    },
  )
})
