import type { FolderState, KnownFolder } from '../../ports.ts'
import type { ImapConnection } from './connect.ts'
import { isLaterState } from './folder-state.ts'
import { compressUids, expandUids } from './uid-set.ts'
import { fetchVanished } from './vanished.ts'

/** More than goes between two polls. A server that has forgotten names all that ever went: then the folder is compared. */
const mostVanished = 10_000

/** UIDs of one command: a line that every server takes. */
const uidsPerCommand = 500

/**
 * What of the recorded messages has gone since the last listing, by the server's own word (VANISHED, RFC 7162); null
 * where it cannot tell, or is not to be believed: a message that is said to have gone and is still there would be lost.
 */
export async function goneSince(
  connection: ImapConnection,
  known: KnownFolder,
  state: FolderState | null,
): Promise<readonly string[] | null> {
  const { client } = connection
  if (!client.enabled.has('QRESYNC') || !known.state || !isLaterState(state, known.state)) return null
  const highest = Number(known.highestUid)
  const sets = await fetchVanished(client, highest, known.state.highestModseq).catch(() => {
    connection.assertAlive()
    return null
  })
  if (!sets) return null
  if (sets.length === 0) return []
  const named = expandUids(sets.join(','), mostVanished)
  if (!named) return null
  const ours = [...(await known.among(named.map(String)))]
  return (await isAnyThere(connection, ours.map(Number))) ? null : ours
}

async function isAnyThere({ client }: ImapConnection, uids: readonly number[]): Promise<boolean> {
  for (let start = 0; start < uids.length; start += uidsPerCommand) {
    const uid = compressUids(uids.slice(start, start + uidsPerCommand))
    const found = await client.search({ uid }, { uid: true })
    if (!Array.isArray(found) || found.length > 0) return true
  }
  return false
}
