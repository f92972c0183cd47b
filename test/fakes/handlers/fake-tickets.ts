import { classDefinition, fieldOf, ticketClasses } from '../../../src-main/engine/desk/classes/ticket-classes.ts'
import type { FakeHandlers } from '../fake-api.ts'
import { FakeError, type MakeFakeHandlers } from '../fake-context.ts'
import { fakeTicketViews } from '../fake-ticket-views.ts'
import { fieldsOf, showTicket, stepsFrom } from '../show-fake-ticket.ts'
import { fakePeople } from './fake-people.ts'

/** Tickets of the fake desk, after the real definitions of the classes. */
export const fakeTickets: MakeFakeHandlers = context => {
  const { desk, emit, byId } = context
  const folded = new Map<string, { readonly html: string; readonly text: string }>()
  const changed = (id: string) => emit({ name: 'ticket.changed', data: { id } })
  const record = (id: string, attribute: string, before: string | null, after: string | null) =>
    byId(desk.tickets, id).history.unshift({
      at: Date.now(),
      origin: 'interactive',
      who: 'Desk',
      attribute,
      before,
      after,
    })
  const write = (id: string, fields: Readonly<Record<string, string>>) => {
    const ticket = byId(desk.tickets, id)
    for (const [code, value] of Object.entries(fields)) {
      record(id, code, fieldsOf(ticket)[code] ?? null, value)
      if (code === 'title') ticket.title = value
      else if (code === 'description') Object.assign(ticket, { descriptionText: value, descriptionFormat: 'text' })
      else ticket.fields[code] = value
    }
  }
  const handlers: FakeHandlers = {
    ...fakeTicketViews(context),
    ...fakePeople(context),
    'tickets.list': ({ search }) => {
      const rows = desk.tickets.filter(row => !search || row.title.toLowerCase().includes(search.toLowerCase()))
      return { total: rows.length, rows }
    },
    'tickets.get': ({ id }) => showTicket(desk, byId(desk.tickets, id)),
    'tickets.fields': ({ class: name }) =>
      classDefinition(name)
        .fields.filter(({ code }) => !code.endsWith('_log'))
        .map(field => ({
          code: field.code,
          label: field.label,
          kind: field.kind === 'key' ? (field.target ?? 'text') : field.kind,
          mandatory: field.mandatory,
          readOnly: field.readOnly ?? false,
          values: [...(field.values ?? [])],
          maxLength: field.maxLength ?? null,
        })),
    'tickets.edit': ({ id, fields }) => {
      if (fields['title']?.includes('forbidden')) {
        throw new FakeError('Title may not hold this word.', 'fields.title')
      }
      write(id, fields)
      changed(id)
      return {}
    },
    'tickets.applyStimulus': ({ id, stimulus, fields }) => {
      const ticket = byId(desk.tickets, id)
      const step = stepsFrom(ticket).find(each => each.stimulus === stimulus)
      if (!step) throw new FakeError(`${stimulus} leads nowhere from ${ticket.state}.`)
      for (const code of step.mandatory) {
        if (fields[code] || ticket.fields[code]) continue
        const label = fieldOf(classDefinition(ticket.class), code)?.label
        throw new FakeError(`${stimulus} needs a value for ${label}.`, `fields.${code}`)
      }
      write(id, fields)
      record(id, 'status', ticket.state, step.to)
      ticket.state = step.to
      changed(id)
      return {}
    },
    'tickets.addEntry': ({ id, log, text }) => {
      const ticket = byId(desk.tickets, id)
      ticket.entries.push({
        id: `new-${ticket.entries.length}`,
        log,
        authorName: 'Desk',
        authorAddress: '',
        format: 'text',
        html: '',
        text,
        cutText: '',
        cutRule: null,
        putBack: false,
        sentAt: null,
        processedAt: Date.now(),
        messageId: null,
      })
      changed(id)
      return {}
    },
    'tickets.putBack': ({ id, entryId }) => {
      const entry = byId(byId(desk.tickets, id).entries, entryId)
      if (entry.putBack) return {}
      const { format, html, text, cutText } = entry
      folded.set(entryId, { html, text })
      const quote = format === 'html' ? `<blockquote>${cutText.replaceAll('>', '&gt;')}</blockquote>` : ''
      Object.assign(entry, { putBack: true, html: html + quote, text: `${text}\n\n${cutText}` })
      record(id, 'cut_part', null, entry.authorName)
      changed(id)
      return {}
    },
    'tickets.foldAgain': ({ id, entryId }) => {
      const entry = byId(byId(desk.tickets, id).entries, entryId)
      if (!entry.putBack) return {}
      Object.assign(entry, { putBack: false, ...folded.get(entryId) })
      record(id, 'cut_part', entry.authorName, null)
      changed(id)
      return {}
    },
    'tickets.delete': ({ id }) => {
      desk.tickets = desk.tickets.filter(ticket => ticket.id !== id)
      changed(id)
      return {}
    },
    'attachments.read': ({ id }) => {
      const file = desk.files.get(id)
      if (!file) throw new FakeError('This attachment was not kept.')
      return file
    },
    'attachments.keep': ({ id }) => {
      const ticket = desk.tickets.find(({ attachments }) => attachments.some(file => file.id === id))
      const file = ticket?.attachments.find(each => each.id === id)
      if (!ticket || !file) throw new FakeError('This attachment is not there any more.')
      Object.assign(file, { kept: true, why: null })
      changed(ticket.id)
      return {}
    },
    'classes.list': () => ticketClasses.map(({ name, label }) => ({ class: name, label })),
  }
  return handlers
}
