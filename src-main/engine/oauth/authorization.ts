import {
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { type OauthClient, scopesOf } from './clients.ts'
import { describesItself } from './provider-connection.ts'
import { providers } from './providers.ts'

/** What has to be known again when the browser comes back; kept in memory only, for one sign-in. */
export type Authorization = {
  readonly url: string
  readonly state: string
  readonly verifier: string
  /** Null where no id token is asked for. */
  readonly nonce: string | null
  readonly redirectUri: string
}

/** The address to open: authorization code with PKCE S256 (RFC 7636) and a state that is used once (RFC 6749, 10.12). */
export async function authorize(
  provider: Configuration,
  client: OauthClient,
  redirectUri: string,
  loginHint: string,
): Promise<Authorization> {
  const verifier = randomPKCECodeVerifier()
  const state = randomState()
  const knowsPerson = describesItself(client.config)
  const scopes = scopesOf(client.config).filter(scope => knowsPerson || scope !== 'openid')
  const nonce = scopes.includes('openid') ? randomNonce() : null
  const url = buildAuthorizationUrl(provider, {
    ...providers[client.config.provider].parameters,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(nonce === null ? {} : { nonce }),
    ...(loginHint === '' ? {} : { login_hint: loginHint }),
  })
  return { url: url.href, state, verifier, nonce, redirectUri }
}
