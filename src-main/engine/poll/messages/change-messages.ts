import type { MessageState } from '../../../../src-preload/contract/entities/message.ts'
import { queueAction } from '../../outbox/queue-action.ts'
import { loadGlobalSettings } from '../../settings/global-settings.ts'
import type { Tx } from '../../store/handles.ts'
import type { PollTools } from '../tools.ts'

/** How many changed, and why the others did not. */
export type ChangeOutcome = { changed: number; refused: { id: string; reason: string }[] }

type MessageGlance = {
  readonly id: number
  readonly state: MessageState
  readonly presence: 'on-server' | 'action-waiting' | 'gone'
  readonly raw_kind: 'whole' | 'headers' | 'none'
  readonly reason_code: string
  readonly ticket_id: number | null
}

/** Changes one message, or says in one sentence why it stays as it is. */
type Change = (tx: Tx, message: MessageGlance, now: number) => Promise<string | null>

const RESETTABLE: readonly MessageState[] = ['error', 'processed', 'undesired', 'ignored', 'held']
const IGNORABLE: readonly MessageState[] = ['new', 'error', 'held']

/** Back to new. A processed message remembers its ticket and is taken into it again: no second ticket. */
export async function resetMessages(tools: PollTools, ids: readonly number[]): Promise<ChangeOutcome> {
  return changeEach(tools, ids, async (tx, message) => {
    if (!RESETTABLE.includes(message.state)) return 'It is new already.'
    const intoTicket = message.state === 'processed' ? await liveTicketId(tx, message.ticket_id) : null
    await backToNew(tx, message, { into_ticket_id: intoTicket, pass_over: null })
    return null
  })
}

/** New again, with the rule that stopped it passed over once. */
export async function passOverRule(tools: PollTools, ids: readonly number[]): Promise<ChangeOutcome> {
  return changeEach(tools, ids, async (tx, message) => {
    if (message.state === 'processed') return 'It was processed already; reset it first.'
    if (message.state !== 'new') await backToNew(tx, message, { pass_over: message.reason_code })
    return null
  })
}

export async function ignoreMessages(tools: PollTools, ids: readonly number[]): Promise<ChangeOutcome> {
  return changeEach(tools, ids, async (tx, message) => {
    if (!IGNORABLE.includes(message.state)) return `A message that is ${message.state} cannot be ignored.`
    await cancelWaiting(tx, message)
    await tx
      .updateTable('message')
      .set({ state: 'ignored', reason_code: 'by-hand', reason: 'A person ignored it.' })
      .where('id', '=', message.id)
      .execute()
    return null
  })
}

/** Queues the removal from the server, after the grace time. The stored mail and its record stay. */
export async function deleteMessages(tools: PollTools, ids: readonly number[]): Promise<ChangeOutcome> {
  const { server_action_grace_seconds } = await loadGlobalSettings(tools.store.reads)
  return changeEach(tools, ids, async (tx, message, now) => {
    if (message.presence === 'gone') return 'It is not on the server any more.'
    if (message.state === 'new') {
      await tx
        .updateTable('message')
        .set({ state: 'ignored', reason_code: 'by-hand', reason: 'A person deleted it before it was processed.' })
        .where('id', '=', message.id)
        .execute()
    }
    const dueAt = now + server_action_grace_seconds * 1000
    const action = { messageRowId: message.id, kind: 'delete', targetFolder: null, because: 'by-hand', dueAt } as const
    await queueAction(tx, action, now)
    return null
  })
}

async function changeEach(tools: PollTools, ids: readonly number[], change: Change): Promise<ChangeOutcome> {
  const outcome: ChangeOutcome = { changed: 0, refused: [] }
  const now = tools.clock.now()
  for (let start = 0; start < ids.length; start += 200) {
    await tools.store.write(async tx => {
      for (const id of ids.slice(start, start + 200)) {
        const message = await tx
          .selectFrom('message')
          .select(['id', 'state', 'presence', 'raw_kind', 'reason_code', 'ticket_id'])
          .where('id', '=', id)
          .executeTakeFirst()
        const refusal = message ? await change(tx, message, now) : 'There is no such message.'
        if (refusal === null) outcome.changed += 1
        else outcome.refused.push({ id: String(id), reason: refusal })
      }
    })
  }
  tools.events.emit('messages.changed', { inboxId: null })
  return outcome
}

async function backToNew(
  tx: Tx,
  message: MessageGlance,
  how: { readonly into_ticket_id?: number | null; readonly pass_over: string | null },
): Promise<void> {
  await cancelWaiting(tx, message)
  const refetch = message.raw_kind === 'headers' && how.pass_over === 'too-big'
  await tx
    .updateTable('message')
    .set({
      state: 'new',
      reason_code: '',
      reason: 'A person reset it.',
      attempts: 0,
      ...how,
      ...(refetch ? { raw_kind: 'none', raw_sha256: null } : {}),
    })
    .where('id', '=', message.id)
    .execute()
}

async function cancelWaiting(tx: Tx, message: MessageGlance): Promise<void> {
  await tx
    .updateTable('server_action')
    .set({ state: 'cancelled' })
    .where('message_id', '=', message.id)
    .where('state', '=', 'waiting')
    .execute()
  await tx
    .updateTable('message')
    .set({ presence: 'on-server' })
    .where('id', '=', message.id)
    .where('presence', '=', 'action-waiting')
    .execute()
}

async function liveTicketId(tx: Tx, ticketId: number | null): Promise<number | null> {
  if (ticketId === null) return null
  const ticket = await tx.selectFrom('ticket').select('id').where('id', '=', ticketId).executeTakeFirst()
  return ticket?.id ?? null
}
