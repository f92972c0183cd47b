import type { OauthClientConfig } from '../../../src-preload/contract/entities/oauth.ts'
import { AppError } from '../errors.ts'
import type { Reads, Tx } from '../store/handles.ts'
import { providers } from './providers.ts'

/** A registered client as it is stored, with what its provider adds. */
export type OauthClient = {
  readonly id: number
  readonly config: OauthClientConfig
  readonly sealedSecret: string | null
}

export async function listClients(reads: Reads): Promise<readonly OauthClient[]> {
  return (await reads.selectFrom('oauth_client').selectAll().orderBy('id').execute()).map(toClient)
}

/** Throws AppError `not-found`. */
export async function clientById(reads: Reads, id: number): Promise<OauthClient> {
  const row = await reads.selectFrom('oauth_client').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', `There is no OAuth client ${id}.`, { field: 'clientId' })
  return toClient(row)
}

/** The name is free, or belongs to `id` itself. */
export async function isNameFree(reads: Reads, name: string, id: number | undefined): Promise<boolean> {
  const holder = await reads.selectFrom('oauth_client').select('id').where('name', '=', name).executeTakeFirst()
  return holder === undefined || holder.id === id
}

/** `sealedSecret` undefined: the stored one stays. */
export async function putClient(
  tx: Tx,
  id: number | undefined,
  config: OauthClientConfig,
  sealedSecret: string | null | undefined,
  now: number,
): Promise<number> {
  const columns = {
    name: config.name,
    provider: config.provider,
    client_id: config.clientId,
    tenant: config.tenant,
    scopes: config.scopes.join(' '),
    discovery_url: config.discoveryUrl,
    authorization_endpoint: config.authorizationEndpoint,
    token_endpoint: config.tokenEndpoint,
    mail_servers: config.mailServers.join(' '),
    ...(sealedSecret === undefined ? {} : { sealed_secret: sealedSecret }),
  }
  if (id !== undefined) {
    await tx.updateTable('oauth_client').set(columns).where('id', '=', id).execute()
    return id
  }
  const inserted = await tx
    .insertInto('oauth_client')
    .values({ sealed_secret: null, ...columns, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return inserted.id
}

export async function deleteClient(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('oauth_account').where('oauth_client_id', '=', id).execute()
  await tx.deleteFrom('oauth_client').where('id', '=', id).execute()
}

/** The scopes to ask for: those that were entered, else those of the provider. */
export function scopesOf({ provider, scopes }: OauthClientConfig): readonly string[] {
  return scopes.length > 0 ? scopes : providers[provider].scopes
}

/** The only hosts that its tokens are sent to, in lower case. */
export function mailServersOf({ provider, mailServers }: OauthClientConfig): readonly string[] {
  return (mailServers.length > 0 ? mailServers : providers[provider].mailServers).map(name => name.toLowerCase())
}

type Row = Awaited<ReturnType<ReturnType<typeof selectClient>['executeTakeFirstOrThrow']>>
const selectClient = (reads: Reads) => reads.selectFrom('oauth_client').selectAll()

function toClient(row: Row): OauthClient {
  return {
    id: row.id,
    sealedSecret: row.sealed_secret,
    config: {
      name: row.name,
      provider: row.provider,
      clientId: row.client_id,
      tenant: row.tenant,
      scopes: words(row.scopes),
      discoveryUrl: row.discovery_url,
      authorizationEndpoint: row.authorization_endpoint,
      tokenEndpoint: row.token_endpoint,
      mailServers: words(row.mail_servers),
    },
  }
}

function words(text: string): string[] {
  return text.split(' ').filter(word => word !== '')
}
