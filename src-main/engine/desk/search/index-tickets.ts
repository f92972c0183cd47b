import { sql } from 'kysely'
import { foldText } from '../../store/fold-text.ts'
import type { Tx } from '../../store/handles.ts'
import type { DeskStore } from '../../store/open.ts'
import { readDocuments } from './document.ts'
import { removeFromIndex, replaceInIndex } from './full-text.ts'

const BATCH_TICKETS = 200
/** Tokenising is the slow part; a batch of long tickets must not hold up the intake. */
const BATCH_CHARACTERS = 4_000_000

/** Indexes up to `limit` tickets that wait, oldest first, in short transactions. Returns how many. */
export async function indexQueued(store: DeskStore, limit: number): Promise<number> {
  let indexed = 0
  while (indexed < limit) {
    const done = await store.write(tx => indexBatch(tx, Math.min(BATCH_TICKETS, limit - indexed)))
    if (done === 0) break
    indexed += done
  }
  return indexed
}

async function indexBatch(tx: Tx, size: number): Promise<number> {
  const ids = await nextInQueue(tx, size)
  if (ids.length === 0) return 0
  const documents = await readDocuments(tx, ids)
  for (const document of documents) await replaceInIndex(tx, document)
  const there = new Set(documents.map(document => document.ticketId))
  for (const id of ids) if (!there.has(id)) await removeFromIndex(tx, id)
  if (documents.length > 0) {
    await tx
      .replaceInto('ticket_indexed')
      .values(
        documents.map(({ ticketId, revision, title }) => ({
          ticket_id: ticketId,
          revision,
          title_folded: foldText(title),
        })),
      )
      .execute()
  }
  await tx.deleteFrom('index_queue').where('ticket_id', 'in', ids).execute()
  return ids.length
}

/** The oldest in the queue, as many as fit the budget of characters, at least one. */
async function nextInQueue(tx: Tx, size: number): Promise<readonly number[]> {
  const waiting = await sql<{ id: number; characters: number }>`
    SELECT index_queue.ticket_id AS id,
      coalesce((SELECT length(description_text) FROM ticket WHERE ticket.id = index_queue.ticket_id), 0)
      + coalesce((SELECT sum(length(text)) FROM entry WHERE entry.ticket_id = index_queue.ticket_id), 0) AS characters
    FROM index_queue ORDER BY queued_at, ticket_id LIMIT ${size}`.execute(tx)
  const chosen: number[] = []
  let characters = 0
  for (const row of waiting.rows) {
    characters += row.characters
    if (chosen.length > 0 && characters > BATCH_CHARACTERS) break
    chosen.push(row.id)
  }
  return chosen
}
