import { FakeError, type MakeFakeHandlers } from '../fake-context.ts'

export const fakeTickets: MakeFakeHandlers = ({ desk, emit, byId }) => {
  return {
    'tickets.list': ({ search }) => {
      const rows = desk.tickets.filter(row => !search || row.title.toLowerCase().includes(search.toLowerCase()))
      return { total: rows.length, rows }
    },
    'tickets.get': ({ id }) => byId(desk.tickets, id),
    'tickets.applyStimulus': ({ id, stimulus }) => {
      const ticket = byId(desk.tickets, id)
      ticket.state = ticket.stimuli.find(each => each.code === stimulus)?.target ?? ticket.state
      emit({ name: 'ticket.changed', data: { id } })
      return {}
    },
    'tickets.addEntry': ({ id, log, text }) => {
      byId(desk.tickets, id).entries.push({
        id: `new-${desk.tickets.length}-${text.length}`,
        log,
        authorName: 'You',
        authorAddress: '',
        format: 'text',
        html: '',
        text,
        cutText: '',
        cutRule: null,
        sentAt: null,
        processedAt: Date.now(),
        messageId: null,
      })
      emit({ name: 'ticket.changed', data: { id } })
      return {}
    },
    'tickets.delete': ({ id }) => {
      desk.tickets = desk.tickets.filter(ticket => ticket.id !== id)
      emit({ name: 'ticket.changed', data: { id } })
      return {}
    },
    'attachments.read': ({ id }) => {
      const file = desk.files.get(id)
      if (!file) throw new FakeError('This attachment was not kept.')
      return file
    },
    'persons.list': ({ search }) => {
      const rows = desk.people.filter(one => !search || one.name.toLowerCase().includes(search.toLowerCase()))
      return { total: rows.length, rows }
    },
    'organisations.list': () => [{ id: '1', name: 'Klant BV', domains: ['klant.example'] }],
  }
}
