import type { FolderListing, SourceSession } from '../ports.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import { carryByMessageId } from './carry-by-message-id.ts'
import { reconcileUidValidity } from './reconcile-uid-validity.ts'
import { knownFolder, recordListing } from './record-listing.ts'
import type { PollTools } from './tools.ts'

/** The first part of a pass, and all of a look: what the server shows gets its rows, and nothing else happens. */
export async function listInbox(
  { store, clock }: Pick<PollTools, 'store' | 'clock'>,
  inbox: InboxRecord,
  { settings }: InboxRules,
  session: SourceSession,
): Promise<FolderListing> {
  const listed = await session.list(await knownFolder(store.reads, inbox))
  const renumbered = await reconcileUidValidity(store, inbox, listed)
  const isAmbiguous = inbox.uidValidity !== listed.uidValidity
  const listing =
    settings.use_message_id_as_uid || isAmbiguous
      ? await carryByMessageId(store, inbox, session, renumbered)
      : renumbered
  await recordListing(store, inbox, listing, clock.now())
  return listing
}
