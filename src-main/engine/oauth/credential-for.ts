import type { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../errors.ts'
import type { Credential } from '../sources/credential.ts'
import type { Reads } from '../store/handles.ts'
import { accountById } from './accounts.ts'
import { clientById, mailServersOf } from './clients.ts'
import type { Oauth } from './oauth.ts'

type Mailbox = Pick<InboxConfig, 'oauth_account' | 'security' | 'server'>

/** The access token for one connection. Throws AppError with the field to correct. */
export async function credentialFor({ tools, tokens }: Oauth, mailbox: Mailbox): Promise<Credential> {
  const refusal = await whyNoToken(tools.store.reads, mailbox)
  if (refusal) throw refusal
  return { kind: 'token', accessToken: await tokens.accessTokenFor(Number(mailbox.oauth_account)) }
}

/**
 * Whoever has a token reads the mail: it is sent encrypted only, and only to the servers of its provider. Asked when an
 * inbox is saved, and again before each connection: the client may have been changed since. Null when it may be sent.
 */
export async function whyNoToken(reads: Reads, { oauth_account, security, server }: Mailbox): Promise<AppError | null> {
  const refuse = (field: string, message: string) => new AppError('invalid-input', message, { field })
  if (security === 'none') {
    return refuse(
      'security',
      'OAuth needs an encrypted connection: choose TLS or STARTTLS. Who reads a token reads the mail.',
    )
  }
  if (oauth_account === undefined) return refuse('oauth_account', 'Sign in first, or choose who signed in.')
  const id = Number(oauth_account)
  const account = Number.isSafeInteger(id) && (await accountById(reads, id).catch(orNotThere))
  if (!account) return refuse('oauth_account', 'This sign-in is not known any more. Sign in again.')
  const { config } = await clientById(reads, account.oauth_client_id)
  const servers = mailServersOf(config)
  if (servers.includes(server.toLowerCase())) return null
  return refuse('server', `The tokens of “${config.name}” are sent to these servers only: ${servers.join(', ')}.`)
}

function orNotThere(error: unknown): null {
  if (error instanceof AppError && error.code === 'not-found') return null
  throw error
}
