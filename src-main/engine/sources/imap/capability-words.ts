import { AppError } from '../../errors.ts'
import type { Credential } from '../credential.ts'

/** What Postdesk makes use of where a server has it, and what it is good for. */
const features = [
  ['MOVE', 'moving in one step'],
  ['UIDPLUS', 'deleting single mails'],
  ['IDLE', 'telling of new mail at once'],
  ['CONDSTORE', 'cheap news of changes'],
] as const

/** RFC 9051 and the RFCs of the SASL mechanisms; what a server names beyond these is of no use here. */
const mechanismNames = [
  'PLAIN',
  'LOGIN',
  'CRAM-MD5',
  'DIGEST-MD5',
  'SCRAM-SHA-1',
  'SCRAM-SHA-256',
  'XOAUTH2',
  'OAUTHBEARER',
  'GSSAPI',
  'NTLM',
  'EXTERNAL',
] as const

/** `MOVE (moving in one step), IDLE (…)`; '' when there is nothing of it. */
export function nameFeatures(capabilities: ReadonlySet<string>): string {
  return write(features.filter(([name]) => capabilities.has(name)))
}

/** The same as a sentence about a complete list, with what is missing. */
export function describeFeatures(capabilities: ReadonlySet<string>): string {
  const lacks = write(features.filter(([name]) => !capabilities.has(name)))
  return `It offers ${nameFeatures(capabilities) || 'only the basics'}${lacks === '' ? '.' : `; it lacks ${lacks}.`}`
}

function write(list: readonly (typeof features)[number][]): string {
  return list.map(([name, use]) => `${name} (${use})`).join(', ')
}

/** The ways to sign in that the server names before anybody has signed in. */
export function describeMechanisms(capabilities: ReadonlySet<string>): string {
  const named = mechanismNames.filter(name => capabilities.has(`AUTH=${name}`))
  if (!capabilities.has('LOGINDISABLED')) return ['the LOGIN command', ...named].join(', ')
  return named.length === 0 ? 'none' : named.join(', ')
}

/**
 * Null when the server takes what the inbox signs in with; else AppError `sign-in-failed` with the field: it would
 * be sent in vain.
 */
export function whyNoMechanism(
  capabilities: ReadonlySet<string>,
  kind: Credential['kind'],
  security: 'tls' | 'starttls' | 'none',
): AppError | null {
  const takesTokens = ['AUTH=OAUTHBEARER', 'AUTH=XOAUTH2', 'AUTH=XOAUTH'].some(name => capabilities.has(name))
  const takesPasswords =
    ['AUTH=PLAIN', 'AUTH=LOGIN', 'AUTH=CRAM-MD5'].some(name => capabilities.has(name)) ||
    !capabilities.has('LOGINDISABLED')
  if (kind === 'token' ? takesTokens : takesPasswords) return null
  const offers = `It offers: ${describeMechanisms(capabilities)}.`
  const refuse = (message: string, field: string) => new AppError('sign-in-failed', `${message} ${offers}`, { field })
  if (kind === 'token') return refuse('The server takes no OAuth sign-in. Sign in with a password.', 'auth')
  if (security === 'none') {
    return refuse('The server takes passwords only over an encrypted connection. Choose TLS or STARTTLS.', 'security')
  }
  return takesTokens
    ? refuse('The server takes no passwords. Sign in with OAuth 2.0.', 'auth')
    : refuse('The server offers no way to sign in that Postdesk knows. Ask the provider which one it wants.', 'auth')
}
