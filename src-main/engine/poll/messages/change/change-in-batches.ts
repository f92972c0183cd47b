import { setImmediate as nextTurn } from 'node:timers/promises'
import type { MessageAction } from '../../../../../src-preload/contract/entities/message-views.ts'
import { MOST_REFUSALS, type Outcome } from '../../../../../src-preload/contract/entities/selection.ts'
import type { Tx } from '../../../store/handles.ts'
import type { PollTools } from '../../tools.ts'
import { glanceAtMessages, type MessageGlance } from './message-glance.ts'
import { NO_SUCH_MESSAGE, refusalOf } from './refusals.ts'

/** One kind of change, for many messages at once. */
export type MessageChange = {
  readonly action: MessageAction
  /** What stands against it beside the rules of the action; null when nothing does. */
  refuse?(message: MessageGlance): string | null
  apply(tx: Tx, messages: readonly MessageGlance[], now: number): Promise<void>
}

export type Changes<Note> = {
  /** What was noted of each message that changed. */
  readonly changed: readonly Note[]
  readonly refused: Outcome['refused']
  readonly refusedCount: number
}

/** Short enough a transaction for the intake and the screens not to notice. */
const BATCH = 200

/**
 * Changes these messages (each named once), in short transactions; says why the others stay as they are. `note` says
 * what the caller needs to know of a message before and after it.
 */
export async function changeInBatches<Note>(
  tools: Pick<PollTools, 'store' | 'clock' | 'events'>,
  ids: readonly number[],
  change: MessageChange,
  note: (before: MessageGlance, after: MessageGlance) => Note,
): Promise<Changes<Note>> {
  const changed: Note[] = []
  const refused: Outcome['refused'] = []
  let refusedCount = 0
  try {
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = ids.slice(start, start + BATCH)
      const { done, refusals } = await tools.store.write(tx => changeBatch(tx, batch, change, tools.clock.now()))
      for (const { before, after } of done) changed.push(note(before, after))
      refused.push(...refusals.slice(0, MOST_REFUSALS - refused.length))
      refusedCount += refusals.length
      await nextTurn()
    }
  } finally {
    if (changed.length > 0) tools.events.emit('messages.changed', { inboxId: null })
  }
  return { changed, refused, refusedCount }
}

type Done = { readonly before: MessageGlance; readonly after: MessageGlance }

async function changeBatch(
  tx: Tx,
  ids: readonly number[],
  change: MessageChange,
  now: number,
): Promise<{ readonly done: readonly Done[]; readonly refusals: Outcome['refused'] }> {
  const glances = await glanceAtMessages(tx, ids)
  const accepted: MessageGlance[] = []
  const refusals: Outcome['refused'] = []
  for (const id of ids) {
    const message = glances.get(id)
    const refusal = message ? refusalFor(change, message) : NO_SUCH_MESSAGE
    if (message && refusal === null) accepted.push(message)
    else refusals.push({ id: String(id), reason: refusal ?? NO_SUCH_MESSAGE })
  }
  if (accepted.length === 0) return { done: [], refusals }
  await change.apply(tx, accepted, now)
  const after = await glanceAtMessages(
    tx,
    accepted.map(message => message.id),
  )
  return { done: accepted.map(before => ({ before, after: after.get(before.id) ?? before })), refusals }
}

function refusalFor(change: MessageChange, message: MessageGlance): string | null {
  const hasInbox = message.inboxId !== null
  return refusalOf(change.action, { ...message, hasInbox }) ?? change.refuse?.(message) ?? null
}
