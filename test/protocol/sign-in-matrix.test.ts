import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Credential } from '../../src-main/engine/sources/credential.ts'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import { createPop3Source } from '../../src-main/engine/sources/pop3/pop3-source.ts'
import type { Mechanism, SignInWish } from '../../src-main/engine/sources/sasl/sign-in-wish.ts'
import { type OauthDesk, openOauthDesk } from './oauth-desk.ts'
import { realClock, recordLog } from './source-ports.ts'

const PASSWORD = 'correct "horse" 7é'
type Protocol = 'imap' | 'pop3'
type Security = 'tls' | 'starttls' | 'none'

let desk: OauthDesk
let token: string
let people = 0

beforeAll(async () => {
  desk = await openOauthDesk({ challenges: true })
  const { ended } = await desk.signIn({ clientId: desk.clientId }, 'alice')
  await desk.addOauthInbox('alice', ended.accountId ?? '')
  token = (await desk.storedTokens(ended.accountId ?? '')).access ?? ''
})
afterAll(() => desk?.close())

const log = recordLog()
function sourceOf(protocol: Protocol, security: Security, login: string, credential: Credential, wish?: SignInWish) {
  const { ports, caPem } = desk.dovecot
  const port = security === 'tls' ? ports[`${protocol}s`] : ports[protocol]
  const line = { server: 'localhost', port, security, validateCertificate: true, ca: caPem, clock: realClock, log }
  const account = { ...line, login, credential: async () => credential, ...(wish ? { wish } : {}) }
  return protocol === 'imap' ? createImapSource({ ...account, mailbox: 'INBOX' }) : createPop3Source(account)
}

async function newUser(): Promise<string> {
  people += 1
  await desk.dovecot.addUser(`signer${people}`, PASSWORD)
  return `signer${people}`
}

/** As what the real server has noted the sign-ins of this login: `CRAM-MD5 TLS`. */
async function noted(protocol: Protocol, login: string): Promise<string[]> {
  const lines = (await desk.dovecot.logText()).split('\n')
  return lines
    .filter(
      line =>
        line.includes(`${protocol}-login: Info: Login: user=<${login}>`) ||
        line.includes(`${protocol}-login: Login: user=<${login}>`),
    )
    .map(line => `${/method=([^,]+)/.exec(line)?.[1]} ${/, (TLS|secured)/.exec(line)?.[1] ?? 'plain'}`)
}

async function signIn(
  protocol: Protocol,
  security: Security,
  login: string,
  credential: Credential,
  wish?: SignInWish,
) {
  const before = (await noted(protocol, login)).length
  const session = await sourceOf(protocol, security, login, credential, wish).open(new AbortController().signal)
  await session.close()
  return (await noted(protocol, login)).slice(before)
}

const password = { kind: 'password', password: PASSWORD } as const
const by = (option: Mechanism): SignInWish => ({ option, never: [] })
const never = (...names: Mechanism[]): SignInWish => ({ option: 'automatic', never: names })

/** USER is no mechanism: the server notes it as PLAIN. */
const table: readonly (readonly [Protocol, Mechanism, string])[] = [
  ['imap', 'PLAIN', 'PLAIN'],
  ['imap', 'LOGIN', 'LOGIN'],
  ['imap', 'CRAM-MD5', 'CRAM-MD5'],
  ['imap', 'XOAUTH2', 'XOAUTH2'],
  ['imap', 'OAUTHBEARER', 'OAUTHBEARER'],
  ['pop3', 'USER', 'PLAIN'],
  ['pop3', 'PLAIN', 'PLAIN'],
  ['pop3', 'LOGIN', 'LOGIN'],
  ['pop3', 'CRAM-MD5', 'CRAM-MD5'],
  ['pop3', 'APOP', 'APOP'],
  ['pop3', 'XOAUTH2', 'XOAUTH2'],
  ['pop3', 'OAUTHBEARER', 'OAUTHBEARER'],
]
const isForTokens = (mechanism: Mechanism) => mechanism === 'XOAUTH2' || mechanism === 'OAUTHBEARER'

describe.each(['tls', 'starttls'] as const)('over %s a chosen mechanism signs in at a real server', security => {
  it.each(table)('%s by %s', async (protocol, mechanism, method) => {
    const login = isForTokens(mechanism) ? 'alice' : await newUser()
    const credential: Credential = isForTokens(mechanism) ? { kind: 'token', accessToken: token } : password
    expect(await signIn(protocol, security, login, credential, by(mechanism))).toEqual([`${method} TLS`])
  })

  it.each(table)('%s by %s: a wrong secret is refused, at the field to correct', async (protocol, mechanism) => {
    const isToken = isForTokens(mechanism)
    const login = isToken ? 'alice' : await newUser()
    const wrong: Credential = isToken
      ? { kind: 'token', accessToken: 'made-up' }
      : { kind: 'password', password: 'wrong' }
    const opening = sourceOf(protocol, security, login, wrong, by(mechanism)).open(new AbortController().signal)
    await expect(opening).rejects.toMatchObject({ code: 'sign-in-failed', field: isToken ? 'auth' : 'password' })
  })
})

