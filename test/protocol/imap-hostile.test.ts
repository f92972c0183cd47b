import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import type { ImapSourceOptions } from '../../src-main/engine/sources/imap/options.ts'
import { makeCertificate, makeExpiredCertificate, type TestCertificate } from './certificate.ts'
import { against, type ImapCase, never, refusalOf, withSession } from './imap-case.ts'
import { done, type ImapRole, playImap } from './scripted-imap.ts'
import type { Script } from './scripted-server.ts'
import { nothingKnown } from './source-ports.ts'

const mails = [1, 2, 3].map(uid => ({ uid, raw: `Subject: mail ${uid}\r\n\r\nHello ${uid}\r\n` }))
const impatient = { timeouts: { greetingMs: 300 } }

const roleOf = (role: ImapRole = {}): Script => playImap({ mails, ...role })
const instead = (name: string, script: Script): Script => roleOf({ on: { [name]: () => script } })
const saying = (name: string, end: string): Script => roleOf({ on: { [name]: command => done(command, [], end) } })

function* endlessly(piece: string) {
  for (;;) yield piece
}

const openRefusal = (script: Script, options: Partial<ImapSourceOptions> = {}, more: Partial<ImapCase> = {}) =>
  refusalOf(withSession({ scripts: [script], options, ...more }, async () => {}))

const listed = async (script: Script, options: Partial<ImapSourceOptions> = {}): Promise<readonly string[]> =>
  withSession({ scripts: [script], options }, async session =>
    (await session.list(nothingKnown)).added.map(({ uid }) => uid),
  )

describe('a greeting', () => {
  it.each([
    ['that does not come', ['HANG'], impatient, { field: 'security', retry: true }, 'says nothing'],
    ['that is a goodbye', ['* BYE Too busy\r\n', 'END'], {}, { retry: true }, 'ended the connection: Too busy'],
    ['of a POP3 server', ['+OK POP3 ready\r\n', 'HANG'], impatient, { field: 'port', retry: true }, 'IMAP'],
    ['of an SSH server', ['SSH-2.0-OpenSSH_9.2\r\n', 'HANG'], impatient, { field: 'port', retry: true }, 'IMAP'],
    ['of a web server', ['HTTP/1.1 400 Bad Request\r\n\r\n', 'END'], {}, { field: 'port', retry: true }, 'IMAP'],
    [
      'of bytes',
      [Uint8Array.from({ length: 512 }, (_, i) => (i * 37) % 256), 'HANG'],
      impatient,
      { field: 'port' },
      'IMAP',
    ],
    ['without end', [{ pieces: endlessly('x'.repeat(1 << 22)), everyMs: 0 }], {}, { retry: true }, ''],
    ['in drops', [{ pieces: endlessly('x'), everyMs: 20 }], impatient, { field: 'port', retry: true }, 'IMAP'],
  ] as const)('%s is told in words', async (_, script, options, expected, words) => {
    const error = await openRefusal(script as Script, options)
    expect(error).toMatchObject({ code: 'connection-failed', ...expected })
    expect(error.message).toContain(words)
  })

  it('that comes late is waited for', async () => {
    const late = { pieces: ['* OK', ' ready', '\r\n'], everyMs: 40 }
    expect(await listed(roleOf({ greeting: [late] }))).toEqual(['1', '2', '3'])
  })

  it('of a server that has signed us in already is taken where nothing is encrypted, and refused before STARTTLS', async () => {
    const greeting = ['* PREAUTH welcome\r\n']
    expect(await listed(roleOf({ greeting }))).toEqual(['1', '2', '3'])
    const error = await openRefusal(roleOf({ greeting }), { security: 'starttls' })
    expect(error).toMatchObject({ code: 'connection-failed', field: 'security' })
  })
})

describe('a line that breaks', () => {
  it.each([
    ['after the greeting', ['* OK ready\r\n', 'CUT']],
    ['at CAPABILITY', instead('CAPABILITY', ['CUT'])],
    ['in the answer to CAPABILITY', instead('CAPABILITY', ['* CAPABILITY IMAP4', 'CUT'])],
    ['at LOGIN', instead('LOGIN', ['CUT'])],
    ['at LIST', instead('LIST', ['CUT'])],
    ['at SELECT', instead('SELECT', ['* 3 EXISTS\r\n', 'CUT'])],
    ['at the goodbye after LOGIN', instead('LOGIN', ['* BYE going down\r\n', 'END'])],
    ['at the goodbye after SELECT', instead('SELECT', ['* BYE going down\r\n', 'END'])],
  ] as const)('%s is tried again, and no field is to blame', async (_, script) => {
    const error = await openRefusal(script)
    expect(error).toMatchObject({ code: 'connection-failed', retry: true, field: undefined })
  })

  it.each([
    ['at STARTTLS', ['CUT']],
    ['after STARTTLS', ['2 OK go on\r\n', 'CUT']],
  ] as const)('%s is tried again', async (_, script) => {
    const error = await openRefusal(
      roleOf({ capabilities: 'IMAP4rev1 STARTTLS', on: { STARTTLS: () => script as Script } }),
      { security: 'starttls' },
    )
    expect(error).toMatchObject({ code: 'connection-failed', retry: true })
  })
})

