import type { MessageDetail, MessageRow } from '../../../src-preload/contract/entities/message.ts'
import type { Cause, MessageFilter, MessageSort, Remedy } from '../../../src-preload/contract/entities/message-views.ts'
import type { MakeFakeHandlers } from '../fake-context.ts'
import { FakeViews } from '../fake-views.ts'
import { fakeMessageChanges } from './fake-message-changes.ts'
import { fakeMessageContent } from './fake-message-content.ts'
import { codeOf } from './fake-reason-codes.ts'

/** What the mailbox lists, the errors queue and the message page ask. */
export const fakeMessages: MakeFakeHandlers = context => {
  const { desk, byId } = context
  const views = new FakeViews<MessageRow>()
  const asked = new Map<string, readonly [MessageFilter, MessageSort]>()
  const select = (filter: MessageFilter, sort: MessageSort) => sorted(desk.messages.filter(matches(filter)), sort)
  return {
    'messages.list': ({ inboxId, states }) => {
      const rows = desk.messages.filter(
        row => (!inboxId || row.inboxId === inboxId) && (!states || states.includes(row.state)),
      )
      return { total: rows.length, rows }
    },
    'messages.openView': ({ filter, sort, first }) => {
      const view = views.open(select(filter, sort))
      asked.set(view.viewId, [filter, sort])
      return { ...view, rows: views.rows(view.viewId, 0, first, desk.messages) }
    },
    'messages.rows': ({ viewId, from, count }) => ({ rows: views.rows(viewId, from, count, desk.messages) }),
    'messages.viewNews': ({ viewId }) => {
      const [filter, sort] = asked.get(viewId) ?? []
      return views.news(viewId, filter && sort ? select(filter, sort) : [])
    },
    'messages.closeView': ({ viewId }) => {
      views.close(viewId)
      return {}
    },
    'messages.locate': ({ viewId, id }) => {
      const at = views.ids(viewId).indexOf(id)
      return { at: at === -1 ? null : at }
    },
    'messages.causes': ({ inboxId }) =>
      [
        ...Map.groupBy(
          desk.messages.filter(row => waits(row) && (!inboxId || row.inboxId === inboxId)),
          codeOf,
        ),
      ]
        .map(([code, rows]) => toCause(code, rows))
        .sort((one, other) => other.count - one.count),
    'messages.get': ({ id }) => byId(desk.messages, id),
    ...fakeMessageContent(context),
    ...fakeMessageChanges({ ...context, idsOf: viewId => views.ids(viewId) }),
  }
}

const REMEDIES: Readonly<Record<string, Remedy>> = {
  'unknown-caller': 'add-people',
  'loop-guard': 'process-anyway',
  'too-big': 'process-anyway',
  'mail-unreadable': 'look',
}

function waits({ state }: MessageRow): boolean {
  return state === 'error' || state === 'held'
}

function toCause(code: string, rows: readonly MessageDetail[]): Cause {
  const newest = rows.toSorted((one, other) => other.receivedAt - one.receivedAt)
  const senders = [...Map.groupBy(newest, row => row.fromAddress)].map(([address, own]) => ({
    name: own[0]?.fromName ?? '',
    address,
    count: own.length,
  }))
  return {
    code,
    state: newest[0]?.state ?? 'error',
    count: rows.length,
    reason: newest[0]?.reason ?? '',
    remedy: REMEDIES[code] ?? 'retry',
    oldestAt: newest.at(-1)?.receivedAt ?? 0,
    newestAt: newest[0]?.receivedAt ?? 0,
    inboxIds: [...new Set(rows.flatMap(row => row.inboxId ?? []))],
    senders: senders.toSorted((one, other) => other.count - one.count).slice(0, 5),
    senderCount: senders.length,
  }
}

function matches(filter: MessageFilter): (row: MessageDetail) => boolean {
  const { inboxId, states, causes, search, receivedSince, receivedBefore, ticketId, withGone } = filter
  return row =>
    (!inboxId || row.inboxId === inboxId) &&
    (!states?.length || states.includes(row.state)) &&
    (!causes || causes.includes(codeOf(row))) &&
    (!search || foldedText(row).includes(fold(search))) &&
    (receivedSince === undefined || row.receivedAt >= receivedSince) &&
    (receivedBefore === undefined || row.receivedAt < receivedBefore) &&
    (!ticketId || row.ticketId === ticketId) &&
    (withGone || row.presence !== 'gone')
}

function foldedText({ fromName, fromAddress, subject, ticketRef, reason }: MessageRow): string {
  return fold([fromName, fromAddress, subject, ticketRef ?? '', reason].join('\n'))
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function sorted(rows: readonly MessageDetail[], { by, descending }: MessageSort): readonly MessageDetail[] {
  const key = (row: MessageDetail): string | number => {
    switch (by) {
      case 'received':
        return row.receivedAt
      case 'size':
        return row.sizeBytes
      case 'from':
        return fold(row.fromName || row.fromAddress)
      case 'subject':
        return fold(row.subject)
      case 'state':
        return row.state
      case 'ticket':
        return row.ticketRef ?? ''
    }
  }
  const way = descending ? -1 : 1
  return rows.toSorted((one, other) => {
    const [low, high] = [key(one), key(other)]
    return low === high ? 0 : low < high ? -way : way
  })
}
