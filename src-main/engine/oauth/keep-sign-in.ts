import type { TokenEndpointResponse } from 'openid-client'
import { AppError } from '../errors.ts'
import { accountById, findAccount, inboxesOfAccount, insertAccount, renewAccount } from './accounts.ts'
import { clientById, type OauthClient } from './clients.ts'
import type { Person } from './exchange-code.ts'
import { sealTokens } from './seal-tokens.ts'
import type { OauthTools } from './tools.ts'

/** For whom the sign-in was started. */
export type Wanted = {
  readonly client: OauthClient
  /** Set when it is for an account that is there already. */
  readonly accountId: number | null
  readonly loginHint: string
}

/**
 * Puts the tokens into the account of this person, made when it is new. Its inboxes keep their settings and are checked
 * at once. Throws AppError `sign-in-failed` when somebody else signed in than was asked for.
 */
export async function keepSignIn(
  tools: OauthTools,
  { client, accountId, loginHint }: Wanted,
  person: Person,
  response: TokenEndpointResponse,
  sentAt: number,
): Promise<number> {
  const { store, secrets, clock, events } = tools
  const tokens = await sealTokens(secrets, response, sentAt)
  const now = clock.now()
  const { id, inboxes } = await store.write(async tx => {
    if (JSON.stringify(await clientById(tx, client.id)) !== JSON.stringify(client)) {
      throw new AppError('conflict', 'The OAuth client was changed in the meantime. Start again.')
    }
    const expected = accountId === null ? undefined : await accountById(tx, accountId)
    if (expected && expected.subject !== null && expected.subject !== person.subject) {
      throw new AppError(
        'sign-in-failed',
        `You signed in as ${person.login ?? 'somebody else'}, but this account is ${expected.login}. Sign in as that, or add a new account.`,
        { field: 'auth' },
      )
    }
    const login = person.login ?? expected?.login ?? (loginHint || (person.subject ?? 'unknown'))
    const known = expected ?? (await findAccount(tx, client.id, person.subject, login))
    const who = { subject: person.subject ?? known?.subject ?? null, login }
    if (known) await renewAccount(tx, known.id, who, tokens, now)
    const kept = known?.id ?? (await insertAccount(tx, client.id, who, tokens, now))
    await tx
      .updateTable('inbox')
      .set({ failures: 0, last_error: null, next_poll_at: now })
      .where('oauth_account_id', '=', kept)
      .execute()
    return { id: kept, inboxes: await inboxesOfAccount(tx, kept) }
  })
  for (const inbox of inboxes) events.emit('inbox.changed', { id: String(inbox.id) })
  return id
}
