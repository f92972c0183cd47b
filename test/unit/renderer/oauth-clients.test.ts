import { describe, expect, test, vi } from 'vitest'
import { OauthClientConfig, type OauthProviderView } from '../../../src-preload/contract/entities/oauth.ts'
import type { ClientValues } from '../../../src-renderer/screens/accounts/client-values.ts'
import { providerOf, serves } from '../../../src-renderer/screens/accounts/serving-clients.ts'

vi.mock('../../../src-renderer/i18n/i18n.ts', () => ({
  i18n: { t: (key: string) => key },
  currentLocale: () => 'en',
}))

const { clientValues, endsSignIns, newClient, readClient, secretToSave } = await import(
  '../../../src-renderer/screens/accounts/client-values.ts'
)

const preset = (provider: OauthProviderView['provider'], more: Partial<OauthProviderView> = {}): OauthProviderView => ({
  provider,
  name: provider,
  tenant: '',
  scopes: ['openid'],
  mailServers: [],
  redirectUri: 'http://127.0.0.1/oauth/callback',
  secret: 'possible',
  registerUrl: '',
  ...more,
})
const google = preset('google', { secret: 'needed', mailServers: ['imap.gmail.com'] })
const microsoft = preset('microsoft', { secret: 'never', mailServers: ['outlook.office365.com'] })
const custom = preset('custom')
const providers = [google, microsoft, custom]

const typed = (more: Partial<ClientValues> = {}): ClientValues => ({
  ...newClient('custom', 'Own', 'imap.example.org'),
  clientId: 'postdesk',
  discoveryUrl: 'https://login.example.org',
  ...more,
})
const wrongIn = (values: ClientValues, view = custom, hasSecret = false) =>
  readClient(values, view, hasSecret).issues.map(({ field, line }) => (line === undefined ? field : `${field} ${line}`))

describe('an OAuth client as typed', () => {
  test('is whole with a name, an id, an address and a mail server', () => {
    const { config, issues } = readClient(typed({ scopes: 'openid\n\n mail ' }), custom, false)
    expect(issues).toEqual([])
    expect(config).toMatchObject({ mailServers: ['imap.example.org'], scopes: ['openid', 'mail'], tenant: '' })
  })

  test.each<[string, Partial<ClientValues>, string[]]>([
    ['without a client ID', { clientId: ' ' }, ['clientId']],
    ['without a name', { name: '' }, ['name']],
    ['without a way to the provider', { discoveryUrl: '' }, ['discoveryUrl']],
    ['without a mail server', { mailServers: ' \n' }, ['mailServers']],
    ['with a scope in quotes', { scopes: 'openid\n"mail"' }, ['scopes 2']],
  ])('is not whole %s', (_, more, wrong) => {
    expect(wrongIn(typed(more))).toEqual(wrong)
  })

  test('needs a secret where the provider gives one to everybody, once', () => {
    const values = { ...newClient('google', 'Google', ''), clientId: 'x' }
    expect(wrongIn(values, google)).toEqual(['secret'])
    expect(wrongIn(values, google, true)).toEqual([])
    expect(wrongIn({ ...values, secret: 's' }, google)).toEqual([])
  })

  test('leaves out what belongs to another provider', () => {
    const values = typed({ provider: 'microsoft', tenant: 'example.org', mailServers: '' })
    expect(readClient(values, microsoft, false).config).toMatchObject({ tenant: 'example.org', discoveryUrl: '' })
  })
})

describe('its secret', () => {
  test.each<[string, OauthProviderView, Partial<ClientValues>, boolean, string | undefined]>([
    ['stays when nothing is typed', custom, {}, true, undefined],
    ['is what was typed', custom, { secret: 'new' }, true, 'new'],
    ['goes when it shall be forgotten', custom, { forgetSecret: true }, true, ''],
    ['goes where the provider takes none', microsoft, { secret: 'x' }, true, ''],
    ['is never sent where the provider takes none', microsoft, { secret: 'x' }, false, undefined],
  ])('%s', (_, view, more, hasSecret, sent) => {
    expect(secretToSave(typed(more), view, hasSecret)).toBe(sent)
  })
})

describe('changing a client', () => {
  const config = OauthClientConfig.parse({
    name: 'Own',
    provider: 'custom',
    clientId: 'postdesk',
    discoveryUrl: 'https://login.example.org',
    mailServers: ['imap.example.org', 'pop.example.org'],
  })
  const stored = { id: '1', config, hasSecret: false, redirectUri: '', accounts: 2 }

  test.each<[string, Partial<OauthClientConfig>, boolean]>([
    ['its name', { name: 'Other' }, false],
    ['its scopes', { scopes: ['mail'] }, false],
    ['nothing but the case of a server', { mailServers: ['IMAP.example.org', 'pop.example.org'] }, false],
    ['fewer servers', { mailServers: ['imap.example.org'] }, false],
    ['one more server', { mailServers: ['imap.example.org', 'imap.example.net'] }, true],
    ['another client ID', { clientId: 'other' }, true],
    ['another address', { discoveryUrl: 'https://login.example.net' }, true],
  ])('%s', (_, change, ends) => {
    expect(endsSignIns(stored, { ...config, ...change }, providers)).toBe(ends)
  })

  test('shows what it held as lines', () => {
    expect(clientValues(config)).toMatchObject({ mailServers: 'imap.example.org\npop.example.org', secret: '' })
  })
})

describe('a mail server', () => {
  test('tells the provider that knows it', () => {
    expect(providerOf('Outlook.office365.com', providers)).toBe('microsoft')
    expect(providerOf('imap.gmail.com', providers)).toBe('google')
    expect(providerOf('imap.example.org', providers)).toBe('custom')
  })

  test('gets tokens of a client that names it, or whose provider does', () => {
    const client = (provider: 'google' | 'custom', mailServers: string[]) => ({ config: { provider, mailServers } })
    expect(serves(client('google', []), 'IMAP.gmail.com', providers)).toBe(true)
    expect(serves(client('google', ['imap.example.org']), 'imap.gmail.com', providers)).toBe(false)
    expect(serves(client('custom', []), 'imap.example.org', providers)).toBe(false)
  })
})
