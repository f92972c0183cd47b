import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { probeServer } from '../../src-main/engine/discovery/reach/probe-server.ts'
import type { ProbeTarget } from '../../src-main/engine/discovery/reach.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { findFreePorts } from './free-ports.ts'
import { signCertificate } from './signed-certificate.ts'
import { type SpokenServer, startSpokenServer } from './spoken-server.ts'

const never = new AbortController().signal

let dovecot: Dovecot
let other: SpokenServer | undefined

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot?.stop())
afterEach(async () => {
  await other?.stop()
  other = undefined
})

const probe = (port: number, changes: Partial<ProbeTarget> = {}, signal = never) =>
  probeServer({ protocol: 'imap', server: 'localhost', port, security: 'tls', ...changes }, signal)

describe('a probe', () => {
  it.each([
    ['imap', 'tls', 'imaps'],
    ['imap', 'starttls', 'imap'],
    ['pop3', 'tls', 'pop3s'],
    ['pop3', 'starttls', 'pop3'],
  ] as const)(
    'finds a real server for %s over %s, and that its certificate is its own',
    async (protocol, security, name) => {
      const { certificateRefusal } = await probe(dovecot.ports[name], { protocol, security })
      expect(certificateRefusal).toContain('signed by itself')
      expect(await dovecot.logText()).not.toMatch(/auth failed|Login:/)
    },
  )

  it.each([
    ['expired', { name: 'localhost', fromDay: -20, untilDay: -10 }],
    ['made for another name', { name: 'mail.example.org' }],
  ] as const)('tells that a certificate is not to be trusted when it is %s', async (_, wanted) => {
    const { certPem, keyPem } = await signCertificate(wanted)
    other = await startSpokenServer({ tls: { cert: certPem, key: keyPem }, greeting: '* OK ready\r\n' })
    expect((await probe(other.port)).certificateRefusal).toMatch(/^The certificate /)
  })

  it.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n'],
    ['the other protocol', '+OK ready\r\n'],
    ['a server that is closing', '* BYE too many\r\n'],
  ])('does not take %s for a mail server', async (_, greeting) => {
    const { certPem, keyPem } = await signCertificate({ name: 'localhost' })
    other = await startSpokenServer({ tls: { cert: certPem, key: keyPem }, greeting })
    await expect(probe(other.port)).rejects.toMatchObject({ message: expect.stringContaining('not as an IMAP') })
    expect(other.clientText()).toBe('')
  })

  it.each(['TLSv1', 'TLSv1.1'] as const)('finds no server with %s only', async version => {
    const { certPem, keyPem } = await signCertificate({ name: 'localhost' })
    const old = { minVersion: 'TLSv1', maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const
    other = await startSpokenServer({ tls: { cert: certPem, key: keyPem, ...old }, greeting: '* OK ready\r\n' })
    await expect(probe(other.port)).rejects.toMatchObject({ message: 'It speaks no TLS that is safe today.' })
  })

  it('does not go on in plain text with a server that refuses STARTTLS', async () => {
    other = await startSpokenServer({ greeting: '* OK ready\r\n', answer: () => 'a NO not here\r\n' })
    const refused = probe(other.port, { security: 'starttls' })
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('does not offer STARTTLS') })
    expect(other.clientText()).toBe('a STARTTLS\r\n')
  })

  it('names what is not there', async () => {
    const [port = 0] = await findFreePorts(1)
    await expect(probe(port)).rejects.toMatchObject({ code: 'connection-failed', message: 'Nothing listens there.' })
    await expect(probe(993, { server: 'no-such-host.invalid' })).rejects.toMatchObject({ code: 'connection-failed' })
  })

  it('of a server that takes the line and stays silent ends with its signal', async () => {
    other = await startSpokenServer({ greeting: '' })
    const stop = new AbortController()
    const waiting = probe(other.port, {}, stop.signal)
    stop.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'connection-failed' })
  })
})
