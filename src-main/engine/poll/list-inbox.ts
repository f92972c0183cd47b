import type { FolderListing, SourceSession } from '../ports.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import { reconcileUidValidity } from './reconcile-uid-validity.ts'
import { knownFolder, recordListing } from './record-listing.ts'
import type { PollTools } from './tools.ts'

/** The first part of a pass, and all of a look: what the server shows gets its rows, and nothing else happens. */
export async function listInbox(
  { store, clock }: Pick<PollTools, 'store' | 'clock'>,
  inbox: InboxRecord,
  session: SourceSession,
): Promise<FolderListing> {
  const listed = await session.list(await knownFolder(store.reads, inbox))
  const listing = await reconcileUidValidity(store, inbox, listed)
  await recordListing(store, inbox, listing, clock.now())
  return listing
}
