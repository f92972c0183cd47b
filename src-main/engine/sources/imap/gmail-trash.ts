import type { ListResponse } from 'imapflow'
import { AppError } from '../../errors.ts'
import type { ImapConnection } from './connect.ts'
import { listFolders, selectedMailbox } from './folder-names.ts'

/**
 * At Gmail a folder is a label, and All Mail holds every mail whatever its labels: an EXPUNGE or a move only takes the
 * label of the open folder away, and nothing leaves All Mail but for the trash and the spam.
 * https://developers.google.com/workspace/gmail/imap/imap-extensions
 */
export function isGmail({ client }: ImapConnection): boolean {
  return client.capabilities.has('X-GM-EXT-1')
}

/**
 * Where Gmail wants deleted mail to be moved: with its standard settings an EXPUNGE leaves the mail in All Mail for
 * ever. Null for other servers, in the trash and the spam themselves, and where the account hides its trash from IMAP;
 * there, an EXPUNGE still takes the mail out of the folder. Throws AppError `not-allowed` in All Mail, which it would
 * not even leave.
 */
export async function findGmailTrash(connection: ImapConnection): Promise<string | null> {
  if (!isGmail(connection) || !connection.client.capabilities.has('MOVE')) return null
  const folders = await listFolders(connection)
  const here = openFolder(connection, folders)
  if (here && (isUsedAs(here, '\\Trash') || isUsedAs(here, '\\Junk'))) return null
  const trash = folders.find(folder => isUsedAs(folder, '\\Trash'))
  if (trash) return trash.path
  if (!here || !isUsedAs(here, '\\All')) return null
  throw new AppError(
    'not-allowed',
    'From “All Mail”, Gmail deletes only by way of its trash, which this account hides from IMAP. Let Gmail show it (Settings, Labels), or watch INBOX.',
    { field: 'mailbox' },
  )
}

/** The open folder is the one that holds every mail. */
export async function isGmailAllMail(connection: ImapConnection): Promise<boolean> {
  if (!isGmail(connection)) return false
  const here = openFolder(connection, await listFolders(connection))
  return here !== undefined && isUsedAs(here, '\\All')
}

/** Throws AppError `not-allowed` where a move would only add a label, and the mail would stay and be seen again. */
export async function assertLeavesGmail(connection: ImapConnection, target: string): Promise<void> {
  if (!(await isGmailAllMail(connection))) return
  const to = (await listFolders(connection)).find(({ path }) => path === target)
  if (to && (isUsedAs(to, '\\Trash') || isUsedAs(to, '\\Junk'))) return
  throw new AppError(
    'not-allowed',
    'Nothing can be moved out of Gmail’s “All Mail”: a move only adds a label there. Watch INBOX or a label, or choose to keep or delete the mail.',
    { field: 'mailbox' },
  )
}

function openFolder({ client }: ImapConnection, folders: readonly ListResponse[]): ListResponse | undefined {
  return folders.find(({ path }) => path === selectedMailbox(client).path)
}

/** By the flags of SPECIAL-USE (RFC 6154): the names are in the language of the account. */
function isUsedAs({ flags }: ListResponse, use: string): boolean {
  return [...flags].some(flag => flag.toLowerCase() === use.toLowerCase())
}
