import { AppError } from '../errors.ts'
import type { MailSource } from '../ports.ts'
import type { AccessTokens } from './access-tokens.ts'

/**
 * A source that signs in with a token. When the server does not take it, the next connection asks the provider for a new
 * one: it may have been revoked before its time, and only the provider can say so.
 */
export function heedRefusals(source: MailSource, tokens: AccessTokens, accountId: number): MailSource {
  const heeded = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      if (error instanceof AppError && error.code === 'sign-in-failed' && error.field === 'auth') {
        await tokens.distrust(accountId)
      }
      throw error
    }
  }
  const { watch } = source
  return {
    open: signal => heeded(source.open(signal)),
    test: signal => source.test(signal),
    ...(watch ? { watch: (signal, onNews) => heeded(watch(signal, onNews)) } : {}),
  }
}
