import type { Reads } from '../../store/handles.ts'

/** What the full-text index holds of a ticket. */
export type TicketDocument = {
  readonly ticketId: number
  readonly revision: number
  readonly ref: string
  readonly title: string
  readonly description: string
  readonly log: string
  readonly people: string
  readonly attachments: string
}

/** Enough to find a ticket; a log of many megabytes would hold up everybody's transactions. */
const LONGEST_TEXT = 500_000

/** The documents of those tickets that are still there. Five queries, however many tickets. */
export async function readDocuments(reads: Reads, ticketIds: readonly number[]): Promise<readonly TicketDocument[]> {
  const tickets = await reads
    .selectFrom('ticket')
    .select(['id', 'revision', 'ref', 'title', 'description_text', 'caller_id'])
    .where('id', 'in', ticketIds)
    .execute()
  const entries = Map.groupBy(await readEntries(reads, ticketIds), row => row.ticket_id)
  const contacts = Map.groupBy(await readContacts(reads, ticketIds), row => row.ticket_id)
  const attachments = Map.groupBy(await readAttachments(reads, ticketIds), row => row.ticket_id)
  const involved = [...tickets.map(row => row.caller_id), ...[...contacts.values()].flat().map(row => row.person_id)]
  const persons = await readPersons(reads, [...new Set(involved.filter(id => id !== null))])
  return tickets.map(ticket => {
    const log = entries.get(ticket.id) ?? []
    const known = [ticket.caller_id, ...(contacts.get(ticket.id) ?? []).map(row => row.person_id)]
    const authors = log.map(entry => `${entry.author_name} ${entry.author_address}`)
    return {
      ticketId: ticket.id,
      revision: ticket.revision,
      ref: ticket.ref,
      title: ticket.title,
      description: ticket.description_text.slice(0, LONGEST_TEXT),
      log: joined(log.map(entry => entry.text)),
      people: joined([...new Set([...known.map(id => persons.get(id ?? -1) ?? ''), ...authors])]),
      attachments: joined((attachments.get(ticket.id) ?? []).map(row => row.name)),
    }
  })
}

function joined(texts: readonly string[]): string {
  return texts.join('\n').slice(0, LONGEST_TEXT)
}

function readEntries(reads: Reads, ticketIds: readonly number[]) {
  return reads
    .selectFrom('entry')
    .select(['ticket_id', 'author_name', 'author_address', 'text'])
    .where('ticket_id', 'in', ticketIds)
    .orderBy('id', 'desc')
    .execute()
}

function readContacts(reads: Reads, ticketIds: readonly number[]) {
  return reads.selectFrom('ticket_contact').selectAll().where('ticket_id', 'in', ticketIds).execute()
}

function readAttachments(reads: Reads, ticketIds: readonly number[]) {
  return reads.selectFrom('attachment').select(['ticket_id', 'name']).where('ticket_id', 'in', ticketIds).execute()
}

async function readPersons(reads: Reads, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reads
    .selectFrom('person')
    .leftJoin('person_address', 'person_address.person_id', 'person.id')
    .select(['person.id', 'first_name', 'name', 'address'])
    .where('person.id', 'in', ids)
    .execute()
  const byId = Map.groupBy(rows, row => row.id)
  return new Map(
    [...byId].map(([id, own]) => [
      id,
      [`${own[0]?.first_name} ${own[0]?.name}`, ...own.map(row => row.address ?? '')].join(' '),
    ]),
  )
}
