import type { OauthClientConfig } from '../../../src-preload/contract/entities/oauth.ts'
import { AppError } from '../errors.ts'
import { inboxesOfAccount, listAccounts, signOutRow } from './accounts.ts'
import { checkClient } from './check-client.ts'
import { clientById, deleteClient, isNameFree, mailServersOf, type OauthClient, putClient } from './clients.ts'
import type { OauthTools } from './tools.ts'

type SaveTools = Pick<OauthTools, 'store' | 'secrets' | 'clock' | 'events'>
type SaveInput = {
  readonly id?: number | undefined
  readonly config: OauthClientConfig
  /** Undefined: the stored one stays. Empty: none. */
  readonly secret?: string | undefined
}

/**
 * Adds or changes a client. A secret goes to the place it was typed for, and tokens to the place they came from: with
 * another place the secret has to be typed again and the accounts have to sign in again. Throws AppError with the field.
 */
export async function saveClient(tools: SaveTools, { id, config, secret }: SaveInput): Promise<number> {
  const { store, secrets, clock, events } = tools
  checkClient(config)
  const stored = id === undefined ? null : await clientById(store.reads, id)
  const isElsewhere = stored !== null && placeOf(stored.config) !== placeOf(config)
  if (isElsewhere && secret === undefined && stored.sealedSecret !== null) {
    throw new AppError('invalid-input', 'Type the secret again: the stored one is for another provider or client ID.', {
      field: 'secret',
    })
  }
  const sealed = secret === undefined ? undefined : secret === '' ? null : await secrets.seal(secret)
  const saved = await store.write(async tx => {
    if (!(await isNameFree(tx, config.name, id))) {
      throw new AppError('conflict', `There is an OAuth client “${config.name}” already.`, { field: 'name' })
    }
    const endsSignIns = isElsewhere || (stored !== null && sendsElsewhere(stored, config))
    if (endsSignIns) {
      for (const account of await listAccounts(tx)) {
        if (account.oauth_client_id === id) await signOutRow(tx, account.id, CHANGED)
      }
    }
    return putClient(tx, id, config, sealed, clock.now())
  })
  events.emit('oauth.changed', {})
  return saved
}

const CHANGED = 'The OAuth client now belongs to another provider, client ID or mail server. Sign in again.'

/** Throws AppError `conflict` while an inbox uses one of its accounts. */
export async function removeClient({ store, events }: SaveTools, id: number): Promise<void> {
  await store.write(async tx => {
    await clientById(tx, id)
    for (const account of await listAccounts(tx)) {
      if (account.oauth_client_id !== id) continue
      const [inbox] = await inboxesOfAccount(tx, account.id)
      if (inbox) throw inUse(inbox.name)
    }
    await deleteClient(tx, id)
  })
  events.emit('oauth.changed', {})
}

export function inUse(inboxName: string): AppError {
  return new AppError('conflict', `The inbox “${inboxName}” signs in with it. Change or remove that inbox first.`, {
    field: 'id',
  })
}

/** Who gets the secret and the refresh tokens. */
function placeOf(config: OauthClientConfig): string {
  const { provider, clientId, tenant, discoveryUrl, authorizationEndpoint, tokenEndpoint } = config
  return JSON.stringify([provider, clientId, tenant, discoveryUrl, authorizationEndpoint, tokenEndpoint])
}

/** A mail server was added: tokens would go where nobody sent them when he signed in. */
function sendsElsewhere(stored: OauthClient, config: OauthClientConfig): boolean {
  const known = new Set(mailServersOf(stored.config))
  return mailServersOf(config).some(name => !known.has(name))
}
