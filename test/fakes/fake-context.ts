import type { ErrorCode } from '../../src-preload/contract/errors.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'
import type { FakeHandlers } from './fake-api.ts'
import type { FakeDesk } from './fake-desk.ts'

/** What the fake procedures of one area work on. */
export type FakeContext = {
  readonly desk: FakeDesk
  emit(event: AnyEvent): void
  byId<T extends { id: string }>(list: readonly T[], id: string | undefined): T
}

export type MakeFakeHandlers = (context: FakeContext) => FakeHandlers

/** An error as the engine refuses with: with the field to correct. */
export class FakeError extends Error {
  readonly field: string | undefined
  readonly code: ErrorCode
  constructor(message: string, field?: string, code: ErrorCode = 'invalid-input') {
    super(message)
    this.field = field
    this.code = code
  }
}

export function findById<T extends { id: string }>(list: readonly T[], id: string | undefined): T {
  const found = list.find(item => item.id === id)
  if (!found) throw new FakeError('There is no such thing any more.')
  return found
}