describe('an automatic sign-in', () => {
  it('over plain text never shows the password where a challenge is offered', async () => {
    for (const protocol of ['imap', 'pop3'] as const) {
      expect(await signIn(protocol, 'none', await newUser(), password)).toEqual([expect.stringMatching(/^CRAM-MD5/)])
    }
  })

  it('leaves out what is never to be used', async () => {
    expect(await signIn('imap', 'tls', await newUser(), password, never('PLAIN'))).toEqual(['LOGIN TLS'])
    expect(await signIn('imap', 'tls', await newUser(), password, never('PLAIN', 'LOGIN'))).toEqual(['CRAM-MD5 TLS'])
    expect(await signIn('pop3', 'tls', await newUser(), password, never('CRAM-MD5', 'APOP'))).toEqual(['PLAIN TLS'])
    const bearer = { kind: 'token', accessToken: token } as const
    expect(await signIn('imap', 'starttls', 'alice', bearer, never('OAUTHBEARER'))).toEqual(['XOAUTH2 TLS'])
    expect(await signIn('pop3', 'tls', 'alice', bearer, never('OAUTHBEARER'))).toEqual(['XOAUTH2 TLS'])
  })

  it('says so at the list when it leaves nothing', async () => {
    for (const protocol of ['imap', 'pop3'] as const) {
      const all = never('PLAIN', 'LOGIN', 'CRAM-MD5', 'USER', 'APOP')
      const source = sourceOf(protocol, 'tls', await newUser(), password, all)
      const steps = await source.test(new AbortController().signal)
      expect(steps.at(-1)).toMatchObject({ ok: false, field: 'disable_authenticator' })
      expect(steps.at(-1)?.message).toMatch(/CRAM-MD5/)
      await expect(source.open(new AbortController().signal)).rejects.toMatchObject({ field: 'disable_authenticator' })
    }
  })
})

describe('a mechanism that cannot be', () => {
  it('is refused when the inbox is saved, where it does not fit the protocol or the sign-in', async () => {
    const config = { name: 'x', server: 'localhost', login: 'ada' }
    const refused = async (more: object) => {
      const { code, field, message } = await desk.refusal('inboxes.save', { config: { ...config, ...more } })
      return `${code} ${field}: ${message.split('.')[0]}`
    }
    expect(await refused({ auth_option: 'APOP' })).toBe('invalid-input auth_option: APOP is a way of POP3')
    expect(await refused({ auth_option: 'XOAUTH2' })).toMatch(/^invalid-input auth_option: XOAUTH2 takes no password/)
    expect(await refused({ auth: 'oauth', auth_option: 'PLAIN' })).toMatch(/^invalid-input auth_option: PLAIN takes/)
    expect(await refused({ auth_option: 'LOGIN', disable_authenticator: ['LOGIN'] })).toMatch(/auth_option: LOGIN is/)
  })

  it('is told at its field when the server does not offer it, before the password is sent', async () => {
    const poor = await import('./dovecot.ts').then(({ startDovecot }) => startDovecot())
    try {
      await poor.addUser('ada', PASSWORD)
      for (const protocol of ['imap', 'pop3'] as const) {
        const config = {
          name: 'x',
          protocol,
          server: 'localhost',
          port: poor.ports[`${protocol}s`],
          validate_certificate: false,
          login: 'ada',
          auth_option: 'CRAM-MD5' as const,
        }
        const { steps } = await desk.ask('inboxes.test', { config, password: PASSWORD })
        expect(steps.at(-1)).toMatchObject({ ok: false, field: 'auth_option' })
        expect(steps.at(-1)?.message).toMatch(/does not take CRAM-MD5. It offers: .*PLAIN, LOGIN/)
      }
      expect(await poor.logText()).not.toContain('auth failed')
    } finally {
      await poor.stop()
    }
  })
})

it('no secret is in the log, whatever was tried', () => {
  const text = log.text()
  expect(text).toContain('imap')
  for (const secret of [PASSWORD, token]) {
    for (const form of [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')]) {
      expect(text).not.toContain(form)
    }
  }
  expect(text).not.toContain(Buffer.from(`\0signer1\0${PASSWORD}`).toString('base64'))
})
