import { classDefinition } from '../../engine/desk/classes/ticket-classes.ts'
import { attachmentById } from '../../engine/desk/tickets/attachments.ts'
import { ticketByRef } from '../../engine/desk/tickets/find-ticket.ts'
import { listTickets } from '../../engine/desk/tickets/list-tickets.ts'
import { formFields } from '../../engine/desk/tickets/shown-fields.ts'
import { changeTicket, moveTicket, removeTicket, writeEntry } from '../../engine/desk/tickets/ticket-actions.ts'
import { ticketDetail } from '../../engine/desk/tickets/ticket-detail.ts'
import { AppError } from '../../engine/errors.ts'
import type { Engine } from '../../engine/index.ts'
import { keepAttachment } from '../../engine/poll/messages/keep-attachment.ts'
import { foldEntryAgain, putEntryBack } from '../../engine/poll/messages/put-entry-back.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'
import { ticketViewHandlers } from './ticket-views.ts'

export const ticketHandlers: HandlersOf<'tickets'> & HandlersOf<'attachments'> = {
  ...ticketViewHandlers,
  'tickets.list': (engine, input) => listTickets(engine.store.reads, input),
  async 'tickets.get'(engine, { id, ref }) {
    const rowId = id === undefined ? await idOfRef(engine, ref) : toRowId(id)
    const ticket = await ticketDetail(engine.store.reads, rowId)
    if (!ticket) throw new AppError('not-found', 'There is no such ticket.', { field: 'id' })
    return ticket
  },
  async 'tickets.fields'(_engine, { class: name }) {
    return formFields(classDefinition(name)).map(field => ({
      code: field.code,
      label: field.label,
      kind: field.kind === 'key' ? (field.target ?? 'text') : field.kind,
      mandatory: field.mandatory,
      readOnly: field.readOnly ?? false,
      values: [...(field.values ?? [])],
      maxLength: field.maxLength ?? null,
    }))
  },
  async 'tickets.edit'(engine, { id, fields }) {
    await changeTicket(engine, { ticketId: toRowId(id), fields })
    return {}
  },
  async 'tickets.applyStimulus'(engine, { id, stimulus, fields }) {
    await moveTicket(engine, { ticketId: toRowId(id), stimulus, fields })
    return {}
  },
  async 'tickets.addEntry'(engine, { id, log, text }) {
    await writeEntry(engine, { ticketId: toRowId(id), log, text })
    return {}
  },
  async 'tickets.putBack'(engine, { id, entryId }) {
    await putEntryBack(engine, { ticketId: toRowId(id), entryId: toRowId(entryId, 'entryId') })
    return {}
  },
  async 'tickets.foldAgain'(engine, { id, entryId }) {
    await foldEntryAgain(engine, { ticketId: toRowId(id), entryId: toRowId(entryId, 'entryId') })
    return {}
  },
  async 'tickets.delete'(engine, { id }) {
    await removeTicket(engine, toRowId(id))
    return {}
  },
  async 'attachments.read'(engine, { id }) {
    const attachment = await attachmentById(engine.store.reads, toRowId(id))
    const bytes = attachment?.stored ? await engine.store.blobs.get(attachment.sha256) : null
    if (!attachment || !bytes) throw new AppError('not-found', 'This attachment is not in the store.')
    return { name: attachment.name, type: attachment.type, base64: Buffer.from(bytes).toString('base64') }
  },
  async 'attachments.keep'(engine, { id }) {
    await keepAttachment(engine, toRowId(id))
    return {}
  },
}

async function idOfRef(engine: Engine, ref: string | undefined): Promise<number> {
  const ticket = ref === undefined ? null : await ticketByRef(engine.store.reads, ref)
  if (ticket) return ticket.id
  throw new AppError('not-found', `There is no ticket ${ref ?? ''}.`, { field: 'ref' })
}
