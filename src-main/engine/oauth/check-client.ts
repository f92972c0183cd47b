import type { OauthClientConfig } from '../../../src-preload/contract/entities/oauth.ts'
import { AppError } from '../errors.ts'
import { whyNoEndpoint } from './endpoint-address.ts'

/** What a schema cannot see. Throws AppError `invalid-input` with the field to correct. */
export function checkClient(config: OauthClientConfig): void {
  const refuse = (field: keyof OauthClientConfig, message: string): never => {
    throw new AppError('invalid-input', message, { field })
  }
  if (!/^[A-Za-z0-9.-]*$/.test(config.tenant)) refuse('tenant', 'A tenant is an id or a domain, such as example.org.')
  if (config.mailServers.some(name => /[\s/@:]/.test(name))) {
    refuse('mailServers', 'Write the names of servers without protocol and port: imap.example.org.')
  }
  if (config.provider !== 'custom') return
  if (config.mailServers.length === 0) refuse('mailServers', 'Name the mail servers that tokens may be sent to.')
  const { discoveryUrl, authorizationEndpoint, tokenEndpoint } = config
  if (discoveryUrl === '' && authorizationEndpoint === '' && tokenEndpoint === '') {
    refuse('discoveryUrl', 'Enter the discovery address of the provider, or its two endpoints.')
  }
  if (discoveryUrl !== '' && (authorizationEndpoint !== '' || tokenEndpoint !== '')) {
    refuse('discoveryUrl', 'Enter either the discovery address or the two endpoints, not both.')
  }
  const fields =
    discoveryUrl === '' ? (['authorizationEndpoint', 'tokenEndpoint'] as const) : (['discoveryUrl'] as const)
  for (const field of fields) {
    const why = config[field] === '' ? 'Enter both endpoints.' : whyNoEndpoint(config[field])
    if (why !== null) refuse(field, why)
  }
}
