import { sql } from 'kysely'
import type { MessageState } from '../../../src-preload/contract/entities/message.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'
import type { Reads, Tx } from '../store/handles.ts'
import { rulesOnServer } from './server-bounds.ts'

type DecidedMessage = {
  readonly rowId: number
  readonly state: MessageState
  readonly ticketId: number | null
  /** Is the whole raw mail in the store? Nothing is removed from the server before it is. */
  readonly whole: boolean
  readonly rules: InboxRules
}

export type QueuedAction = {
  readonly messageRowId: number
  readonly kind: 'delete' | 'move'
  readonly targetFolder: string | null
  readonly because: string
  readonly dueAt: number
}

const DAY_MS = 86_400_000

/** What the server has to do once a message is decided; queued in the decision's transaction. */
export async function queueAfterDecision(tx: Tx, message: DecidedMessage, now: number): Promise<void> {
  const action = await actionAfterDecision(tx, message, now)
  if (action) await queueAction(tx, action, now)
}

/** One action waits for a message at a time; a later one replaces it. */
export async function queueAction(tx: Tx, action: QueuedAction, now: number): Promise<void> {
  await tx
    .updateTable('server_action')
    .set({ state: 'cancelled', ended_at: now })
    .where('message_id', '=', action.messageRowId)
    .where('state', '=', sql.lit('waiting'))
    .execute()
  await tx
    .insertInto('server_action')
    .values({
      message_id: action.messageRowId,
      kind: action.kind,
      target_folder: action.targetFolder,
      because: action.because,
      state: 'waiting',
      due_at: action.dueAt,
      created_at: now,
      last_error: null,
      ended_at: null,
    })
    .execute()
  await tx
    .updateTable('message')
    .set({ presence: 'action-waiting' })
    .where('id', '=', action.messageRowId)
    .where('presence', '=', 'on-server')
    .execute()
}

/** State x setting (E1); null when the mail stays where it is. `now` is when the message was decided. */
export async function actionAfterDecision(
  reads: Reads,
  message: DecidedMessage,
  now: number,
): Promise<QueuedAction | null> {
  if (!message.whole) return null
  const { config, settings } = message.rules
  const onServer = rulesOnServer(message.rules)
  const dueAt = now + settings.server_action_grace_seconds * 1000
  const remove = (because: string, due = dueAt): QueuedAction => ({
    messageRowId: message.rowId,
    kind: 'delete',
    targetFolder: null,
    because,
    dueAt: due,
  })
  switch (message.state) {
    case 'processed':
      switch (onServer.processed) {
        case 'stays':
          return null
        case 'deleted':
          return remove('processed')
        case 'moved':
          return { ...remove('processed'), kind: 'move', targetFolder: config.target_folder }
        case 'deleted-with-ticket':
          return (await ticketIsOver(reads, message.ticketId)) ? remove('ticket-over') : null
      }
      break
    case 'error':
      return onServer.errors === 'deleted' ? remove('error') : null
    case 'undesired':
      return onServer.undesiredAfterDays === null
        ? null
        : remove('undesired', Math.max(dueAt, now + onServer.undesiredAfterDays * DAY_MS))
    case 'ignored':
    case 'held':
    case 'new':
      return null
  }
}

async function ticketIsOver(reads: Reads, ticketId: number | null): Promise<boolean> {
  if (ticketId === null) return false
  const ticket = await reads.selectFrom('ticket').select('closed_at').where('id', '=', ticketId).executeTakeFirst()
  return !ticket || ticket.closed_at !== null
}
