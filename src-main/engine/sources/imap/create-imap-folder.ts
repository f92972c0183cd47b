import { AppError } from '../../errors.ts'
import { quoteServerText } from '../net/server-text.ts'
import { connectImap, type ImapConnection } from './connect.ts'
import { findFolder, listFolders } from './folder-names.ts'
import type { ImapSourceOptions } from './options.ts'

/**
 * Creates a folder of the account and subscribes to it, so that mail programs show it. Returns its real name, which is
 * another one where the server wants other delimiters or keeps everything inside INBOX; that of the folder which is
 * there already, where there is one. Throws AppError with field `target_folder`, or that of the connection.
 */
export async function createImapFolder(
  options: ImapSourceOptions,
  wanted: string,
  signal: AbortSignal,
): Promise<string> {
  const connection = await connectImap(options, signal)
  try {
    const there = findFolder(await listFolders(connection), wanted)
    if (there) return there.path
    const path = pathFor(wanted, connection.ownFolders)
    await create(connection, path)
    const made = findFolder(await listFolders(connection), path)
    if (made) return made.path
    throw connection.refused(
      `The server reported the folder “${quoteServerText(path, '')}” created and does not show it.`,
      {
        field: 'target_folder',
      },
    )
  } catch (error) {
    throw connection.fail(error)
  } finally {
    await connection.close()
  }
}

async function create({ client, refused }: ImapConnection, path: string): Promise<void> {
  await client.mailboxCreate(path).catch(error => {
    if (!client.usable) throw error
    throw refused(`The server did not create the folder “${quoteServerText(path, '')}”.`, {
      code: 'not-allowed',
      field: 'target_folder',
    })
  })
}

/**
 * The name as the server writes it: `Done/2026` becomes `INBOX.Done.2026` where folders lie inside INBOX and a dot
 * stands between them. Throws AppError for a name that could mean anything.
 */
export function pathFor(wanted: string, { prefix, delimiter }: ImapConnection['ownFolders']): string {
  const asked = wanted.trim()
  const written = asked.includes(delimiter) ? delimiter : ['/', '\\'].find(other => asked.includes(other))
  const parts = delimiter === '' || written === undefined ? [asked] : asked.split(written)
  // The wildcards of LIST, and the control characters that no server allows (RFC 9051, 5.1).
  if (parts.some(part => part.trim() === '' || /[\p{Cc}*%]/u.test(part))) {
    throw new AppError('invalid-input', 'This is no name for a folder. Write it like Done or Done/2026.', {
      field: 'target_folder',
    })
  }
  const path = parts.join(delimiter)
  return path.toUpperCase().startsWith(prefix.toUpperCase()) ? path : prefix + path
}
