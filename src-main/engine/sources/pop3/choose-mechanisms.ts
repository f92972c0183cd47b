import { AppError } from '../../errors.ts'
import type { Credential } from '../credential.ts'
import { anyMechanism, notOffered, type SignInWish, whyUnfit } from '../sasl/sign-in-wish.ts'
import type { Capabilities } from './capabilities.ts'
import type { Pop3Mechanism } from './options.ts'

/** Strongest first. The first two never show the password to whoever listens. */
const forPasswords: readonly Pop3Mechanism[] = ['CRAM-MD5', 'APOP', 'PLAIN', 'LOGIN', 'USER']
const forTokens: readonly Pop3Mechanism[] = ['OAUTHBEARER', 'XOAUTH2']
const challenges = new Set<Pop3Mechanism>(['CRAM-MD5', 'APOP'])

export type SignInOffer = {
  readonly capabilities: Capabilities
  /** The timestamp of the greeting, which APOP needs. */
  readonly timestamp: string | null
  readonly isEncrypted: boolean
}

/**
 * How to sign in, in the order to try. A second one is only there for servers that keep passwords hashed and offer a
 * challenge all the same, and only inside TLS: over plain text a password is never sent where a challenge is offered.
 * Throws AppError when nothing fits.
 */
export function chooseMechanisms(
  offer: SignInOffer,
  kind: Credential['kind'],
  wish: SignInWish = anyMechanism,
): readonly Pop3Mechanism[] {
  const possible = kind === 'token' ? forTokens : forPasswords
  if (kind === 'token' && !offer.isEncrypted) {
    throw new AppError(
      'sign-in-failed',
      'A sign-in with OAuth needs an encrypted connection. Choose TLS or STARTTLS.',
      {
        field: 'security',
      },
    )
  }
  const { option, never } = wish
  if (option !== 'automatic') {
    const unfit = whyUnfit(wish, 'pop3', kind)
    if (unfit !== null) throw new AppError('sign-in-failed', unfit, { field: 'auth_option' })
    if (!mayTake(offer, option)) throw notOffered(wish, describeOffer(offer))
    return [option]
  }
  const known = possible.filter(mechanism => isOffered(offer, mechanism))
  const offered = known.filter(mechanism => !never.includes(mechanism))
  if (known.length > 0 && offered.length === 0) throw notOffered(wish, describeOffer(offer))
  const [best, ...others] = offered
  if (best === undefined) throw noneOffered(offer, kind)
  const second = offer.isEncrypted && challenges.has(best) ? others.find(other => !challenges.has(other)) : undefined
  return second === undefined ? [best] : [best, second]
}

function isOffered({ capabilities, timestamp, isEncrypted }: SignInOffer, mechanism: Pop3Mechanism): boolean {
  if (mechanism === 'APOP') return timestamp !== null
  // Servers forget to announce USER; one that leaves it out over plain text means it (RFC 2595, 2.1).
  if (mechanism === 'USER') return isEncrypted || capabilities === null || capabilities.has('USER')
  if (capabilities === null) return mechanism === 'XOAUTH2'
  return (capabilities.get('SASL') ?? []).some(name => name.toUpperCase() === mechanism)
}

/** `wanted` may be tried: a server without CAPA does not say what it takes. */
function mayTake(offer: SignInOffer, wanted: Pop3Mechanism): boolean {
  if (wanted === 'APOP') return offer.timestamp !== null
  return offer.capabilities === null || wanted === 'USER' || isOffered(offer, wanted)
}

function describeOffer(offer: SignInOffer): string {
  return [...forPasswords, ...forTokens].filter(mechanism => isOffered(offer, mechanism)).join(', ')
}

function noneOffered({ isEncrypted }: SignInOffer, kind: Credential['kind']): AppError {
  if (kind === 'token') {
    return new AppError(
      'sign-in-failed',
      'The server takes no sign-in with OAuth over POP3. Use IMAP, or a password.',
      {
        field: 'auth',
      },
    )
  }
  if (isEncrypted) throw new Error('USER is always possible inside TLS')
  return new AppError(
    'sign-in-failed',
    'The server takes passwords only over an encrypted connection. Choose TLS or STARTTLS.',
    { field: 'security' },
  )
}
