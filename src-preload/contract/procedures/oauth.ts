import { z } from 'zod'
import { command, query } from '../define.ts'
import { Id, Nothing } from '../entities/ids.ts'
import {
  OauthAccountView,
  OauthClientConfig,
  OauthClientView,
  OauthProviderView,
  SignInView,
} from '../entities/oauth.ts'

/** The secret is write-only: left out, the stored one stays; empty, it is removed. */
const Secret = z.string().max(4096).optional()

export const oauthProcedures = {
  'oauthClients.providers': query(Nothing, z.array(OauthProviderView)),
  'oauthClients.list': query(Nothing, z.array(OauthClientView)),
  /** Without id a new client. Another place or client ID signs its accounts out: a token goes only where it came from. */
  'oauthClients.save': command(
    z.object({ id: Id.optional(), config: OauthClientConfig, secret: Secret }),
    z.object({ id: Id }),
  ),
  /** With its accounts; refused while an inbox uses one of them. */
  'oauthClients.remove': command(z.object({ id: Id }), Nothing),

  'oauthAccounts.list': query(Nothing, z.array(OauthAccountView)),
  /**
   * Waits for an answer from the browser, at most ten minutes. With `clientId` for a new account, or one that is known
   * when the same person signs in; with `accountId` again for that account and nobody else. `oauth.changed` tells when
   * it has ended.
   */
  'oauthAccounts.signIn': command(
    z
      .object({ clientId: Id.optional(), accountId: Id.optional(), loginHint: z.string().trim().max(320).optional() })
      .refine(
        ({ clientId, accountId }) => (clientId === undefined) !== (accountId === undefined),
        'Name an OAuth client, or the account to sign in again',
      ),
    SignInView,
  ),
  'oauthAccounts.signInState': query(z.object({ id: Id }), SignInView),
  'oauthAccounts.cancelSignIn': command(z.object({ id: Id }), Nothing),
  /** Forgets the tokens, here and, where it takes that, at the provider. Its inboxes keep their settings. */
  'oauthAccounts.signOut': command(z.object({ id: Id }), Nothing),
  /** Refused while an inbox uses it. */
  'oauthAccounts.remove': command(z.object({ id: Id }), Nothing),
  /** Renews the access token at once: says whether the account still works. */
  'oauthAccounts.refresh': command(z.object({ id: Id }), OauthAccountView),
} as const
