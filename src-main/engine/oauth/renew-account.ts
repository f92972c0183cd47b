import { refreshTokenGrant } from 'openid-client'
import { AppError, describeError } from '../errors.ts'
import { accountById, type OauthAccount, type SealedTokens, saveRefreshed, signOutRow } from './accounts.ts'
import { clientById } from './clients.ts'
import { describeOauthFailure, type OauthFailure } from './describe-oauth-failure.ts'
import { connectProvider } from './provider-connection.ts'
import { sealTokens } from './seal-tokens.ts'
import type { OauthTools } from './tools.ts'

type Renewed = { readonly account: OauthAccount; readonly tokens: SealedTokens; readonly accessToken: string }

/**
 * Renews the tokens of an account and gives the access token. With rotation the old refresh token is spent as soon as
 * the provider has answered, so the new ones are committed before anybody gets to see them; when the store cannot take
 * them (the disk is full), they wait in memory for the next time. Throws as `AccessTokens.accessTokenFor`.
 */
export function createRenewal(tools: OauthTools): (accountId: number) => Promise<string> {
  const { store, clock, events } = tools
  const unsaved = new Map<number, Renewed>()

  return async accountId => {
    if (!tools.mayWrite) {
      const why =
        'The sign-in is due to be renewed, which only the Postdesk that owns the store can do. Try again there.'
      throw new AppError('not-allowed', why, { field: 'auth', retry: true })
    }
    const renewed = unsaved.get(accountId) ?? (await askProvider(tools, accountId))
    unsaved.set(accountId, renewed)
    const { account, tokens, accessToken } = renewed
    const isSaved = await store.write(tx => saveRefreshed(tx, account, tokens, clock.now()))
    unsaved.delete(accountId)
    if (!isSaved) throw new AppError('connection-failed', 'Somebody signed in or out at this moment.', { retry: true })
    if (account.last_error !== null) events.emit('oauth.changed', {})
    return accessToken
  }
}

async function askProvider(tools: OauthTools, accountId: number): Promise<Renewed> {
  const { store, secrets, clock } = tools
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
  return { account, tokens, accessToken: response.access_token }
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

export function signedOut({ login, last_error }: OauthAccount): AppError {
  const why = last_error ?? `Nobody is signed in as ${login} any more. Sign in again.`
  return new AppError('sign-in-failed', why, { field: 'auth' })
}
