import { type RawBuilder, sql } from 'kysely'
import type { MessageFilter } from '../../../../../src-preload/contract/entities/message-views.ts'
import { type SearchWord, searchWords } from './search-words.ts'

/** What a list of messages shows, with the place on the server in the place of the inbox. */
export type MessageQuestion = Omit<MessageFilter, 'inboxId' | 'ticketId'> & {
  readonly folderId: number | null
  readonly ticketId: number | null
}

/**
 * The filter in SQL, over the columns of `message_listed`. Rows of vanished mail count when they vanished after
 * `goneSince`.
 */
export function messageConditions(question: MessageQuestion, goneSince: number): RawBuilder<boolean> {
  const { folderId, ticketId, states, causes, receivedSince, receivedBefore, withGone, search } = question
  const conditions: RawBuilder<boolean>[] = []
  if (folderId !== null) conditions.push(sql`message.folder_id = ${folderId}`)
  if (ticketId !== null) conditions.push(sql`message.ticket_id = ${ticketId}`)
  if (states && states.length > 0) conditions.push(sql`message.state IN (${sql.join(states)})`)
  if (causes && causes.length > 0) conditions.push(sql`message.reason_code IN (${sql.join(causes)})`)
  if (receivedSince !== undefined) conditions.push(sql`message.received_at >= ${receivedSince}`)
  if (receivedBefore !== undefined) conditions.push(sql`message.received_at < ${receivedBefore}`)
  if (!withGone) conditions.push(causes && causes.length > 0 ? stillWaits(goneSince) : stillListed(goneSince))
  for (const word of searchWords(search ?? '')) conditions.push(holdsWord(word))
  return conditions.length === 0 ? sql<boolean>`1` : sql<boolean>`(${sql.join(conditions, sql` AND `)})`
}

/** There, or vanished lately. */
export function stillListed(goneSince: number): RawBuilder<boolean> {
  return sql<boolean>`(message.presence <> 'gone' OR message.gone_at >= ${goneSince})`
}

/** Only this can stand in R-000012, and looking takes a tenth of the time. */
const PART_OF_REF = /^[a-z]?-?\d*$/

/**
 * Errors and held mail wait for a person until he has seen to them, also when the mail has gone from the server since:
 * with `error_behavior` = delete that is the rule, and the raw mail is here.
 */
export function stillWaits(goneSince: number): RawBuilder<boolean> {
  return sql<boolean>`(${stillListed(goneSince)} OR message.state IN ('error', 'held'))`
}

/** In any of the fields. The reason is Postdesk's own sentence: as it stands, or as it was typed. */
function holdsWord({ typed, folded }: SearchWord): RawBuilder<boolean> {
  const places = [
    sql<boolean>`instr(message.from_folded, ${folded})`,
    sql<boolean>`instr(message.subject_folded, ${folded})`,
    ...(PART_OF_REF.test(folded) ? [sql<boolean>`message.ticket_ref LIKE ${pattern(folded)}`] : []),
    sql<boolean>`message.reason LIKE ${pattern(folded)} ESCAPE '\\'`,
    ...(typed === folded ? [] : [sql<boolean>`message.reason LIKE ${pattern(typed)} ESCAPE '\\'`]),
  ]
  return sql<boolean>`(${sql.join(places, sql` OR `)})`
}

function pattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}
