import type { ImapConnection } from './connect.ts'
import { selectedMailbox } from './folder-names.ts'
import { expandUids } from './uid-set.ts'

/**
 * Every UID of the open folder. With ESEARCH (RFC 4731) they come as ranges: some ten bytes for each gap, where SEARCH
 * writes out a folder of 100,000 mails in 700 KB.
 */
export async function searchAllUids(connection: ImapConnection): Promise<readonly number[]> {
  const { client } = connection
  if (client.capabilities.has('ESEARCH')) {
    const found = await client.search({ all: true }, { uid: true, returnOptions: ['ALL'] })
    const all = found && !Array.isArray(found) ? found.all : undefined
    const { exists } = selectedMailbox(client)
    const uids = all === undefined ? null : expandUids(all, exists)
    // A range may reach over UIDs that are not there: only one that fits the server's own count is believed.
    if (uids?.length === exists) return uids
  }
  const found = await client.search({ all: true }, { uid: true })
  if (!Array.isArray(found)) throw connection.refused('The server does not list the folder.')
  return found
}
