import type {
  OauthClientConfig,
  OauthProvider,
  OauthProviderView,
} from '../../../src-preload/contract/entities/oauth.ts'

type Client = { readonly config: Pick<OauthClientConfig, 'provider' | 'mailServers'> }

/** The hosts that tokens of a client are sent to: those that were entered, else those of its provider. */
export function serversOf({ config }: Client, providers: readonly OauthProviderView[]): readonly string[] {
  if (config.mailServers.length > 0) return config.mailServers
  return providers.find(({ provider }) => provider === config.provider)?.mailServers ?? []
}

export function serves(client: Client, server: string, providers: readonly OauthProviderView[]): boolean {
  return serversOf(client, providers).some(name => name.toLowerCase() === server.toLowerCase())
}

/** Whose sign-in a mail server most likely takes; the presets name their own. */
export function providerOf(server: string, providers: readonly OauthProviderView[]): OauthProvider {
  const own = providers.find(({ mailServers }) => mailServers.includes(server.toLowerCase()))
  if (own) return own.provider
  return server === '' ? 'microsoft' : 'custom'
}
