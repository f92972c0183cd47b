import { refreshTokenGrant } from 'openid-client'
import { AppError, describeError } from '../errors.ts'
import { accountById, type OauthAccount, saveRefreshed, signOutRow } from './accounts.ts'
import { clientById } from './clients.ts'
import { describeOauthFailure, type OauthFailure } from './describe-oauth-failure.ts'
import { connectProvider } from './provider-connection.ts'
import { sealTokens } from './seal-tokens.ts'
import type { OauthTools } from './tools.ts'

/** Access tokens of the accounts, renewed before they end. */
export interface AccessTokens {
  /**
   * One that lives for a while yet. Throws AppError `sign-in-failed` with field `auth` when somebody has to act, and
   * `connection-failed` with retry when the provider cannot be reached.
   */
  accessTokenFor(accountId: number): Promise<string>
  /** A server did not take the token, whatever its age says: the next one who asks gets a new one. */
  distrust(accountId: number): Promise<void>
  /** Renews at once. Throws as `accessTokenFor` does. */
  refresh(accountId: number): Promise<void>
  /** Waits for what is being renewed: a rotated token that is not saved is lost. */
  settled(): Promise<void>
}

/** Long enough for a connection to be made, also by a computer that is slow to wake up. */
const AHEAD_MS = 5 * 60_000
/** A token that was refused right after it came is not made better by another one. */
const FRESH_MS = 60_000

export function createAccessTokens(tools: OauthTools): AccessTokens {
  const { store, secrets, clock } = tools
  const renewing = new Map<number, Promise<string>>()

  /** One at a time for each account: with rotation, a second one at once would use a token that is spent. */
  function renewOnce(accountId: number): Promise<string> {
    const already = renewing.get(accountId)
    if (already) return already
    const turn = renew(tools, accountId).finally(() => renewing.delete(accountId))
    renewing.set(accountId, turn)
    return turn
  }

  return {
    async accessTokenFor(accountId) {
      const turn = renewing.get(accountId)
      if (turn) return turn
      const account = await accountById(store.reads, accountId)
      if (account.state === 'signed-out') throw signedOut(account)
      if (account.sealed_access_token !== null && !isDue(account, clock.now())) {
        return secrets.unseal(account.sealed_access_token)
      }
      return renewOnce(accountId)
    },
    async distrust(accountId) {
      const old = clock.now() - FRESH_MS
      await store.write(tx =>
        tx
          .updateTable('oauth_account')
          .set({ expires_at: 0 })
          .where('id', '=', accountId)
          .where('refreshed_at', '<', old)
          .where('sealed_refresh_token', 'is not', null)
          .execute(),
      )
    },
    async refresh(accountId) {
      await renewOnce(accountId)
    },
    async settled() {
      await Promise.allSettled(renewing.values())
    },
  }
}

/** Half of its life for one that lives shorter than ten minutes. Without a refresh token it is used to its end. */
function isDue({ expires_at, refreshed_at, sealed_refresh_token }: OauthAccount, now: number): boolean {
  const end = expires_at ?? 0
  if (sealed_refresh_token === null) return now >= end
  return now >= end - Math.min(AHEAD_MS, Math.max(0, (end - (refreshed_at ?? 0)) / 2))
}

/** The new tokens are committed before anybody gets to see them: the old refresh token may be spent already. */
async function renew(tools: OauthTools, accountId: number): Promise<string> {
  const { store, secrets, clock, events } = tools
  const account = await accountById(store.reads, accountId)
  if (account.state === 'signed-out') throw signedOut(account)
  if (account.sealed_refresh_token === null) {
    const why = 'The sign-in has ended, and the provider gave nothing to renew it with. Sign in again.'
    await endSignIn(tools, account, why)
    throw new AppError('sign-in-failed', why, { field: 'auth' })
  }
  const client = await clientById(store.reads, account.oauth_client_id)
  const refreshToken = await secrets.unseal(account.sealed_refresh_token)
  const sentAt = clock.now()
  const response = await connectProvider(client, secrets)
    .then(provider => refreshTokenGrant(provider, refreshToken))
    .catch((error: unknown) => fail(tools, account, describeOauthFailure(error, [refreshToken])))
  const tokens = await sealTokens(secrets, response, sentAt, account.sealed_refresh_token)
  const saved = await store.write(tx => saveRefreshed(tx, account, tokens, clock.now()))
  if (!saved) throw new AppError('connection-failed', 'Somebody signed in or out at this moment.', { retry: true })
  if (account.last_error !== null) events.emit('oauth.changed', {})
  return response.access_token
}

/** What went wrong is kept with the account, so that every screen can say it. */
async function fail(tools: OauthTools, account: OauthAccount, { error, signedOut }: OauthFailure): Promise<never> {
  tools.log.warn('oauth.refresh-failed', { accountId: account.id, error: describeError(error) })
  if (signedOut) await endSignIn(tools, account, error.message)
  else if (account.last_error !== error.message) {
    await tools.store.write(tx =>
      tx.updateTable('oauth_account').set({ last_error: error.message }).where('id', '=', account.id).execute(),
    )
    tools.events.emit('oauth.changed', {})
  }
  throw error
}

/** Unless somebody has signed in again in the meantime. */
async function endSignIn({ store, events }: OauthTools, account: OauthAccount, why: string): Promise<void> {
  await store.write(async tx => {
    const now = await accountById(tx, account.id)
    if (now.sealed_refresh_token === account.sealed_refresh_token) await signOutRow(tx, account.id, why)
  })
  events.emit('oauth.changed', {})
}

function signedOut({ login, last_error }: OauthAccount): AppError {
  const why = last_error ?? `Nobody is signed in as ${login} any more. Sign in again.`
  return new AppError('sign-in-failed', why, { field: 'auth' })
}
