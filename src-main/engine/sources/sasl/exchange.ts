import type { Credential } from '../credential.ts'
import { cramMd5Payload, oauthBearerPayload, oauthBearerRefused, plainPayload, xoauth2Payload } from './payloads.ts'

export type SaslMechanism = 'CRAM-MD5' | 'PLAIN' | 'LOGIN' | 'OAUTHBEARER' | 'XOAUTH2'

export type SaslSignIn = {
  readonly login: string
  readonly credential: Credential
  /** Where the connection leads, for OAUTHBEARER. */
  readonly host: string
  readonly port: number
}

/** The answer to one challenge after another; null when the mechanism has nothing more to say. */
export type SaslExchange = (challenge: Uint8Array) => Buffer | null

/**
 * One sign-in by one mechanism. The first challenge of all but CRAM-MD5 is empty. Throws TypeError when the mechanism
 * does not take this kind of credential.
 */
export function startExchange(mechanism: SaslMechanism, { login, credential, host, port }: SaslSignIn): SaslExchange {
  switch (mechanism) {
    case 'PLAIN':
      return inTurn(plainPayload(login, passwordOf(credential)))
    case 'LOGIN':
      return inTurn(Buffer.from(login), Buffer.from(passwordOf(credential)))
    case 'CRAM-MD5': {
      const password = passwordOf(credential)
      let answered = false
      return challenge => {
        if (answered) return null
        answered = true
        return cramMd5Payload(login, password, challenge)
      }
    }
    case 'XOAUTH2':
      return inTurn(xoauth2Payload(login, tokenOf(credential)), Buffer.alloc(0))
    case 'OAUTHBEARER':
      return inTurn(oauthBearerPayload(login, tokenOf(credential), host, port), oauthBearerRefused)
  }
}

function inTurn(...answers: readonly Buffer[]): SaslExchange {
  let next = 0
  return () => answers[next++] ?? null
}

function passwordOf(credential: Credential): string {
  if (credential.kind !== 'password') throw new TypeError('This mechanism takes a password')
  return credential.password
}

function tokenOf(credential: Credential): string {
  if (credential.kind !== 'token') throw new TypeError('This mechanism takes a token')
  return credential.accessToken
}
