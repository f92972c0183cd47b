import { sql } from 'kysely'
import type { CheckFault } from '../../../src-preload/contract/entities/operations.ts'
import { foldText } from '../store/fold-text.ts'
import type { Reads } from '../store/handles.ts'

const PAGE = 5000

/** What lists are searched and sorted by says the same as the rows themselves. */
export async function checkLists(reads: Reads): Promise<CheckFault[]> {
  const texts = await messagesWithOtherTexts(reads)
  const refs = await messagesWithOtherRef(reads)
  const titles = await ticketsWithOtherTitle(reads)
  const faults = [
    ...texts.map(id => `Lists find and sort message ${id} by another sender or subject than it has.`),
    ...refs.map(id => `Lists show message ${id} with another ticket than it has.`),
    ...titles.map(ref => `Lists sort ${ref} by another title than it has.`),
  ]
  return faults.map(message => ({ kind: 'index-behind', message }))
}

async function messagesWithOtherTexts(reads: Reads): Promise<readonly number[]> {
  const found: number[] = []
  for (let after = 0; ; ) {
    const rows = await reads
      .selectFrom('message')
      .select(['id', 'subject', 'from_name', 'from_address', 'subject_folded', 'from_folded'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      const sender = foldText(`${row.from_name} ${row.from_address}`.trim())
      if (row.subject_folded !== foldText(row.subject) || row.from_folded !== sender) found.push(row.id)
      after = row.id
    }
    if (rows.length < PAGE) return found
  }
}

async function messagesWithOtherRef(reads: Reads): Promise<readonly number[]> {
  const found = await sql<{ id: number }>`
    SELECT message.id FROM message
      LEFT JOIN ticket ON ticket.id = message.ticket_id
      LEFT JOIN deleted_ticket ON deleted_ticket.id = message.ticket_id
    WHERE ticket_ref <> coalesce(ticket.ref, deleted_ticket.ref, '')`.execute(reads)
  return found.rows.map(row => row.id)
}

/** Those that wait to be indexed have a while. */
async function ticketsWithOtherTitle(reads: Reads): Promise<readonly string[]> {
  const rows = await reads
    .selectFrom('ticket_indexed')
    .innerJoin('ticket', 'ticket.id', 'ticket_indexed.ticket_id')
    .select(['ref', 'title', 'title_folded'])
    .whereRef('ticket.revision', '=', 'ticket_indexed.revision')
    .execute()
  return rows.filter(row => row.title_folded !== foldText(row.title)).map(row => row.ref)
}
