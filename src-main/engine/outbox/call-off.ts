import { sql } from 'kysely'
import type { Tx } from '../store/handles.ts'

/**
 * Calls off what waits among these actions; returns how many did. Their mail stays on the server. `reason` is shown
 * beside each, null where a person knows it, having done it.
 */
export async function callOff(tx: Tx, which: ReturnType<typeof sql>, now: number, reason: string | null) {
  const calledOff = await sql<{ message_id: number }>`UPDATE server_action
    SET state = 'cancelled', ended_at = ${now}, last_error = coalesce(${reason}, last_error)
    WHERE state = 'waiting' AND ${which} RETURNING message_id`.execute(tx)
  const messages = JSON.stringify(calledOff.rows.map(row => row.message_id))
  await sql`UPDATE message SET presence = 'on-server'
    WHERE presence = 'action-waiting' AND id IN (SELECT value FROM json_each(${messages}))`.execute(tx)
  return calledOff.rows.length
}

/** The same for these actions, by their numbers. */
export async function callOffActions(tx: Tx, ids: readonly number[], now: number, reason: string): Promise<number> {
  if (ids.length === 0) return 0
  return callOff(tx, sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`, now, reason)
}
