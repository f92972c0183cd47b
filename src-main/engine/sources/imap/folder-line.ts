import { AppError } from '../../errors.ts'
import type { FolderState } from '../../ports.ts'
import { connectImap, type ImapConnection } from './connect.ts'
import { openMailbox } from './folder-names.ts'
import { folderStateOf } from './folder-state.ts'
import type { ImapSourceOptions } from './options.ts'
import { enableQresync } from './vanished.ts'

/** A server that ends the line over a message it cannot read does so again at the next one; there is an end to it. */
const mostReopenings = 20

/** The open folder, over as many connections as the server makes necessary. */
export type FolderLine = {
  current(): ImapConnection
  /** What the server said when it opened the folder; null where it does not tell. */
  readonly state: FolderState | null
  /** Connects anew after the server has ended the line. Throws AppError `connection-failed` when it is too often. */
  reopen(): Promise<void>
  close(): Promise<void>
}

/** Connects, signs in and selects the folder. Throws AppError with the form field to correct. */
export async function openFolderLine(options: ImapSourceOptions, signal: AbortSignal): Promise<FolderLine> {
  const first = await openOnce(options, signal)
  let connection = first.connection
  let reopenings = 0
  return {
    current: () => connection,
    state: first.state,
    async reopen() {
      reopenings += 1
      await connection.close()
      if (reopenings > mostReopenings) {
        throw new AppError('connection-failed', 'The server ends the connection again and again.', { retry: true })
      }
      const next = await openOnce(options, signal)
      connection = next.connection
      if (next.uidValidity !== first.uidValidity) {
        throw new AppError('connection-failed', 'The server has renumbered the folder meanwhile.', { retry: true })
      }
    },
    close: () => connection.close(),
  }
}

async function openOnce(
  options: ImapSourceOptions,
  signal: AbortSignal,
): Promise<{ readonly connection: ImapConnection; readonly uidValidity: bigint; readonly state: FolderState | null }> {
  const connection = await connectImap(options, signal)
  try {
    await enableQresync(connection.client)
    const mailbox = await openMailbox(connection)
    const { uidValidity } = mailbox
    if (uidValidity === undefined) throw withoutNumbers()
    return { connection, uidValidity, state: folderStateOf(mailbox) }
  } catch (error) {
    await connection.close()
    throw connection.fail(error)
  }
}

/** RFC 3501 demands UIDVALIDITY. Without it nothing tells whether a number still means the same mail. */
function withoutNumbers(): AppError {
  return new AppError(
    'source-unreadable',
    'The server gives the mails of this folder no lasting numbers (no UIDVALIDITY). Choose another folder, or ask the provider.',
    { field: 'mailbox' },
  )
}
