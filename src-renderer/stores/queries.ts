import { createQueryStore } from './create-query-store.ts'

/** One store a topic, each with the events after which its answer may be another. */
export const hostStatus = createQueryStore('host.status', event => event.name === 'settings.changed')

export const inboxes = createQueryStore(
  'inboxes.list',
  event =>
    event.name === 'inbox.changed' ||
    event.name === 'inbox.polled' ||
    event.name === 'message.decided' ||
    event.name === 'messages.changed',
)

export const inboxDetail = createQueryStore(
  'inboxes.get',
  (event, { id }) =>
    (event.name === 'inbox.changed' && event.data.id === id) || (event.name === 'inbox.polled' && event.data.id === id),
)

export const messages = createQueryStore(
  'messages.list',
  event => event.name === 'message.decided' || event.name === 'messages.changed' || event.name === 'inbox.polled',
)

export const messageDetail = createQueryStore(
  'messages.get',
  (event, { id }) => event.name === 'messages.changed' || (event.name === 'message.decided' && event.data.id === id),
)

export const tickets = createQueryStore('tickets.list', event => event.name === 'ticket.changed')

export const ticketDetail = createQueryStore(
  'tickets.get',
  (event, { id }) => event.name === 'ticket.changed' && event.data.id === id,
)

export const people = createQueryStore('persons.list', event => event.name === 'people.changed')
