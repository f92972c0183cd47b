import type { FolderListing, KnownFolder, Log } from '../../ports.ts'
import type { Pop3Mailbox } from './pop3-mailbox.ts'

/** POP3 never numbers anew: a UIDL lasts as long as its message. */
const uidValidity = '1'

/** What is new since `known`. The whole list comes each time: POP3 cannot ask for less, and no body is read for it. */
export async function listMailbox(mailbox: Pop3Mailbox, known: KnownFolder, log: Log): Promise<FolderListing> {
  const { maildrop } = await mailbox.session()
  const { messages, total } = maildrop
  const before = known.uidValidity === uidValidity ? await known.uids() : new Set<string>()
  const added = [...messages.values()].filter(message => !before.has(message.uid))
  const isUnchanged = known.uidValidity === uidValidity && [...before].every(uid => messages.has(uid))
  const ambiguous = [...messages.values()].filter(message => message.isAmbiguous).length
  if (ambiguous > 0) log.warn('pop3.same-uidl', { messages: ambiguous })
  if (total > messages.size) log.warn('pop3.without-uidl', { messages: total - messages.size })
  return {
    uidValidity,
    added: added.map(({ uid, sizeBytes }) => ({ uid, sizeBytes, receivedAt: null })),
    present: isUnchanged ? 'unchanged' : new Set(messages.keys()),
    highestUid: null,
    onServer: total,
  }
}
