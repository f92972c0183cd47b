import { AppError } from '../../errors.ts'
import type { EventBus } from '../../events.ts'
import { queueRemovalsForTicket } from '../../outbox/ticket-over.ts'
import type { Clock } from '../../ports.ts'
import { loadGlobalSettings } from '../../settings/global-settings.ts'
import type { DeskStore } from '../../store/open.ts'
import { openChange } from '../changes.ts'
import { applyStimulus } from './apply-stimulus.ts'
import { deleteTicket } from './delete-ticket.ts'
import { editTicket } from './edit-ticket.ts'
import { addEntry } from './entries.ts'
import { ticketById } from './find-ticket.ts'

type DeskTools = { readonly store: DeskStore; readonly clock: Clock; readonly events: EventBus }

type Step = { readonly ticketId: number; readonly stimulus: string; readonly fields: Readonly<Record<string, string>> }

/** A person moves a ticket along. */
export async function moveTicket(tools: DeskTools, step: Step): Promise<void> {
  const now = tools.clock.now()
  await tools.store.write(async tx => {
    const moved = await applyStimulus(tx, step, byHand(), now)
    if (!moved.ok) {
      throw new AppError('conflict', moved.reason, moved.field === undefined ? {} : { field: `fields.${moved.field}` })
    }
  })
  tools.events.emit('ticket.changed', { id: String(step.ticketId) })
}

/** A person changes fields of a ticket. Throws AppError with the field that has to be corrected; then nothing changes. */
export async function changeTicket(
  tools: DeskTools,
  edit: { readonly ticketId: number; readonly fields: Readonly<Record<string, string>> },
): Promise<void> {
  const now = tools.clock.now()
  const changed = await tools.store.write(async tx => {
    if (!(await ticketById(tx, edit.ticketId))) throw new AppError('not-found', 'This ticket is not there any more.')
    const edited = await editTicket(tx, edit, byHand(), now)
    if (edited.ok) return edited.changed
    throw new AppError(
      'invalid-input',
      edited.reason,
      edited.field === undefined ? {} : { field: `fields.${edited.field}` },
    )
  })
  if (changed.length > 0) tools.events.emit('ticket.changed', { id: String(edit.ticketId) })
}

export async function removeTicket(tools: DeskTools, ticketId: number): Promise<void> {
  const now = tools.clock.now()
  const settings = await loadGlobalSettings(tools.store.reads)
  await tools.store.write(async tx => {
    await queueRemovalsForTicket(tx, ticketId, settings, now)
    await deleteTicket(tx, ticketId, byHand(), now)
  })
  tools.events.emit('ticket.changed', { id: String(ticketId) })
}

/** An agent writes into a log of the ticket; nothing is sent. */
export async function writeEntry(
  tools: DeskTools,
  entry: { readonly ticketId: number; readonly log: 'public_log' | 'private_log'; readonly text: string },
): Promise<void> {
  const now = tools.clock.now()
  await tools.store.write(async tx => {
    if (!(await ticketById(tx, entry.ticketId))) throw new AppError('not-found', 'This ticket is not there any more.')
    await addEntry(
      tx,
      {
        ...entry,
        authorId: null,
        authorName: 'Desk',
        authorAddress: '',
        format: 'text',
        html: '',
        cutText: '',
        cutRule: null,
        sentAt: null,
        messageId: null,
      },
      now,
    )
  })
  tools.events.emit('ticket.changed', { id: String(entry.ticketId) })
}

function byHand() {
  return openChange({ origin: 'interactive', who: 'Desk' })
}
