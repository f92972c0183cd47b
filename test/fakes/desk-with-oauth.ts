import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import {
  type OauthAccountView,
  OauthClientConfig,
  type OauthClientView,
  type SignInView,
} from '../../src-preload/contract/entities/oauth.ts'
import type { FakeApi } from './fake-api.ts'
import { type FakeDesk, filledDesk, HOSTILE_NAME, inboxDetail } from './fake-desk.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** A desk whose mailboxes sign in with providers: accounts in every state, clients of every kind, hostile names. */
export function deskWithOauth(now: number): FakeDesk {
  const desk = filledDesk(now)
  const support = oauthInbox('21', 'Help desk', 'helpdesk@example.org', '1', now)
  const sales = oauthInbox('22', 'Sales', 'sales@example.org', '1', now)
  const events = oauthInbox('23', 'Events', 'events@example.com', '2', now)
  const why =
    'The sign-in has ended: the password was changed, or the permission was taken back. Sign in again. (AADSTS50173)'
  events.health = { ...events.health, lastError: why, failures: 3, lastSuccessAt: now - 3 * 60 * MINUTE }
  return {
    ...desk,
    inboxes: [support, sales, events, ...desk.inboxes.slice(2)],
    oauthClients: [
      client('1', { name: 'Microsoft 365', provider: 'microsoft', tenant: 'example.org', clientId: GUID }, false),
      client('2', { name: 'Google', provider: 'google', clientId: '1024-x.apps.googleusercontent.com' }, true),
      client(
        '3',
        {
          name: HOSTILE_NAME,
          provider: 'custom',
          clientId: '<b>postdesk</b>',
          discoveryUrl: 'https://login.example.net',
          mailServers: ['imap.example.net'],
        },
        true,
      ),
    ],
    oauthAccounts: [
      account('1', '1', 'anna.berg@example.org', now, { refreshedAt: now - 20 * MINUTE, expiresAt: now + 41 * MINUTE }),
      account('2', '1', 'events@example.com', now, { state: 'signed-out', expiresAt: null, lastError: why }),
      account('3', '2', 'office@gmail.example', now, {
        state: 'expiring',
        expiresAt: now + 26 * MINUTE,
        lastError:
          'The provider gave nothing to renew this sign-in with: it ends soon. Add the scope for offline access to the OAuth client, and sign in again.',
      }),
      account('4', '3', HOSTILE_NAME, now, {
        refreshedAt: null,
        lastError: 'The provider cannot answer just now. It is tried again by itself.',
      }),
    ],
  }
}

const GUID = '6f1c7d2e-0b6a-4a55-9d2b-9d5a3f2f1e77'

function oauthInbox(id: string, name: string, login: string, accountId: string, now: number) {
  const config = InboxConfig.parse({
    name,
    server: 'outlook.office365.com',
    login,
    auth: 'oauth',
    oauth_account: accountId,
  })
  return inboxDetail(id, config, {
    hasPassword: false,
    counts: { new: 0, processed: 310, error: 0, undesired: 4, ignored: 0, held: 0 },
    onServer: 314,
    health: {
      lastPollAt: now - 12_000,
      lastSuccessAt: now - 12_000,
      lastError: null,
      failures: 0,
      nextPollAt: now + 18_000,
      polling: false,
    },
  })
}

function client(id: string, config: Partial<OauthClientConfig>, hasSecret: boolean): OauthClientView {
  const whole = OauthClientConfig.parse(config)
  const redirectUri = whole.provider === 'microsoft' ? 'http://localhost' : 'http://127.0.0.1/oauth/callback'
  return { id, config: whole, hasSecret, redirectUri, accounts: 0 }
}

function account(
  id: string,
  clientId: string,
  login: string,
  now: number,
  more: Partial<OauthAccountView>,
): OauthAccountView {
  return {
    id,
    clientId,
    clientName: '',
    provider: 'custom',
    login,
    state: 'ok',
    lastError: null,
    expiresAt: now + 50 * MINUTE,
    refreshedAt: now - 10 * MINUTE,
    signedInAt: now - 40 * DAY,
    inboxIds: [],
    ...more,
  }
}

/** What comes of the last sign-in at the provider: an account for `login`, or a failure. */
export function endSignIn({ desk, emit }: FakeApi, end: { login: string } | { error: string }): SignInView {
  const run = desk.signIns.at(-1)
  if (!run) throw new Error('Nobody has started a sign-in.')
  if ('error' in end) Object.assign(run, { state: 'failed', accountId: null, error: end.error })
  else {
    const now = Date.now()
    const known = desk.oauthAccounts.find(({ id }) => id === run.accountId)
    const id = known?.id ?? `account-${desk.oauthAccounts.length + 1}`
    const fresh = account(id, run.clientId, end.login, now, { signedInAt: now })
    if (known) Object.assign(known, fresh)
    else desk.oauthAccounts.push(fresh)
    for (const inbox of desk.inboxes) {
      if (inbox.config.oauth_account !== id) continue
      inbox.health = { ...inbox.health, lastError: null, failures: 0 }
      emit({ name: 'inbox.changed', data: { id: inbox.id } })
    }
    Object.assign(run, { state: 'done', accountId: id })
  }
  emit({ name: 'oauth.changed', data: {} })
  return run
}
