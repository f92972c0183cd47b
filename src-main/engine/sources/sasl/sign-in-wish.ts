import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../../errors.ts'
import type { Credential } from '../credential.ts'

/** How somebody wants to sign in: by one mechanism, or by the best that is offered; never by some. */
export type SignInWish = {
  readonly option: InboxConfig['auth_option']
  readonly never: readonly Mechanism[]
}
export type Mechanism = Exclude<InboxConfig['auth_option'], 'automatic'>

export const anyMechanism: SignInWish = { option: 'automatic', never: [] }

const forTokens: readonly Mechanism[] = ['XOAUTH2', 'OAUTHBEARER']
/** RFC 1939 alone. */
const ofPop3: readonly Mechanism[] = ['USER', 'APOP']

/** Why a mechanism cannot be wished for with these settings, whatever the server offers; null when it can. */
export function whyUnfit(
  { option, never }: SignInWish,
  protocol: InboxConfig['protocol'],
  kind: Credential['kind'],
): string | null {
  if (option === 'automatic') return null
  if (never.includes(option))
    return `${option} is chosen here and in the list never to use. Take it out of one of them.`
  if (protocol === 'imap' && ofPop3.includes(option)) return `${option} is a way of POP3. Choose another one for IMAP.`
  const takesToken = forTokens.includes(option)
  if (takesToken === (kind === 'token')) return null
  return takesToken
    ? `${option} takes no password, but the sign-in with a provider (OAuth). Choose automatic, or another one.`
    : `${option} takes a password; this inbox signs in with a provider (OAuth). Choose automatic, XOAUTH2 or OAUTHBEARER.`
}

/** The chosen mechanism is not among those of the server, or all of those are never to be used. */
export function notOffered({ option }: SignInWish, offered: string): AppError {
  return option === 'automatic'
    ? new AppError(
        'sign-in-failed',
        `All that the server takes is in the list never to use. It offers: ${offered}. Take one out of the list.`,
        { field: 'disable_authenticator' },
      )
    : new AppError(
        'sign-in-failed',
        `The server does not take ${option}. It offers: ${offered}. Choose one of these, or automatic.`,
        { field: 'auth_option' },
      )
}
