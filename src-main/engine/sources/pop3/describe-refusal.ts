import { AppError } from '../../errors.ts'
import { saysTooMany } from '../net/too-many-connections.ts'
import type { Status } from './status.ts'

/**
 * A refusal that its extended response code explains (RFC 2449, 8.1; RFC 3206): nobody's fault, or for the provider to
 * mend. `quote` is what the server said. Null for everything else; of the words of a server, only those of a limit on
 * connections mean something to us.
 */
export function describeResponseCode(status: Status, quote: string): AppError | null {
  const wait = (message: string) => new AppError('connection-failed', message + quote, { retry: true })
  if (saysTooMany(quote)) {
    const message = `The mailbox has as many connections open as its provider allows. It is tried again by itself.${quote}`
    return new AppError('connection-failed', message, { retry: true, tooManyConnections: true })
  }
  switch (status.code) {
    case 'IN-USE':
      return wait('Another program has the mailbox open; POP3 lets in only one at a time. It is tried again by itself.')
    case 'LOGIN-DELAY':
      return wait('The server wants more time between two sign-ins. Check this inbox less often.')
    case 'SYS/TEMP':
      return wait('The server has trouble of its own just now. It is tried again by itself.')
    case 'SYS/PERM':
      return new AppError(
        'sign-in-failed',
        `The server cannot open this mailbox, and waiting does not help. Ask the provider about it.${quote}`,
        { field: 'login' },
      )
    default:
      return null
  }
}

/** A refused sign-in, in words, with the field to correct. */
export function describeRefusedSignIn(status: Status, kind: 'password' | 'token', quote: string): AppError {
  const explained = describeResponseCode(status, quote)
  if (explained) return explained
  return kind === 'token'
    ? new AppError('sign-in-failed', `The server refused the sign-in with OAuth. Sign in again.${quote}`, {
        field: 'auth',
      })
    : new AppError(
        'sign-in-failed',
        `The server refused the sign-in. Check login and password; some providers want an app password, or POP3 allowed in their settings.${quote}`,
        { field: 'password' },
      )
}
