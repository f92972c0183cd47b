import { describe, expect, it } from 'vitest'
import { mailServersOf, scopesOf } from '../../../src-main/engine/oauth/clients.ts'
import { whyNoEndpoint } from '../../../src-main/engine/oauth/endpoint-address.ts'
import { listProviders, providers } from '../../../src-main/engine/oauth/providers.ts'
import { sealTokens } from '../../../src-main/engine/oauth/seal-tokens.ts'
import { OauthClientConfig, OauthProviderView } from '../../../src-preload/contract/entities/oauth.ts'

const config = (own: object) => OauthClientConfig.parse({ name: 'x', provider: 'google', clientId: 'x', ...own })

describe('the providers', () => {
  it('are shown as the contract says, and nothing more', () => {
    for (const view of listProviders()) expect(OauthProviderView.strict().parse(view)).toEqual(view)
    expect(listProviders().map(view => view.provider)).toEqual(['google', 'microsoft', 'custom'])
  })

  it('ask for a way to renew, for the mail, and for who it is; for nothing else', () => {
    expect(providers.google.parameters).toMatchObject({ access_type: 'offline' })
    expect(providers.google.scopes).toEqual(['openid', 'email', 'https://mail.google.com/'])
    expect(providers.microsoft.scopes).toContain('offline_access')
    expect(providers.microsoft.scopes.filter(scope => scope.includes('/'))).toEqual([
      'https://outlook.office.com/IMAP.AccessAsUser.All',
      'https://outlook.office.com/POP.AccessAsUser.All',
      'https://outlook.office.com/SMTP.Send',
    ])
  })

  it('give scopes and mail servers where a client has none of its own', () => {
    expect(mailServersOf(config({}))).toContain('imap.gmail.com')
    expect(mailServersOf(config({ provider: 'custom', mailServers: ['IMAP.Example.org'] }))).toEqual([
      'imap.example.org',
    ])
    expect(scopesOf(config({ scopes: ['https://mail.google.com/'] }))).toEqual(['https://mail.google.com/'])
  })
})

describe('an address of a provider', () => {
  it.each(['https://login.example.org/token', 'http://127.0.0.1:4545/', 'http://localhost/', 'http://[::1]:1/'])(
    'may be %s',
    address => expect(whyNoEndpoint(address)).toBeNull(),
  )

  it.each([
    'http://login.example.org/',
    'http://127.0.0.1.example.org/',
    'http://localhost.example.org/',
    'https://name:password@login.example.org/',
    'https://login.example.org/#part',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'login.example.org',
    '',
  ])('may not be %s', address => expect(whyNoEndpoint(address)).toMatch(/^[A-Z].+\.$/))
})

describe('tokens for the store', () => {
  const secrets = { seal: async (plain: string) => `sealed ${plain}`, unseal: async (sealed: string) => sealed }
  const answer = { access_token: 'a', expires_in: 3600 }

  it('live from when they were asked for, and half an hour when nobody says how long', async () => {
    expect((await sealTokens(secrets, answer, 1000)).expiresAt).toBe(3_601_000)
    expect((await sealTokens(secrets, { access_token: 'a' }, 0)).expiresAt).toBe(1_800_000)
    expect((await sealTokens(secrets, { ...answer, expires_in: 1e12 }, 0)).expiresAt).toBe(30 * 86_400_000)
  })

  it('keep the refresh token when no new one came', async () => {
    expect(await sealTokens(secrets, answer, 0, 'kept')).toMatchObject({ sealedRefreshToken: 'kept' })
    const rotated = await sealTokens(secrets, { ...answer, refresh_token: 'new' }, 0, 'kept')
    expect(rotated).toMatchObject({ sealedRefreshToken: 'sealed new', sealedAccessToken: 'sealed a' })
  })
})
