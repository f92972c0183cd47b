import { accountById, type OauthAccount } from './accounts.ts'
import { createRenewal, signedOut } from './renew-account.ts'
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
  const renew = createRenewal(tools)
  const renewing = new Map<number, Promise<string>>()

  /** One at a time for each account: with rotation, a second one at once would use a token that is spent. */
  function renewOnce(accountId: number): Promise<string> {
    const already = renewing.get(accountId)
    if (already) return already
    const turn = renew(accountId).finally(() => renewing.delete(accountId))
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
      if (!tools.mayWrite) return
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
