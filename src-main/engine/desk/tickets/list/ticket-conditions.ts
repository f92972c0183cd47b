import { type RawBuilder, sql } from 'kysely'
import type { TicketFilter } from '../../../../../src-preload/contract/entities/ticket-views.ts'

/** What a list of tickets shows, with row numbers in the place of ids. */
export type TicketQuestion = Omit<TicketFilter, 'callerId' | 'organisationId' | 'agentId'> & {
  readonly callerId: number | null
  readonly organisationId: number | null
  readonly agentId: number | null
}

/** The filter in SQL but for the search, over the columns of `ticket_listed`. */
export function ticketConditions(question: TicketQuestion): RawBuilder<boolean> {
  const { states, classes, callerId, organisationId, agentId, updatedSince, createdSince } = question
  const conditions: RawBuilder<boolean>[] = []
  if (states && states.length > 0) conditions.push(sql`ticket.state IN (${sql.join(states)})`)
  if (classes && classes.length > 0) conditions.push(sql`ticket.class IN (${sql.join(classes)})`)
  if (callerId !== null) conditions.push(sql`ticket.caller_id = ${callerId}`)
  if (organisationId !== null) conditions.push(sql`ticket.organisation_id = ${organisationId}`)
  if (agentId !== null) conditions.push(hasAgent(agentId))
  if (updatedSince !== undefined) conditions.push(sql`ticket.updated_at >= ${updatedSince}`)
  if (createdSince !== undefined) conditions.push(sql`ticket.created_at >= ${createdSince}`)
  return conditions.length === 0 ? sql<boolean>`1` : sql<boolean>`(${sql.join(conditions, sql` AND `)})`
}

/** The agent has no column of his own; an index over the field does. */
function hasAgent(agentId: number): RawBuilder<boolean> {
  return sql<boolean>`ticket.id IN (SELECT agents.id FROM ticket AS agents
    WHERE agents.fields ->> 'agent_id' = ${String(agentId)} AND agents.fields ->> 'agent_id' <> '')`
}
