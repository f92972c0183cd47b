import { z } from 'zod'
import { Id } from './entities/ids.ts'
import { PollResult } from './entities/inbox.ts'
import { MessageState, TraceEntry } from './entities/message.ts'

/** Facts that carry ids: what happened, in the past tense. Who shows the thing asks for it again. */
export const events = {
  'inbox.changed': z.object({ id: Id }),
  'inbox.polled': PollResult,
  'message.decided': z.object({
    id: Id,
    inboxId: Id,
    state: MessageState,
    subject: z.string(),
    trace: z.array(TraceEntry),
  }),
  /** Messages of an inbox, or of any; which ones is not told. */
  'messages.changed': z.object({ inboxId: Id.nullable() }),
  'ticket.changed': z.object({ id: Id }),
  /** Many tickets at once; which ones is not told. */
  'tickets.changed': z.object({}),
  'people.changed': z.object({}),
  'actions.changed': z.object({}),
  'settings.changed': z.object({}),
  /** OAuth clients, their accounts, or a sign-in that has ended; which ones is not told. */
  'oauth.changed': z.object({}),
} as const

export type Events = typeof events
export type EventName = keyof Events
export type EventOf<N extends EventName> = z.infer<Events[N]>
/** Any event as it is relayed: its name beside its facts. */
export type AnyEvent = { [N in EventName]: { readonly name: N; readonly data: EventOf<N> } }[EventName]

/**
 * What a host tells at once, at most four times a second. The revision rises by one each time; when it rises by more,
 * something was left out and whoever shows anything asks for it again.
 */
export type BatchOfEvents = { readonly revision: number; readonly events: readonly AnyEvent[] }
