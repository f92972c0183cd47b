import { allowInsecureRequests, ClientSecretPost, Configuration, discovery, None } from 'openid-client'
import type { OauthClientConfig } from '../../../src-preload/contract/entities/oauth.ts'
import type { Secrets } from '../ports.ts'
import type { OauthClient } from './clients.ts'
import { isOnThisComputer } from './endpoint-address.ts'
import { providers } from './providers.ts'

/** A person waits for it, or a pass over an inbox. */
const ANSWER_WITHIN_SECONDS = 20

/**
 * The provider's endpoints with our registration, as openid-client wants them. Asks the provider to describe itself
 * unless the endpoints were entered. Throws what openid-client throws; `describeOauthFailure` puts it into words.
 */
export async function connectProvider(client: OauthClient, secrets: Secrets): Promise<Configuration> {
  const { config, sealedSecret } = client
  const secret = sealedSecret === null ? null : await secrets.unseal(sealedSecret)
  const authentication = secret === null ? None() : ClientSecretPost(secret)
  const issuer = issuerOf(config)
  if (issuer !== null) {
    const execute = isOnThisComputer(issuer) ? [allowInsecureRequests] : []
    const options = { execute, timeout: ANSWER_WITHIN_SECONDS }
    return discovery(issuer, config.clientId, undefined, authentication, options)
  }
  const token = new URL(config.tokenEndpoint)
  const metadata = {
    issuer: token.origin,
    authorization_endpoint: config.authorizationEndpoint,
    token_endpoint: config.tokenEndpoint,
  }
  const connection = new Configuration(metadata, config.clientId, undefined, authentication)
  connection.timeout = ANSWER_WITHIN_SECONDS
  if (isOnThisComputer(token)) allowInsecureRequests(connection)
  return connection
}

/** Whether the provider tells who signed in: without a description of itself, its id token cannot be checked. */
export function describesItself(config: OauthClientConfig): boolean {
  return issuerOf(config) !== null
}

function issuerOf({ provider, tenant, discoveryUrl }: OauthClientConfig): URL | null {
  const preset = providers[provider]
  if (preset.issuer !== '') {
    return new URL(preset.issuer.replace('{tenant}', encodeURIComponent(tenant || preset.tenant)))
  }
  return discoveryUrl === '' ? null : new URL(discoveryUrl)
}
