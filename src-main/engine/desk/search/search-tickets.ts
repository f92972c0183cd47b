import type { Reads } from '../../store/handles.ts'
import { idsInFullText } from './full-text.ts'
import { fullTextQuery } from './full-text-query.ts'

/**
 * Ids of the tickets that match, best first, at most `limit`. A reference typed whole comes first, even before the index
 * knows the ticket.
 */
export async function searchTickets(reads: Reads, text: string, limit = 200): Promise<readonly number[]> {
  const expression = fullTextQuery(text)
  if (expression === null) return []
  const named = await reads
    .selectFrom('ticket')
    .select('id')
    .where('ref', '=', text.trim().toUpperCase())
    .executeTakeFirst()
  const found = await idsInFullText(reads, expression, limit)
  return named ? [named.id, ...found.filter(id => id !== named.id)].slice(0, limit) : found
}
