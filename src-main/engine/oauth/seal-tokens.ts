import type { TokenEndpointResponse } from 'openid-client'
import type { Secrets } from '../ports.ts'
import type { SealedTokens } from './accounts.ts'

/** A provider need not say how long a token lives (RFC 6749, 5.1); an hour is usual. */
const UNKNOWN_LIFE_SECONDS = 1800
/** A time that no clock reaches would never be renewed. */
const LONGEST_LIFE_SECONDS = 30 * 86_400

/**
 * What a provider gave, ready for the store. `keptRefreshToken`, sealed, stays when no new one came (RFC 6749, 6).
 * `sentAt`: when it was asked for, so that the time on the way does not make a token look younger.
 */
export async function sealTokens(
  secrets: Secrets,
  response: Pick<TokenEndpointResponse, 'access_token' | 'refresh_token' | 'expires_in'>,
  sentAt: number,
  keptRefreshToken: string | null = null,
): Promise<SealedTokens> {
  const seconds = Math.min(response.expires_in ?? UNKNOWN_LIFE_SECONDS, LONGEST_LIFE_SECONDS)
  return {
    sealedAccessToken: await secrets.seal(response.access_token),
    sealedRefreshToken: response.refresh_token ? await secrets.seal(response.refresh_token) : keptRefreshToken,
    expiresAt: sentAt + seconds * 1000,
  }
}
