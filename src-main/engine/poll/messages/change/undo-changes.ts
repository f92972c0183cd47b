import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { MOST_REFUSALS, type Outcome } from '../../../../../src-preload/contract/entities/selection.ts'
import { restoreActions } from '../../../outbox/queue-actions.ts'
import type { Tx } from '../../../store/handles.ts'
import type { PollTools } from '../../tools.ts'
import { type ChangedMessage, standsAsLeft } from './changed-message.ts'
import { glanceAtMessages } from './message-glance.ts'
import { NO_SUCH_MESSAGE } from './refusals.ts'

const BATCH = 200
const TOO_LATE = 'Something else happened to it since.'

/** Puts back every message that still stands as the change left it, with the server action that waited before. */
export async function undoChanges(
  tools: Pick<PollTools, 'store' | 'clock' | 'events' | 'holds'>,
  changed: readonly ChangedMessage[],
): Promise<Outcome> {
  const refused: Outcome['refused'] = []
  let undone = 0
  for (let start = 0; start < changed.length; start += BATCH) {
    const batch = changed.slice(start, start + BATCH)
    const refusals = await tools.store.write(tx => undoBatch(tx, batch, tools.clock.now()))
    refused.push(...refusals.slice(0, MOST_REFUSALS - refused.length))
    undone += batch.length - refusals.length
    await nextTurn()
  }
  tools.holds.release(changed.map(({ id }) => id))
  tools.events.emit('messages.changed', { inboxId: null })
  tools.events.emit('actions.changed', {})
  return { changed: undone, refused, refusedCount: changed.length - undone, undoId: null }
}

async function undoBatch(tx: Tx, batch: readonly ChangedMessage[], now: number): Promise<Outcome['refused']> {
  const glances = await glanceAtMessages(
    tx,
    batch.map(({ id }) => id),
  )
  const restored: ChangedMessage[] = []
  const refused: Outcome['refused'] = []
  for (const message of batch) {
    const { id } = message
    const current = glances.get(id)
    if (current && standsAsLeft(current, message)) restored.push(message)
    else refused.push({ id: String(id), reason: current ? TOO_LATE : NO_SUCH_MESSAGE })
  }
  if (restored.length > 0) await restore(tx, restored, now)
  return refused
}

async function restore(tx: Tx, messages: readonly ChangedMessage[], now: number): Promise<void> {
  const before = messages.map(message => ({ id: message.id, ...message.before }))
  await sql`
    UPDATE message SET
      state = stood.value ->> 'state',
      reason_code = stood.value ->> 'reasonCode',
      reason = stood.value ->> 'reason',
      presence = stood.value ->> 'presence',
      attempts = stood.value ->> 'attempts',
      into_ticket_id = stood.value ->> 'intoTicketId',
      pass_over = stood.value ->> 'passOver'
    FROM json_each(${JSON.stringify(before)}) AS stood
    WHERE message.id = stood.value ->> 'id'`.execute(tx)
  const cancelled = messages.flatMap(({ made }) => made.actionId ?? [])
  await restoreActions(tx, { cancel: cancelled, restore: before.flatMap(({ actionId }) => actionId ?? []) }, now)
}
