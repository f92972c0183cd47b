import { AppError } from '../errors.ts'
import type { Reads, Tx } from '../store/handles.ts'
import type { DeskSchema } from '../store/schema.ts'

/** Somebody who signed in at a client, with the sealed tokens. */
export type OauthAccount = Omit<DeskSchema['oauth_account'], 'id'> & { readonly id: number }

/** What a provider gave, sealed. */
export type SealedTokens = {
  readonly sealedAccessToken: string
  /** Null when there is none to renew it with. */
  readonly sealedRefreshToken: string | null
  readonly expiresAt: number
}

export async function listAccounts(reads: Reads): Promise<readonly OauthAccount[]> {
  return reads.selectFrom('oauth_account').selectAll().orderBy('id').execute()
}

/** Throws AppError `not-found`. */
export async function accountById(reads: Reads, id: number): Promise<OauthAccount> {
  const row = await reads.selectFrom('oauth_account').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return row
  throw new AppError('not-found', `There is no OAuth account ${id}. Sign in first.`, { field: 'oauth_account' })
}

/** The account of this person at this client, if it is known. Where the provider names nobody, the login does. */
export async function findAccount(
  reads: Reads,
  clientId: number,
  subject: string | null,
  login: string,
): Promise<OauthAccount | undefined> {
  const ofClient = reads.selectFrom('oauth_account').selectAll().where('oauth_client_id', '=', clientId)
  return subject === null
    ? ofClient.where('subject', 'is', null).where('login', '=', login).executeTakeFirst()
    : ofClient.where('subject', '=', subject).executeTakeFirst()
}

export async function insertAccount(
  tx: Tx,
  clientId: number,
  who: { readonly subject: string | null; readonly login: string },
  tokens: SealedTokens,
  now: number,
): Promise<number> {
  const row = await tx
    .insertInto('oauth_account')
    .values({ oauth_client_id: clientId, ...who, ...columnsOf(tokens, now), signed_in_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function renewAccount(
  tx: Tx,
  id: number,
  who: { readonly subject: string | null; readonly login: string },
  tokens: SealedTokens,
  now: number,
): Promise<void> {
  await tx
    .updateTable('oauth_account')
    .set({ ...who, ...columnsOf(tokens, now), signed_in_at: now })
    .where('id', '=', id)
    .execute()
}

/** False when the account holds another refresh token by now: somebody signed in or out in the meantime. */
export async function saveRefreshed(
  tx: Tx,
  { id, sealed_refresh_token }: OauthAccount,
  tokens: SealedTokens,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('oauth_account')
    .set(columnsOf(tokens, now))
    .where('id', '=', id)
    .where('sealed_refresh_token', '=', sealed_refresh_token)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The tokens go, and why is kept for whoever asks. */
export async function signOutRow(tx: Tx, id: number, why: string | null): Promise<void> {
  await tx
    .updateTable('oauth_account')
    .set({
      sealed_access_token: null,
      sealed_refresh_token: null,
      expires_at: null,
      state: 'signed-out',
      last_error: why,
    })
    .where('id', '=', id)
    .execute()
}

/** The inboxes that sign in as this account. */
export async function inboxesOfAccount(reads: Reads, id: number): Promise<readonly { id: number; name: string }[]> {
  return reads.selectFrom('inbox').select(['id', 'name']).where('oauth_account_id', '=', id).orderBy('id').execute()
}

function columnsOf(tokens: SealedTokens, now: number) {
  const renewable = tokens.sealedRefreshToken !== null
  return {
    sealed_access_token: tokens.sealedAccessToken,
    sealed_refresh_token: tokens.sealedRefreshToken,
    expires_at: tokens.expiresAt,
    refreshed_at: now,
    last_error: renewable ? null : NOT_RENEWABLE,
    state: renewable ? ('ok' as const) : ('expiring' as const),
  }
}

const NOT_RENEWABLE =
  'The provider gave nothing to renew this sign-in with: it ends soon. Add the scope for offline access to the OAuth client, and sign in again.'
