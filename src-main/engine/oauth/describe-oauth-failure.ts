import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { AppError } from '../errors.ts'
import { quoteServerText } from '../sources/net/server-text.ts'
import { readAadsts } from './aadsts-codes.ts'

/** A failure in words, and whose turn it is. */
export type OauthFailure = {
  readonly error: AppError
  /** Nothing helps but signing in again: what is stored is of no use any more. */
  readonly signedOut: boolean
}

/** What the answers of RFC 6749 (4.1.2.1, 5.2) and OpenID Connect (3.1.2.6) mean for the administrator. */
const words: Readonly<Record<string, readonly [about: 'client' | 'sign-in' | 'service', message: string]>> = {
  access_denied: ['sign-in', 'The permission was declined at the provider. Sign in again and accept it.'],
  consent_required: ['sign-in', 'The provider asks for consent again. Sign in again.'],
  interaction_required: ['sign-in', 'The provider wants to ask something. Sign in again.'],
  login_required: ['sign-in', 'The session at the provider has ended. Sign in again.'],
  invalid_grant: [
    'sign-in',
    'The sign-in is not valid any more: it was revoked, has expired, or the password was changed. Sign in again.',
  ],
  invalid_client: ['client', 'The provider does not know this client. Check client ID and secret of the OAuth client.'],
  unauthorized_client: [
    'client',
    'The provider does not allow this client to sign in like this. Check its registration there.',
  ],
  unsupported_response_type: [
    'client',
    'The provider does not offer this way to sign in. Check its registration there.',
  ],
  invalid_scope: ['client', 'The provider does not know a scope. Check the scopes of the OAuth client.'],
  invalid_request: [
    'client',
    'The provider does not understand the request. Check the OAuth client and its registration there.',
  ],
  redirect_uri_mismatch: [
    'client',
    'The redirect address is not registered with the provider. Copy it from the OAuth client.',
  ],
  server_error: ['service', 'The provider has a fault just now. It is tried again by itself.'],
  temporarily_unavailable: ['service', 'The provider is not available just now. It is tried again by itself.'],
}

/** HTTP statuses of a provider that is overloaded or down; it knows nothing of the sign-in. */
const isBusy = (status: number) => status === 429 || status >= 500

/**
 * Everything openid-client, the network or TLS can fail with as one sentence. `secrets` are what was sent: a provider
 * may repeat them in its text.
 */
export function describeOauthFailure(error: unknown, secrets: readonly string[]): OauthFailure {
  if (error instanceof AppError) return { error, signedOut: false }
  if (error instanceof ResponseBodyError && isBusy(error.status)) return failure('service', busyWords, error)
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    return describeAnswer(error.error, error.error_description ?? '', secrets)
  }
  // Only a client that is not accepted is asked to authenticate (RFC 6749, 5.2).
  if (error instanceof WWWAuthenticateChallengeError) return describeAnswer('invalid_client', '', secrets)
  if (error instanceof ClientError && error.code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') {
    return failure('client', 'The provider’s answer is of another time. Check the clock of this computer.', error)
  }
  // A gateway that says 502 in HTML is no wrong address: it passes.
  if (error instanceof ClientError && error.cause instanceof Response && isBusy(error.cause.status)) {
    return failure('service', busyWords, error)
  }
  if (error instanceof ClientError && FOREIGN_ANSWERS.has(error.code ?? '')) {
    return failure(
      'client',
      'What answers at this address is no OAuth provider, or not the one that was expected. Check the addresses of the OAuth client.',
      error,
    )
  }
  return failure(
    'service',
    'The provider cannot be reached. Check the network connection and the addresses of the OAuth client.',
    error,
  )
}

/** An `error` with its description, as a provider gives it in an address or an answer. */
export function describeAnswer(code: string, description: string, secrets: readonly string[]): OauthFailure {
  const microsoft = readAadsts(description)
  if (microsoft) return failure(microsoft.about, `${microsoft.message} (${microsoft.code})`)
  const text = `${code.slice(0, 100)}${description === '' ? '' : `: ${description}`}`
  const said = `The provider says: ${quoteServerText(secrets.reduce(mask, text), '')}`
  const known = Object.hasOwn(words, code) ? words[code] : undefined
  if (!known) return failure('client', `The provider refused the sign-in. ${said}`)
  return failure(known[0], `${known[1]} ${said}`)
}

const busyWords = 'The provider cannot answer just now. It is tried again by itself.'

function mask(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '***')
}

function failure(about: 'client' | 'sign-in' | 'service', message: string, cause?: unknown): OauthFailure {
  const error =
    about === 'service'
      ? new AppError('connection-failed', message, { cause, retry: true })
      : new AppError('sign-in-failed', message, { cause, field: 'auth' })
  return { error, signedOut: about === 'sign-in' }
}

/** Codes of oauth4webapi: there was an answer, but not one that a provider gives. */
const FOREIGN_ANSWERS: ReadonlySet<string> = new Set([
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
])
