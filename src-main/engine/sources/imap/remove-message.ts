import { AppError } from '../../errors.ts'
import type { ImapConnection } from './connect.ts'
import { selectedMailbox } from './folder-names.ts'
import { findGmailTrash } from './gmail-trash.ts'
import { parseUid } from './uid-set.ts'

/**
 * Marks and expunges this one message; at Gmail, moves it to the trash. Without UIDPLUS (RFC 4315) it refuses: a bare EXPUNGE would also delete what
 * other people have marked.
 */
export async function removeMessage(connection: ImapConnection, uid: string): Promise<'done' | 'gone'> {
  const number = parseUid(uid)
  assertMayDelete(connection)
  const trash = await findGmailTrash(connection)
  if (trash === null) assertCanExpunge(connection)
  if (!(await isThere(connection, number))) return 'gone'
  if (trash === null) await expungeMessage(connection, number)
  else if (!(await connection.client.messageMove(uid, trash, { uid: true }))) {
    connection.assertAlive()
    if (await isThere(connection, number)) throw connection.refused('The server did not move the message to the trash.')
    return 'gone'
  }
  return 'done'
}

/** Throws AppError `not-allowed` where the account may only read the folder. */
export function assertMayDelete(connection: ImapConnection): void {
  const { readOnly, permanentFlags } = selectedMailbox(connection.client)
  if (!readOnly && (permanentFlags === undefined || permanentFlags.has('\\Deleted'))) return
  throw new AppError(
    'not-allowed',
    'This login may only read the folder. Give it the right to delete there, or leave the mail where it is.',
    { field: 'mailbox' },
  )
}

/** Throws AppError `not-allowed` where a single message cannot be expunged. */
export function assertCanExpunge(connection: ImapConnection): void {
  if (connection.client.capabilities.has('UIDPLUS')) return
  throw new AppError(
    'not-allowed',
    'The server cannot delete a single message (it lacks UIDPLUS), and deleting all marked ones could hit the mail of others. Leave the mail where it is.',
    { field: 'mailbox' },
  )
}

/** STORE +FLAGS \Deleted and UID EXPUNGE; the caller has made sure that there is UIDPLUS. */
export async function expungeMessage(connection: ImapConnection, uid: number): Promise<void> {
  const removed = await connection.client.messageDelete(String(uid), { uid: true })
  if (!removed) throw connection.refused('The server did not delete the message.')
}

/** Whether the folder holds the UID now, after the news of the server have been taken in. */
export async function isThere(connection: ImapConnection, uid: number): Promise<boolean> {
  await connection.client.noop()
  const found = await connection.client.search({ uid: String(uid) }, { uid: true })
  if (Array.isArray(found)) return found.includes(uid)
  throw connection.refused('The server does not tell whether the message is there.')
}
