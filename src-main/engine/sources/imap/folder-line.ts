import { AppError } from '../../errors.ts'
import type { FolderState } from '../../ports.ts'
import { connectImap, type ImapConnection } from './connect.ts'
import { openMailbox } from './folder-names.ts'
import { folderStateOf } from './folder-state.ts'
import type { ImapSourceOptions } from './options.ts'
import { enableQresync } from './vanished.ts'

/** In a row, without one message that came: then it is not the messages. */
const mostReopenings = 20

/** The open folder, over as many connections as the server makes necessary. */
export type FolderLine = {
  current(): ImapConnection
  /** What the server said when it opened the folder; null where it does not tell. */
  readonly state: FolderState | null
  /** Connects again where the line was lost. Throws AppError `connection-failed` when that happens too often. */
  revive(): Promise<void>
  /** A message came: a line that is lost after this is the next message's fault. */
  cameThrough(): void
  /** Whoever opened it wants it to end. */
  isStopped(): boolean
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
    cameThrough() {
      reopenings = 0
    },
    isStopped: () => signal.aborted,
    async revive() {
      if (connection.client.usable) return
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
