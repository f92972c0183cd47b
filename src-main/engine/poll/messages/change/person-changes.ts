import { sql } from 'kysely'
import { cancelWaitingActions, queueActions } from '../../../outbox/queue-actions.ts'
import type { Tx } from '../../../store/handles.ts'
import { backToNew } from './back-to-new.ts'
import type { MessageChange } from './change-in-batches.ts'
import { amongRows, type MessageGlance } from './message-glance.ts'

/** Back to new. A processed message remembers its ticket and is taken into it again: no second ticket. */
export const reset: MessageChange = {
  action: 'reset',
  apply: (tx, messages, now) => backToNew(tx, messages, { into: { kind: 'own-ticket' }, passOver: false }, now),
}

export const ignore: MessageChange = {
  action: 'ignore',
  async apply(tx, messages, now) {
    const ids = idsOf(messages)
    await cancelWaitingActions(tx, ids, now)
    await sql`UPDATE message SET state = 'ignored', reason_code = 'by-hand', reason = 'A person ignored it.',
        presence = CASE presence WHEN 'action-waiting' THEN 'on-server' ELSE presence END
      WHERE id IN ${amongRows(ids)}`.execute(tx)
  },
}

/** Queues the removal from the server, after the grace time. The stored mail and its record stay. */
export function removal(graceMs: number): MessageChange {
  return {
    action: 'delete',
    async apply(tx, messages, now) {
      await settleNew(tx, messages, 'A person deleted it before it was processed.')
      const action = { kind: 'delete', targetFolder: null, because: 'by-hand', dueAt: now + graceMs } as const
      await queueActions(tx, idsOf(messages), action, now)
    },
  }
}

/** Queues the move to another folder. `refuse` knows which folders can be reached from where. */
export function move(
  targetFolder: string,
  graceMs: number,
  refuse: (message: MessageGlance) => string | null,
): MessageChange {
  return {
    action: 'move',
    refuse,
    async apply(tx, messages, now) {
      await settleNew(tx, messages, 'A person moved it before it was processed.')
      await queueActions(
        tx,
        idsOf(messages),
        { kind: 'move', targetFolder, because: 'by-hand', dueAt: now + graceMs },
        now,
      )
    },
  }
}

/** What is about to leave the server must not be taken up any more. */
async function settleNew(tx: Tx, messages: readonly MessageGlance[], reason: string): Promise<void> {
  const fresh = messages.filter(message => message.state === 'new')
  if (fresh.length === 0) return
  await sql`UPDATE message SET state = 'ignored', reason_code = 'by-hand', reason = ${reason}
    WHERE id IN ${amongRows(idsOf(fresh))}`.execute(tx)
}

function idsOf(messages: readonly MessageGlance[]): readonly number[] {
  return messages.map(message => message.id)
}
