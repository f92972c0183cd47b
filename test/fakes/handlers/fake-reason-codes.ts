import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'

const CODES = [
  [/^No person has the address/, 'unknown-caller'],
  [/could not be read/, 'mail-unreadable'],
  [/^More than \d+ mails/, 'loop-guard'],
  [/limit of this inbox/, 'too-big'],
] as const

/** The code behind a reason; the details of the contract carry the words alone. */
export function codeOf({ reason, state }: Pick<MessageRow, 'reason' | 'state'>): string {
  return CODES.find(([pattern]) => pattern.test(reason))?.[1] ?? (state === 'error' ? 'odd-cause' : '')
}