describe('a server that refuses', () => {
  it.each([
    ['LOGIN', 'NO', 'sign-in-failed', 'password'],
    ['LOGIN', 'BAD', 'sign-in-failed', 'password'],
    ['SELECT', 'NO', 'not-allowed', 'mailbox'],
    ['SELECT', 'BAD', 'not-allowed', 'mailbox'],
    ['LIST', 'NO', 'connection-failed', undefined],
    ['LIST', 'BAD', 'connection-failed', undefined],
  ])('%s with %s is quoted', async (name, status, code, field) => {
    const error = await openRefusal(saying(name, `${status} not on a Sunday`))
    expect(error).toMatchObject({ code, field })
    expect(error.message).toContain('not on a Sunday')
  })
})

describe('TLS', () => {
  let folder: string
  let right: TestCertificate
  let foreign: TestCertificate
  let expired: TestCertificate

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postdesk-certificates-'))
    right = await makeCertificate(folder)
    foreign = await makeCertificate(folder, 'DNS:mail.example.org')
    expired = await makeExpiredCertificate(folder)
  })
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))

  const tlsOf = ({ certPem, keyPem }: TestCertificate) => ({ cert: certPem, key: keyPem })
  const upgradable = (on: ImapRole['on'] = {}) => roleOf({ capabilities: 'IMAP4rev1 STARTTLS', on })
  const ways = [
    ['from the start', 'tls', true],
    ['after STARTTLS', 'starttls', false],
  ] as const

  describe.each(ways)('%s', (_, security, implicitTls) => {
    const refusal = (server: TestCertificate, ca?: string, more: ImapCase['tls'] = {}) =>
      openRefusal(
        upgradable(),
        { security, ...(ca ? { ca } : {}) },
        { tls: { ...tlsOf(server), ...more }, implicitTls },
      )

    it('refuses a certificate that is signed by itself', async () => {
      const error = await refusal(right)
      expect(error).toMatchObject({ code: 'certificate-refused', field: 'security', retry: false })
      expect(error.message).toContain('signed by itself')
    })

    it('refuses an expired certificate also where it is the chosen one', async () => {
      const error = await refusal(expired, expired.certPem)
      expect(error).toMatchObject({ code: 'certificate-refused', field: 'security', retry: false })
      expect(error.message).toContain('has expired')
    })

    it('refuses a server that can only TLS 1.0, and names that', async () => {
      const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
      const error = await refusal(right, right.certPem, old)
      expect(error).toMatchObject({ code: 'connection-failed', field: 'security', retry: true })
      expect(error.message).toContain('outdated version of TLS')
    })

    it('goes on where the certificate is the chosen one, whatever name it carries', async () => {
      const session = { scripts: [upgradable()], options: { security, ca: foreign.certPem }, implicitTls }
      const listing = await withSession({ ...session, tls: tlsOf(foreign) }, opened => opened.list(nothingKnown))
      expect(listing.added).toHaveLength(3)
    })
  })

  it('refuses plain text in answer to a TLS hello', async () => {
    const error = await openRefusal(roleOf(), { security: 'tls' })
    expect(error).toMatchObject({ code: 'connection-failed', field: 'security' })
    expect(error.message).toContain('does not speak TLS')
    const later = await openRefusal(
      upgradable({ STARTTLS: command => [...done(command), { hear: /./ }, 'plain\r\n'] }),
      {
        security: 'starttls',
      },
    )
    expect(later).toMatchObject({ code: 'connection-failed', field: 'security' })
  })

  it('refuses what was slipped in before TLS began, and sends no password', async () => {
    const slipped = upgradable({
      STARTTLS: command => [`${command.tag} OK go on\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n`, 'START-TLS'],
    })
    const options = { security: 'starttls', ca: right.certPem } as const
    await against({ scripts: [slipped], options, tls: tlsOf(right) }, async (line, heard) => {
      const error = await refusalOf(createImapSource(line).open(never))
      expect(error).toMatchObject({ code: 'connection-failed', field: 'security' })
      expect(error.message).toContain('tampered')
      expect(heard()).not.toMatch(/LOGIN|AUTHENTICATE/)
    })
  })

  it('does not go on where STARTTLS is not offered or refused', async () => {
    for (const script of [roleOf(), upgradable({ STARTTLS: command => done(command, [], 'NO not now') })]) {
      const error = await openRefusal(script, { security: 'starttls' })
      expect(error).toMatchObject({ code: 'connection-failed', field: 'security', retry: true })
      expect(error.message).toContain('does not offer STARTTLS')
    }
  })
})
