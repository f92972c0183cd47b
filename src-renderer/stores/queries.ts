import type { AnyEvent } from '../../src-preload/contract/events.ts'
import { createQueryStore } from './create-query-store.ts'

const isAboutMessages = ({ name }: AnyEvent) =>
  name === 'message.decided' || name === 'messages.changed' || name === 'inbox.polled'
const isAboutTickets = ({ name }: AnyEvent) => name === 'ticket.changed' || name === 'tickets.changed'

/** One store a topic, each with the events after which its answer may be another. */
export const hostStatus = createQueryStore(
  'host.status',
  ({ name }) => name === 'settings.changed' || name === 'inbox.changed',
)
export const hostCapabilities = createQueryStore('host.capabilities', () => false)
export const overview = createQueryStore(
  'overview.get',
  event =>
    isAboutMessages(event) ||
    isAboutTickets(event) ||
    ['inbox.changed', 'settings.changed', 'actions.changed', 'oauth.changed'].includes(event.name),
)
export const settings = createQueryStore('settings.get', ({ name }) => name === 'settings.changed')
export const desktopPreferences = createQueryStore('desktop.preferences', ({ name }) => name === 'settings.changed')

export const inboxes = createQueryStore(
  'inboxes.list',
  event => event.name === 'inbox.changed' || isAboutMessages(event),
)
export const inboxDetail = createQueryStore(
  'inboxes.get',
  (event, { id }) =>
    ((event.name === 'inbox.changed' || event.name === 'inbox.polled') && event.data.id === id) ||
    event.name === 'messages.changed' ||
    event.name === 'message.decided',
)

export const causes = createQueryStore('messages.causes', isAboutMessages)
export const messageDetail = createQueryStore(
  'messages.get',
  (event, { id }) => event.name === 'messages.changed' || (event.name === 'message.decided' && event.data.id === id),
)
export const messageBody = createQueryStore(
  'messages.body',
  (event, { id }) => event.name === 'message.decided' && event.data.id === id,
)
export const messagePreview = createQueryStore(
  'messages.preview',
  (event, { id }) => event.name === 'message.decided' && event.data.id === id,
)

export const ticketCounts = createQueryStore('tickets.counts', isAboutTickets)
export const ticketDetail = createQueryStore(
  'tickets.get',
  (event, { id }) => event.name === 'tickets.changed' || (event.name === 'ticket.changed' && event.data.id === id),
)
export const ticketFields = createQueryStore('tickets.fields', () => false)

export const personDetail = createQueryStore('persons.get', ({ name }) => name === 'people.changed')
export const organisations = createQueryStore('organisations.list', ({ name }) => name === 'people.changed')

const isAboutOauth = ({ name }: AnyEvent) => name === 'oauth.changed'
/** Which inboxes use an account is part of it. */
export const oauthAccounts = createQueryStore(
  'oauthAccounts.list',
  event => isAboutOauth(event) || event.name === 'inbox.changed' || event.name === 'inbox.polled',
)
export const oauthClients = createQueryStore('oauthClients.list', isAboutOauth)
export const oauthProviders = createQueryStore('oauthClients.providers', () => false)

export const serverActions = createQueryStore(
  'actions.list',
  ({ name }) => name === 'actions.changed' || name === 'messages.changed',
)
