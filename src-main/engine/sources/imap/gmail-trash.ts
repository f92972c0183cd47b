import type { ImapConnection } from './connect.ts'
import { listFolders, selectedMailbox } from './folder-names.ts'

/**
 * Where Gmail wants deleted mail to be moved: with its standard settings an EXPUNGE only takes the label away, and the
 * mail stays in All Mail for ever. Null for other servers, in the trash itself, and where the account hides its trash
 * from IMAP. https://developers.google.com/workspace/gmail/imap/imap-extensions
 */
export async function findGmailTrash(connection: ImapConnection): Promise<string | null> {
  const { client } = connection
  if (!isGmail(connection) || !client.capabilities.has('MOVE')) return null
  const trash = (await listFolders(connection)).find(({ flags }) =>
    [...flags].some(flag => flag.toLowerCase() === '\\trash'),
  )
  return trash === undefined || trash.path === selectedMailbox(client).path ? null : trash.path
}

export function isGmail({ client }: ImapConnection): boolean {
  return client.capabilities.has('X-GM-EXT-1')
}
