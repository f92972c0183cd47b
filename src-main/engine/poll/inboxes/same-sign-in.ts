import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../../errors.ts'
import { portOf } from '../../sources/source-for.ts'

/**
 * A stored password goes to the server and the login it was typed for, and nowhere else: whoever may change an inbox
 * could otherwise have it sent to a server of his own. Throws AppError with field `password`.
 */
export function requireSameSignIn(stored: InboxConfig, config: InboxConfig): void {
  if (config.protocol === 'folder' || isSameSignIn(stored, config)) return
  throw new AppError(
    'invalid-input',
    'Type the password again: the stored one is for another server, port, security or login, and is not sent elsewhere.',
    { field: 'password' },
  )
}

function isSameSignIn(a: InboxConfig, b: InboxConfig): boolean {
  return (
    a.protocol === b.protocol &&
    a.server.toLowerCase() === b.server.toLowerCase() &&
    portOf(a) === portOf(b) &&
    a.security === b.security &&
    a.login === b.login
  )
}
