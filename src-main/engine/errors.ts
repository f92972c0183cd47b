import type { ErrorCode } from '../../src-preload/contract/errors.ts'

export type { ErrorCode }

type AppErrorOptions = {
  readonly cause?: unknown
  /** May the same call succeed later without anybody changing anything? */
  readonly retry?: boolean
  /** The form field that has to be corrected, by its name in the contract. */
  readonly field?: string
  /** The server lets in no more connections of this account: with fewer of them it may. */
  readonly tooManyConnections?: boolean
}

/**
 * The world failed, or was asked for something it cannot do. `message` is one sentence for the administrator: what is
 * wrong and what to do. Our own bugs are plain `Error`s.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly retry: boolean
  readonly field: string | undefined
  readonly tooManyConnections: boolean

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.retry = options.retry ?? false
    this.field = options.field
    this.tooManyConnections = options.tooManyConnections ?? false
  }
}

/** The sentence to show for anything that was thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
