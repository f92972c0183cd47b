import { AppError } from '../../errors.ts'
import type { Credential } from '../credential.ts'
import type { SaslMechanism } from '../sasl/exchange.ts'
import { type Mechanism, notOffered, type SignInWish, whyUnfit } from '../sasl/sign-in-wish.ts'
import { describeMechanisms } from './capability-words.ts'

/** `login-command`: LOGIN of RFC 9051, 6.2.3, which is no SASL. `usual`: imapflow's own choice, from what it does best. */
export type ImapMechanism = SaslMechanism | 'login-command' | 'usual'

/** In the order of preference inside TLS, where nobody listens. LOGIN stands for the mechanism and the command. */
const forPasswords: readonly Mechanism[] = ['PLAIN', 'LOGIN', 'CRAM-MD5']
const forTokens: readonly Mechanism[] = ['OAUTHBEARER', 'XOAUTH2']

/**
 * How to sign in, by what the server offers (in capitals). Over plain text a challenge is preferred to a password that
 * everybody can read. Throws AppError `sign-in-failed` with the field when nothing that is wished for is offered.
 */
export function chooseMechanism(
  capabilities: ReadonlySet<string>,
  kind: Credential['kind'],
  wish: SignInWish,
  isEncrypted: boolean,
): ImapMechanism {
  const { option, never } = wish
  const unfit = whyUnfit(wish, 'imap', kind)
  if (unfit !== null) throw new AppError('sign-in-failed', unfit, { field: 'auth_option' })
  const possible = kind === 'token' ? forTokens : forPasswords
  const allowed = possible.filter(name => (option === 'automatic' ? !never.includes(name) : name === option))
  const offered = allowed.filter(name => isOffered(capabilities, name))
  const inOrder = isEncrypted
    ? offered
    : offered.toSorted((a, b) => Number(b === 'CRAM-MD5') - Number(a === 'CRAM-MD5'))
  const [best] = inOrder
  const isOpen = option === 'automatic' && never.length === 0
  if (best === undefined) {
    // Without a wish the usual way fails in the words for it.
    if (isOpen) return 'usual'
    throw notOffered(wish, describeMechanisms(capabilities))
  }
  if (isOpen && best !== 'CRAM-MD5') return 'usual'
  return best === 'LOGIN' && !capabilities.has('AUTH=LOGIN') ? 'login-command' : (best as SaslMechanism)
}

function isOffered(capabilities: ReadonlySet<string>, name: Mechanism): boolean {
  if (capabilities.has(`AUTH=${name}`)) return true
  return name === 'LOGIN' && !capabilities.has('LOGINDISABLED')
}
