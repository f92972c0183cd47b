import { connectImap } from './connect.ts'
import { findFolder, listFolders } from './folder-names.ts'
import type { ImapSourceOptions } from './options.ts'

/**
 * The folders of the account that can hold mail, INBOX first, for the folder picker; the names may be given back as
 * `mailbox`. Hostile text: show it as text only. Throws AppError with the form field to correct.
 */
export async function listImapFolders(options: ImapSourceOptions, signal: AbortSignal): Promise<readonly string[]> {
  return (await listOnce(options, signal)).map(folder => folder.path)
}

/** Whether mail can be moved to the folder of that name, written with any delimiters. */
export async function hasImapFolder(options: ImapSourceOptions, name: string, signal: AbortSignal): Promise<boolean> {
  return findFolder(await listOnce(options, signal), name) !== undefined
}

async function listOnce(options: ImapSourceOptions, signal: AbortSignal) {
  const connection = await connectImap(options, signal)
  try {
    return await listFolders(connection)
  } finally {
    await connection.close()
  }
}
