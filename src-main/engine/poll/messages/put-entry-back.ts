import { openChange } from '../../desk/changes.ts'
import { attachmentOnTicket } from '../../desk/tickets/attachments.ts'
import {
  type CutEntry,
  cutEntryOf,
  type EntryKey,
  type EntryWords,
  foldAgain,
  putBack,
  wordsWithCut,
} from '../../desk/tickets/cut-part.ts'
import { pointPictures } from '../../mail/html/point-pictures.ts'
import type { Mail } from '../../mail/model.ts'
import type { Reads } from '../../store/handles.ts'
import type { PollTools } from '../tools.ts'
import { storedMail } from './stored-mail.ts'

type PutBackTools = Pick<PollTools, 'store' | 'reader' | 'clock' | 'events'>

/**
 * A person wants to see the mail of an entry whole. It is read anew, for a cut part keeps neither its form nor its
 * pictures; where that cannot be, the text that was cut stands below the rest.
 */
export async function putEntryBack(tools: PutBackTools, key: EntryKey): Promise<void> {
  const { store, clock, events } = tools
  const entry = await cutEntryOf(store.reads, key)
  const whole = (await wholeMail(tools, key.ticketId, entry)) ?? wordsWithCut(entry)
  const done = await store.write(tx => putBack(tx, key, whole, byHand(), clock.now()))
  if (done) events.emit('ticket.changed', { id: String(key.ticketId) })
}

export async function foldEntryAgain(
  { store, clock, events }: Omit<PutBackTools, 'reader'>,
  key: EntryKey,
): Promise<void> {
  const done = await store.write(tx => foldAgain(tx, key, byHand(), clock.now()))
  if (done) events.emit('ticket.changed', { id: String(key.ticketId) })
}

/** Null when the raw mail is gone, cannot be read, or would not be the mail that the entry was made of. */
async function wholeMail(tools: PutBackTools, ticketId: number, entry: CutEntry): Promise<EntryWords | null> {
  if (entry.messageRowId === null) return null
  const { row, raw, rules } = await storedMail(tools, entry.messageRowId)
  if (!raw || row.raw_kind !== 'whole') return null
  const reply = await tools.reader.read({ raw, rules: rules.read })
  // Another order of body parts since then would show other words than those that were cut.
  if (!reply.ok || reply.mail.format !== entry.format) return null
  const { format, html, text } = reply.mail
  const pictures = await picturesOnTicket(tools.store.reads, ticketId, reply.mail)
  return { format, html: pointPictures(html, 'data-attachment', pictures), text }
}

/** Content ids of the pictures in place to the attachments that hold them; what a rule left out has none. */
async function picturesOnTicket(reads: Reads, ticketId: number, mail: Mail): Promise<ReadonlyMap<string, number>> {
  const pictures = new Map<string, number>()
  for (const { contentId, shown, stored, sha256 } of mail.attachments) {
    if (!shown || contentId === null) continue
    const attachment = await attachmentOnTicket(reads, {
      ticketId,
      name: null,
      kept: false,
      sha256: stored?.sha256 ?? sha256,
    })
    if (attachment) pictures.set(contentId, attachment.id)
  }
  return pictures
}

function byHand() {
  return openChange({ origin: 'interactive', who: 'Desk' })
}
