import { classDefinition, ticketClasses } from '../../src-main/engine/desk/classes/ticket-classes.ts'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import type { TicketFilter, TicketSort, TicketViewRow } from '../../src-preload/contract/entities/ticket-views.ts'
import type { Hit } from '../../src-preload/contract/entities/view.ts'
import type { FakeHandlers } from './fake-api.ts'
import type { FakeContext } from './fake-context.ts'
import { FakeViews } from './fake-views.ts'
import { showTicket } from './show-fake-ticket.ts'

/** Lists of tickets over the fake desk: filtered, sorted and searched in memory. */
export function fakeTicketViews({ desk }: FakeContext): FakeHandlers {
  const views = new FakeViews<TicketDetail>()
  const searches = new Map<string, { readonly filter: TicketFilter; readonly sort: TicketSort }>()
  const find = ({ filter, sort }: { readonly filter: TicketFilter; readonly sort: TicketSort }) =>
    desk.tickets
      .map(ticket => showTicket(desk, ticket))
      .filter(ticket => matches(ticket, filter))
      .toSorted((a, b) => compare(a, b, sort))
  const read = (viewId: string, from: number, count: number) => {
    const words = wordsOf(searches.get(viewId)?.filter.search)
    const shown = desk.tickets.map(ticket => showTicket(desk, ticket))
    return views.rows(viewId, from, count, shown).map(row => row && toRow(row, words))
  }
  return {
    'tickets.openView': query => {
      const view = views.open(find(query))
      searches.set(view.viewId, query)
      return { ...view, rows: read(view.viewId, 0, query.first) }
    },
    'tickets.rows': ({ viewId, from, count }) => ({ rows: read(viewId, from, count) }),
    'tickets.viewNews': ({ viewId }) => {
      const query = searches.get(viewId)
      return views.news(viewId, query ? find(query) : [])
    },
    'tickets.closeView': ({ viewId }) => {
      views.close(viewId)
      return {}
    },
    'tickets.counts': () => {
      const count = (test: (ticket: TicketDetail) => boolean) => desk.tickets.filter(test).length
      return {
        total: desk.tickets.length,
        states: classDefinition('UserRequest').states.map(({ code, label }) => ({
          code,
          label,
          closed: code === 'closed',
          count: count(({ state }) => state === code),
        })),
        classes: ticketClasses.map(({ name, label }) => ({
          class: name,
          label,
          count: count(ticket => ticket.class === name),
        })),
      }
    },
  }
}

function wordsOf(search: string | undefined): readonly string[] {
  return (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
}

function textsOf(ticket: TicketDetail): readonly (readonly [Hit['field'], string])[] {
  return [
    ['ref', ticket.ref],
    ['title', ticket.title],
    ['description', ticket.descriptionText],
    ...ticket.entries.map(({ text }) => ['log', text] as const),
    ['people', `${ticket.callerName} ${ticket.callerAddress} ${ticket.organisationName}`],
    ...ticket.attachments.map(({ name }) => ['attachments', name] as const),
  ]
}

function matches(ticket: TicketDetail, filter: TicketFilter): boolean {
  const all = textsOf(ticket)
    .map(([, text]) => text.toLowerCase())
    .join('\n')
  return (
    wordsOf(filter.search).every(word => all.includes(word)) &&
    (!filter.states?.length || filter.states.includes(ticket.state)) &&
    (!filter.classes?.length || filter.classes.includes(ticket.class)) &&
    (!filter.callerId || filter.callerId === ticket.callerId) &&
    (!filter.organisationId || filter.organisationId === ticket.organisationId) &&
    ticket.updatedAt >= (filter.updatedSince ?? 0)
  )
}

function compare(a: TicketDetail, b: TicketDetail, { by, descending }: TicketSort): number {
  const turn = descending ? -1 : 1
  switch (by) {
    case 'ref':
    case 'title':
    case 'state':
    case 'priority':
      return turn * a[by].localeCompare(b[by])
    case 'caller':
      return turn * a.callerName.localeCompare(b.callerName)
    case 'organisation':
      return turn * a.organisationName.localeCompare(b.organisationName)
    case 'created':
      return turn * (a.createdAt - b.createdAt)
    case 'updated':
    case 'relevance':
      return turn * (a.updatedAt - b.updatedAt)
  }
}

function toRow(ticket: TicketDetail, words: readonly string[]): TicketViewRow {
  const hits = textsOf(ticket).flatMap(([field, text]) => {
    const parts = markWords(text, words)
    return parts.some(({ hit }) => hit) ? [{ field, parts }] : []
  })
  return { ...ticket, hits }
}

/** The text around the first hit, in pieces. */
function markWords(text: string, words: readonly string[]): Hit['parts'] {
  if (words.length === 0) return []
  const escaped = words.map(word => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const pieces = text.split(new RegExp(`(${escaped.join('|')})`, 'giu'))
  return pieces.map((piece, at) => ({ text: piece, hit: at % 2 === 1 })).filter(({ text: piece }) => piece !== '')
}
