import { type InboxRecord, listInboxes } from '../../../settings/inboxes.ts'
import { whyNotMovable } from '../../../sources/folder/why-not-movable.ts'
import type { Reads } from '../../../store/handles.ts'
import type { MessageGlance } from './message-glance.ts'

/** Why messages of each inbox cannot go to this folder; what only the server knows shows when it is done. */
export async function moveRefusals(
  reads: Reads,
  targetFolder: string,
): Promise<(message: MessageGlance) => string | null> {
  const byFolder = new Map<number, string | null>()
  for (const inbox of await listInboxes(reads)) byFolder.set(inbox.folderId, await refusalOfInbox(inbox, targetFolder))
  return ({ folderId }) => {
    const refusal = byFolder.get(folderId)
    return refusal === undefined ? 'No inbox watches its folder any more.' : refusal
  }
}

async function refusalOfInbox({ config }: InboxRecord, targetFolder: string): Promise<string | null> {
  switch (config.protocol) {
    case 'pop3':
      return 'POP3 knows no folders to move mail to.'
    case 'imap':
      return sameFolder(config.mailbox, targetFolder) ? 'It lies in that folder already.' : null
    case 'folder':
      return whyNotMovable(config.path, targetFolder)
  }
}

/** Only INBOX ignores case (RFC 3501, 5.1). */
function sameFolder(one: string, other: string): boolean {
  const isInbox = (name: string) => name.toUpperCase() === 'INBOX'
  return one === other || (isInbox(one) && isInbox(other))
}
