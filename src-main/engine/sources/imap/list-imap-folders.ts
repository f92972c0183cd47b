import { connectImap } from './connect.ts'
import { listFolders } from './folder-names.ts'
import type { ImapSourceOptions } from './options.ts'

/**
 * The folders of the account that can hold mail, INBOX first, for the folder picker; the names may be given back as
 * `mailbox`. Hostile text: show it as text only. Throws AppError with the form field to correct.
 */
export async function listImapFolders(options: ImapSourceOptions, signal: AbortSignal): Promise<readonly string[]> {
  const connection = await connectImap(options, signal)
  try {
    return (await listFolders(connection)).map(folder => folder.path)
  } finally {
    await connection.close()
  }
}
