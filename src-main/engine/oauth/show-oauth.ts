import type { OauthAccountView, OauthClientView } from '../../../src-preload/contract/entities/oauth.ts'
import type { Reads } from '../store/handles.ts'
import { accountById, inboxesOfAccount, listAccounts, type OauthAccount } from './accounts.ts'
import { clientById, listClients } from './clients.ts'
import { providers } from './providers.ts'

/** Clients and accounts as screens show them: that there is a secret, never which. */
export async function clientViews(reads: Reads): Promise<OauthClientView[]> {
  const accounts = await listAccounts(reads)
  return (await listClients(reads)).map(({ id, config, sealedSecret }) => ({
    id: String(id),
    config,
    hasSecret: sealedSecret !== null,
    redirectUri: providers[config.provider].redirectUri,
    accounts: accounts.filter(account => account.oauth_client_id === id).length,
  }))
}

export async function accountViews(reads: Reads): Promise<OauthAccountView[]> {
  const accounts = await listAccounts(reads)
  return Promise.all(accounts.map(account => toView(reads, account)))
}

export async function accountView(reads: Reads, id: number): Promise<OauthAccountView> {
  return toView(reads, await accountById(reads, id))
}

async function toView(reads: Reads, account: OauthAccount): Promise<OauthAccountView> {
  const client = await clientById(reads, account.oauth_client_id)
  return {
    id: String(account.id),
    clientId: String(client.id),
    clientName: client.config.name,
    provider: client.config.provider,
    login: account.login,
    state: account.state,
    lastError: account.last_error,
    expiresAt: account.expires_at,
    refreshedAt: account.refreshed_at,
    signedInAt: account.signed_in_at,
    inboxIds: (await inboxesOfAccount(reads, account.id)).map(inbox => String(inbox.id)),
  }
}
