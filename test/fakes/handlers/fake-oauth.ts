import type { OauthAccountView, OauthProviderView, SignInView } from '../../../src-preload/contract/entities/oauth.ts'
import { FakeError, type MakeFakeHandlers } from '../fake-context.ts'

const TEN_MINUTES_MS = 600_000

/** OAuth clients and accounts; a sign-in waits until a test ends it with `endSignIn`. */
export const fakeOauth: MakeFakeHandlers = ({ desk, emit, byId }) => {
  const changed = () => emit({ name: 'oauth.changed', data: {} })
  const viewOf = (account: OauthAccountView): OauthAccountView => ({
    ...account,
    clientName: byId(desk.oauthClients, account.clientId).config.name,
    provider: byId(desk.oauthClients, account.clientId).config.provider,
    inboxIds: desk.inboxes.filter(({ config }) => config.oauth_account === account.id).map(({ id }) => id),
  })
  const refuseWhileUsed = (accounts: readonly OauthAccountView[]) => {
    const used = desk.inboxes.find(({ config }) => accounts.some(({ id }) => id === config.oauth_account))
    if (used) {
      throw new FakeError(`The inbox “${used.name}” signs in with it. Change or remove that inbox first.`, 'id')
    }
  }
  const ofClient = (id: string) => desk.oauthAccounts.filter(({ clientId }) => clientId === id)
  return {
    'oauthClients.providers': () => fakeProviders(),
    'oauthClients.list': () => desk.oauthClients.map(client => ({ ...client, accounts: ofClient(client.id).length })),
    'oauthClients.save': ({ id, config, secret }) => {
      if (desk.oauthClients.some(client => client.config.name === config.name && client.id !== id)) {
        throw new FakeError(`There is an OAuth client “${config.name}” already.`, 'name')
      }
      if (config.discoveryUrl.startsWith('http:')) {
        throw new FakeError('Only https is safe here: secrets are sent to this address.', 'discoveryUrl')
      }
      const before = desk.oauthClients.find(client => client.id === id)
      const saved = {
        id: id ?? `client-${desk.oauthClients.length + 1}`,
        config,
        hasSecret: secret === undefined ? (before?.hasSecret ?? false) : secret !== '',
        redirectUri: config.provider === 'microsoft' ? 'http://localhost' : 'http://127.0.0.1/oauth/callback',
        accounts: 0,
      }
      desk.oauthClients = before
        ? desk.oauthClients.map(client => (client.id === saved.id ? saved : client))
        : [...desk.oauthClients, saved]
      if (before && before.config.clientId !== config.clientId) {
        for (const account of ofClient(saved.id)) {
          Object.assign(account, signedOut('The OAuth client now belongs to another provider. Sign in again.'))
        }
      }
      changed()
      return { id: saved.id }
    },
    'oauthClients.remove': ({ id }) => {
      refuseWhileUsed(ofClient(id))
      desk.oauthClients = desk.oauthClients.filter(client => client.id !== id)
      desk.oauthAccounts = desk.oauthAccounts.filter(({ clientId }) => clientId !== id)
      changed()
      return {}
    },
    'oauthAccounts.list': () => desk.oauthAccounts.map(viewOf),
    'oauthAccounts.signIn': ({ clientId, accountId, loginHint }) => {
      const account = accountId === undefined ? undefined : byId(desk.oauthAccounts, accountId)
      const client = byId(desk.oauthClients, account?.clientId ?? clientId)
      if (client.config.discoveryUrl.includes('nowhere.')) {
        throw new FakeError('The provider cannot be reached. Check the addresses of the OAuth client.')
      }
      const view: SignInView = {
        id: `sign-in-${desk.signIns.length + 1}`,
        clientId: client.id,
        state: 'waiting',
        url: `https://login.example.org/authorize?login_hint=${encodeURIComponent(loginHint ?? '')}`,
        opened: false,
        endsAt: Date.now() + TEN_MINUTES_MS,
        accountId: account?.id ?? null,
        error: null,
      }
      desk.signIns.push(view)
      return { ...view, accountId: null }
    },
    'oauthAccounts.signInState': ({ id }) => byId(desk.signIns, id),
    'oauthAccounts.cancelSignIn': ({ id }) => {
      Object.assign(byId(desk.signIns, id), { state: 'cancelled' })
      changed()
      return {}
    },
    'oauthAccounts.signOut': ({ id }) => {
      Object.assign(byId(desk.oauthAccounts, id), signedOut(null))
      changed()
      return {}
    },
    'oauthAccounts.remove': ({ id }) => {
      refuseWhileUsed([byId(desk.oauthAccounts, id)])
      desk.oauthAccounts = desk.oauthAccounts.filter(account => account.id !== id)
      changed()
      return {}
    },
    'oauthAccounts.refresh': ({ id }) => {
      const account = byId(desk.oauthAccounts, id)
      if (account.state === 'expiring') throw new FakeError('The provider gave nothing to renew this sign-in with.')
      const now = Date.now()
      Object.assign(account, { expiresAt: now + 3_600_000, refreshedAt: now, lastError: null })
      changed()
      return viewOf(account)
    },
  }
}

function signedOut(lastError: string | null) {
  return { state: 'signed-out' as const, expiresAt: null, lastError }
}

function fakeProviders(): OauthProviderView[] {
  const loopback = 'http://127.0.0.1/oauth/callback'
  return [
    {
      provider: 'google',
      name: 'Google',
      tenant: '',
      scopes: ['openid', 'email', 'https://mail.google.com/'],
      mailServers: ['imap.gmail.com', 'pop.gmail.com', 'smtp.gmail.com'],
      redirectUri: loopback,
      secret: 'needed',
      registerUrl: 'https://console.cloud.google.com/auth/clients',
    },
    {
      provider: 'microsoft',
      name: 'Microsoft 365',
      tenant: 'common',
      scopes: ['openid', 'offline_access', 'https://outlook.office.com/IMAP.AccessAsUser.All'],
      mailServers: ['outlook.office365.com', 'outlook.office.com'],
      redirectUri: 'http://localhost',
      secret: 'never',
      registerUrl: 'https://entra.microsoft.com/',
    },
    {
      provider: 'custom',
      name: 'Another provider',
      tenant: '',
      scopes: ['openid', 'email', 'offline_access'],
      mailServers: [],
      redirectUri: loopback,
      secret: 'possible',
      registerUrl: '',
    },
  ]
}
