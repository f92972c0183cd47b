import type { TraceEntry } from '../../../../src-preload/contract/entities/message.ts'
import type { ChangeHandle } from '../../desk/changes.ts'
import { applyStimulus } from '../../desk/tickets/apply-stimulus.ts'
import { addContacts } from '../../desk/tickets/contacts.ts'
import { addEntry } from '../../desk/tickets/entries.ts'
import { setEntryHtml } from '../../desk/tickets/set-html.ts'
import type { Tx } from '../../store/handles.ts'
import type { UpdateDecision } from '../model.ts'
import { tellStimulus, tellWithheld } from '../tell-stimulus.ts'
import { placeAttachments } from './place-attachments.ts'

/** Writes the entry into the ticket's log. What became of the stimulus is told; if it does not fit, the entry stands. */
export async function commitUpdate(
  tx: Tx,
  decision: UpdateDecision,
  message: { readonly rowId: number; readonly sentAt: number | null },
  change: ChangeHandle,
  now: number,
): Promise<{ readonly entryId: number; readonly stimulus: TraceEntry | null }> {
  const { author, entry } = decision
  const entryId = await addEntry(
    tx,
    {
      ticketId: decision.ticketId,
      log: decision.log,
      authorId: author.personId,
      authorName: author.name,
      authorAddress: author.address,
      ...entry,
      sentAt: message.sentAt,
      messageId: message.rowId,
    },
    now,
  )
  const place = { ticketId: decision.ticketId, entryId, messageRowId: message.rowId }
  const placed = await placeAttachments(tx, decision.attachments, entry.html, place)
  if (placed !== entry.html) await setEntryHtml(tx, entryId, placed)
  if (decision.contactIds.length > 0) await addContacts(tx, decision.ticketId, decision.contactIds)
  if (decision.stimulus === null) return { entryId, stimulus: tellWithheld(decision) }
  const applied = await applyStimulus(
    tx,
    { ticketId: decision.ticketId, stimulus: decision.stimulus, fields: {} },
    change,
    now,
  )
  return { entryId, stimulus: tellStimulus(decision, applied) }
}
