import type { MessageGlance } from './message-glance.ts'

/** What an undo puts back. */
const PUT_BACK = [
  'state',
  'reasonCode',
  'reason',
  'presence',
  'attempts',
  'intoTicketId',
  'passOver',
  'actionId',
] as const
/** What tells, beside that, that something else happened since. */
const TELLING = ['ticketId', 'processedAt'] as const

export type Standing = Pick<MessageGlance, (typeof PUT_BACK)[number] | (typeof TELLING)[number]>

/** How a message stood before a change, and what of it the change made other. */
export type ChangedMessage = {
  readonly id: number
  readonly before: Standing
  readonly made: Partial<Standing>
}

/** Does it still stand as the change left it? */
export function standsAsLeft(current: Standing, { before, made }: ChangedMessage): boolean {
  const left = { ...before, ...made }
  return [...PUT_BACK, ...TELLING].every(field => current[field] === left[field])
}

/**
 * Notes what changed in few bytes, since a selection may be all of 100,000: words that many messages share are held
 * once, and so is what a change made of each of them.
 */
export function createNotes(): (before: MessageGlance, after: MessageGlance) => ChangedMessage {
  const words = new Map<string, string>()
  const shared = new Map<string, Partial<Standing>>()
  const once = <Word extends string>(word: Word): Word => share(words, word, word) as Word

  return (before, after) => {
    const changes = [...PUT_BACK, ...TELLING]
      .filter(field => before[field] !== after[field])
      .map(field => [field, after[field]] as const)
    const made = Object.fromEntries(changes) as Partial<Standing>
    return {
      id: before.id,
      before: {
        state: once(before.state),
        reasonCode: once(before.reasonCode),
        reason: once(before.reason),
        presence: once(before.presence),
        attempts: before.attempts,
        intoTicketId: before.intoTicketId,
        passOver: before.passOver,
        actionId: before.actionId,
        ticketId: before.ticketId,
        processedAt: before.processedAt,
      },
      made: share(shared, JSON.stringify(made), made),
    }
  }
}

/** Beyond so many different ones, holding them once saves nothing. */
const MOST_SHARED = 1000

function share<Value>(known: Map<string, Value>, key: string, value: Value): Value {
  const first = known.get(key)
  if (first !== undefined) return first
  if (known.size < MOST_SHARED) known.set(key, value)
  return value
}
