import { AppError } from '../errors.ts'
import type { MailSource } from '../ports.ts'
import type { AccessTokens } from './access-tokens.ts'

/**
 * A source that signs in with a token. When the server does not take it, the next connection asks the provider for a new
 * one: it may have been revoked before its time, and only the provider can say so.
 */
export function heedRefusals(source: MailSource, tokens: AccessTokens, accountId: number): MailSource {
  return {
    async open(signal) {
      try {
        return await source.open(signal)
      } catch (error) {
        if (error instanceof AppError && error.code === 'sign-in-failed' && error.field === 'auth') {
          await tokens.distrust(accountId)
        }
        throw error
      }
    },
    test: signal => source.test(signal),
  }
}
