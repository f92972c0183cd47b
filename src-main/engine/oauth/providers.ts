import type { OauthProvider, OauthProviderView } from '../../../src-preload/contract/entities/oauth.ts'

/** What differs between providers, as data. */
export type Provider = OauthProviderView & {
  /** Its issuer, where its endpoints are described (OpenID Connect Discovery 1.0); `{tenant}` is filled in. */
  readonly issuer: string
  /** What its authorization endpoint wants to hear besides the standard. */
  readonly parameters: Readonly<Record<string, string>>
  /** How its endpoint for the person who signed in can be asked with the token for mail. */
  readonly answersUserInfo: boolean
}

/** Google takes any path and port of the loopback address for a desktop client, without registering it. */
const LOOPBACK = 'http://127.0.0.1/oauth/callback'

export const providers: Readonly<Record<OauthProvider, Provider>> = {
  google: {
    provider: 'google',
    name: 'Google',
    tenant: '',
    issuer: 'https://accounts.google.com',
    scopes: ['openid', 'email', 'https://mail.google.com/'],
    mailServers: ['imap.gmail.com', 'pop.gmail.com', 'smtp.gmail.com', 'imap.googlemail.com', 'pop.googlemail.com'],
    redirectUri: LOOPBACK,
    secret: 'needed',
    registerUrl: 'https://console.cloud.google.com/auth/clients',
    // Google gives a refresh token for `offline` only, and a second time only when it asks for consent again.
    parameters: { access_type: 'offline', prompt: 'consent' },
    answersUserInfo: true,
  },
  microsoft: {
    provider: 'microsoft',
    name: 'Microsoft 365',
    tenant: 'common',
    issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
    scopes: [
      'openid',
      'email',
      'profile',
      'offline_access',
      'https://outlook.office.com/IMAP.AccessAsUser.All',
      'https://outlook.office.com/POP.AccessAsUser.All',
      'https://outlook.office.com/SMTP.Send',
    ],
    mailServers: ['outlook.office365.com', 'outlook.office.com', 'smtp.office365.com'],
    // Only for the name localhost, and only without a path, does Microsoft overlook the port.
    redirectUri: 'http://localhost',
    secret: 'never',
    registerUrl: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    parameters: { prompt: 'select_account' },
    // It is Microsoft Graph, which takes no token for mail.
    answersUserInfo: false,
  },
  custom: {
    provider: 'custom',
    name: 'Another provider',
    tenant: '',
    issuer: '',
    scopes: ['openid', 'email', 'offline_access'],
    mailServers: [],
    redirectUri: LOOPBACK,
    secret: 'possible',
    registerUrl: '',
    // OpenID Connect Core 1.0, 11: without consent asked for, `offline_access` is ignored.
    parameters: { prompt: 'consent' },
    answersUserInfo: true,
  },
}

/** As the contract shows them, in the order of the form. */
export function listProviders(): OauthProviderView[] {
  return Object.values(providers).map(
    ({ issuer: _, parameters: __, answersUserInfo: ___, ...view }): OauthProviderView => view,
  )
}
