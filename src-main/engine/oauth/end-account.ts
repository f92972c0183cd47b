import { tokenRevocation } from 'openid-client'
import { describeError } from '../errors.ts'
import { accountById, inboxesOfAccount, signOutRow } from './accounts.ts'
import { clientById } from './clients.ts'
import { connectProvider } from './provider-connection.ts'
import { inUse } from './save-client.ts'
import type { OauthTools } from './tools.ts'

/**
 * Forgets the tokens here first; then tells the provider, where it takes that (RFC 7009). Its inboxes keep their
 * settings, and are checked at once: then they say themselves that nobody is signed in.
 */
export async function signOut(tools: OauthTools, id: number): Promise<void> {
  const { store, secrets, clock, events, log } = tools
  const account = await accountById(store.reads, id)
  const inboxes = await store.write(async tx => {
    await signOutRow(tx, id, null)
    await tx.updateTable('inbox').set({ next_poll_at: clock.now() }).where('oauth_account_id', '=', id).execute()
    return inboxesOfAccount(tx, id)
  })
  events.emit('oauth.changed', {})
  for (const inbox of inboxes) events.emit('inbox.changed', { id: String(inbox.id) })
  if (account.sealed_refresh_token === null) return
  try {
    const provider = await connectProvider(await clientById(store.reads, account.oauth_client_id), secrets)
    if (!provider.serverMetadata().revocation_endpoint) return
    await tokenRevocation(provider, await secrets.unseal(account.sealed_refresh_token))
  } catch (error) {
    log.warn('oauth.not-revoked', { accountId: id, error: describeError(error) })
  }
}

/** Throws AppError `conflict` while an inbox uses it. */
export async function removeAccount(tools: OauthTools, id: number): Promise<void> {
  const [inbox] = await inboxesOfAccount(tools.store.reads, id)
  if (inbox) throw inUse(inbox.name)
  await signOut(tools, id)
  await tools.store.write(async tx => {
    const [taken] = await inboxesOfAccount(tx, id)
    if (taken) throw inUse(taken.name)
    await tx.deleteFrom('oauth_account').where('id', '=', id).execute()
  })
  tools.events.emit('oauth.changed', {})
}
