import type { ImapFlow, ListResponse, MailboxObject } from 'imapflow'
import { AppError } from '../../errors.ts'
import { quoteServerText } from '../net/server-text.ts'
import type { ImapConnection } from './connect.ts'
import { mailboxOf } from './options.ts'

/** How many real folder names a refusal lists. */
const namesToOffer = 10

/** What people write between folder and subfolder, whatever the server uses. */
const delimiters = ['/', '.', '\\']

/**
 * Selects the configured folder, or examines it where nothing may be changed, and holds it for the session. Throws AppError `folder-missing` with field `mailbox`
 * and the names that there are.
 */
export async function openMailbox(connection: ImapConnection): Promise<MailboxObject> {
  const { client, options } = connection
  const wanted = mailboxOf(options)
  const how = { readOnly: options.readOnly ?? false }
  try {
    // The lock keeps the line alive with a NOOP while the caller is busy with what it got.
    await client.getMailboxLock(wanted, how)
  } catch {
    connection.assertAlive()
    const path = findFolder(await listFolders(connection), wanted)?.path
    if (path === undefined) throw await describeMissing(connection, wanted, 'mailbox')
    await client.getMailboxLock(path, how).catch(() => {
      const name = quoteServerText(path, '')
      throw connection.refused(`The folder "${name}" cannot be opened with this login.`, {
        code: 'not-allowed',
        field: 'mailbox',
      })
    })
  }
  return selectedMailbox(client)
}

/** Throws when no folder is selected, which `openMailbox` rules out for a living connection. */
export function selectedMailbox(client: ImapFlow): MailboxObject {
  if (client.mailbox === false) {
    throw new AppError('connection-failed', 'The server closed the folder. It is tried again by itself.', {
      retry: true,
    })
  }
  return client.mailbox
}

/** The real name of the folder to move into. Throws AppError `folder-missing` with field `target_folder`. */
export async function resolveTarget(connection: ImapConnection, wanted: string): Promise<string> {
  const folder = findFolder(await listFolders(connection), wanted)
  if (folder) return folder.path
  throw await describeMissing(connection, wanted, 'target_folder')
}

/** Every folder that can hold mail, as the server names them. */
export async function listFolders(connection: ImapConnection): Promise<readonly ListResponse[]> {
  const folders = await connection.client.list({ listOnly: true }).catch(error => {
    throw connection.client.usable
      ? connection.refused('The server does not list its folders.')
      : connection.fail(error)
  })
  return (
    folders
      // A name that cannot be decoded may come out empty, and would then stand for INBOX.
      .filter(folder => folder.path !== '' && !folder.flags.has('\\Noselect') && !folder.flags.has('\\NonExistent'))
      .sort((a, b) => Number(b.path === 'INBOX') - Number(a.path === 'INBOX') || a.path.localeCompare(b.path))
  )
}

/**
 * The folder of that very name, else the only one that has the same parts between other delimiters: `INBOX/Support` or
 * `Support` for `INBOX.Support`. Names compare in Unicode form NFC; only INBOX ignores case (RFC 3501 section 5.1).
 */
export function findFolder<Folder extends Pick<ListResponse, 'path' | 'delimiter'>>(
  folders: readonly Folder[],
  wanted: string,
): Folder | undefined {
  const exact = folders.find(folder => folder.path === wanted)
  if (exact) return exact
  const keys = new Set(['\0', ...delimiters].map(delimiter => keyOf(wanted, delimiter)))
  const same = folders.filter(folder => {
    const key = keyOf(folder.path, folder.delimiter)
    return keys.has(key) || keys.has(key.replace(/^INBOX\0/, ''))
  })
  return same.length === 1 ? same[0] : undefined
}

function keyOf(path: string, delimiter: string): string {
  const parts = path.normalize('NFC').split(delimiter || '\0')
  return parts.map((part, index) => (index === 0 && part.toUpperCase() === 'INBOX' ? 'INBOX' : part)).join('\0')
}

async function describeMissing(connection: ImapConnection, wanted: string, field: string): Promise<AppError> {
  const names = (await listFolders(connection)).map(folder => quoteServerText(folder.path, ''))
  const more = names.length > namesToOffer ? `, and ${names.length - namesToOffer} more` : ''
  const offer = names.length === 0 ? '' : ` There are: ${names.slice(0, namesToOffer).join(', ')}${more}.`
  return new AppError('folder-missing', `There is no folder "${quoteServerText(wanted, '')}" on the server.${offer}`, {
    field,
  })
}
