import type { MessageRow } from '../../src-preload/contract/entities/message.ts'
import type { TicketViewRow } from '../../src-preload/contract/entities/ticket-views.ts'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { call } from '../bridge/bridge.ts'
import { createViewList, type ViewList } from './view-list-store.ts'
import type { ViewSource } from './view-source.ts'

export type MessageQuery = InputOf<'messages.openView'>
export type TicketQuery = InputOf<'tickets.openView'>

const messageSource: ViewSource<MessageRow, MessageQuery> = {
  open: (query, first) => call('messages.openView', { ...query, first }),
  rows: async (viewId, from, count) => (await call('messages.rows', { viewId, from, count })).rows,
  news: viewId => call('messages.viewNews', { viewId }),
  close: viewId => call('messages.closeView', { viewId }),
  isStale: ({ name }) => name === 'message.decided' || name === 'messages.changed' || name === 'inbox.polled',
}

const ticketSource: ViewSource<TicketViewRow, TicketQuery> = {
  open: (query, first) => call('tickets.openView', { ...query, first }),
  rows: async (viewId, from, count) => (await call('tickets.rows', { viewId, from, count })).rows,
  news: viewId => call('tickets.viewNews', { viewId }),
  close: viewId => call('tickets.closeView', { viewId }),
  isStale: ({ name }) => name === 'ticket.changed' || name === 'tickets.changed',
}

/** Lists are found again as they were left (place, selection, filter): one each, for as long as the window is open. */
const messageLists = new Map<string, ViewList<MessageRow, MessageQuery>>()
const ticketLists = new Map<string, ViewList<TicketViewRow, TicketQuery>>()

/** `name` tells the lists apart: `inbox 3`, `errors unknown-caller`. `query` is how it is asked the first time. */
export function messageList(name: string, query: MessageQuery): ViewList<MessageRow, MessageQuery> {
  const list = messageLists.get(name) ?? createViewList(messageSource, query)
  messageLists.set(name, list)
  return list
}

/** The content of one mailbox. */
export function inboxMessages(inboxId: string): ViewList<MessageRow, MessageQuery> {
  return messageList(`inbox ${inboxId}`, { filter: { inboxId } })
}

export function ticketList(name: string, query: TicketQuery): ViewList<TicketViewRow, TicketQuery> {
  const list = ticketLists.get(name) ?? createViewList(ticketSource, query)
  ticketLists.set(name, list)
  return list
}
