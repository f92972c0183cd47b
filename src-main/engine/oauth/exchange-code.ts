import {
  authorizationCodeGrant,
  type Configuration,
  fetchUserInfo,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client'
import { describeError } from '../errors.ts'
import type { Log } from '../ports.ts'
import type { Authorization } from './authorization.ts'
import type { OauthClient } from './clients.ts'
import { providers } from './providers.ts'

/** Who signed in, as far as the provider tells. */
export type Person = { readonly subject: string | null; readonly login: string | null }
type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers

/**
 * The code in the address that the browser came back with, for tokens. Throws what openid-client throws; also for an
 * answer that carries an error, another state, or another issuer (RFC 9207).
 */
export async function exchangeCode(
  provider: Configuration,
  client: OauthClient,
  { state, verifier, nonce }: Authorization,
  answer: URL,
  log: Log,
): Promise<{ readonly tokens: Tokens; readonly person: Person }> {
  const tokens = await authorizationCodeGrant(provider, answer, {
    expectedState: state,
    pkceCodeVerifier: verifier,
    ...(nonce === null ? {} : { expectedNonce: nonce, idTokenExpected: true }),
  })
  return { tokens, person: await readPerson(provider, client, tokens, log) }
}

/** From the id token; where it has no address, the provider is asked. That it does not answer is no failure. */
async function readPerson(provider: Configuration, client: OauthClient, tokens: Tokens, log: Log): Promise<Person> {
  const claims = tokens.claims()
  if (!claims) return { subject: null, login: null }
  const told = loginOf(claims)
  const mayAsk = providers[client.config.provider].answersUserInfo && provider.serverMetadata().userinfo_endpoint
  if (told !== null || !mayAsk) return { subject: claims.sub, login: told }
  try {
    return { subject: claims.sub, login: loginOf(await fetchUserInfo(provider, tokens.access_token, claims.sub)) }
  } catch (error) {
    log.warn('oauth.user-info-failed', { clientId: client.id, error: describeError(error) })
    return { subject: claims.sub, login: null }
  }
}

/** Microsoft writes the sign-in name into `preferred_username` and may leave `email` out. */
function loginOf(claims: Readonly<Record<string, unknown>>): string | null {
  for (const name of ['email', 'preferred_username', 'upn']) {
    const value = claims[name]
    if (typeof value === 'string' && /^[^\s\p{Cc}\p{Cf}]{1,320}$/u.test(value)) return value
  }
  return null
}
