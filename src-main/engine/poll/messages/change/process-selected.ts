import type { Outcome } from '../../../../../src-preload/contract/entities/selection.ts'
import { ticketByRef } from '../../../desk/tickets/find-ticket.ts'
import { AppError } from '../../../errors.ts'
import { loadGlobalSettings } from '../../../settings/global-settings.ts'
import { resolveRules } from '../../../settings/inbox-rules.ts'
import { inboxById } from '../../../settings/inboxes.ts'
import type { Reads, Tx } from '../../../store/handles.ts'
import { processRows } from '../../process-waiting.ts'
import type { PollTools } from '../../tools.ts'
import { WAITING_COLUMNS, type WaitingRow } from '../../waiting-row.ts'
import { backToNew, type Destination } from './back-to-new.ts'
import { changeInBatches, type MessageChange } from './change-in-batches.ts'
import { amongRows, type MessageGlance } from './message-glance.ts'

type How = {
  /** Passes over the rule that stopped each of them. */
  readonly anyway: boolean
  /** The reference of the ticket that they go into. */
  readonly intoTicket?: string | undefined
}

const PAGE = 500

/**
 * Decides messages now: from the store where their mail is there, else with the next check of their inbox, which is
 * started at once. Throws AppError `not-found` with field `intoTicket` for a reference that nobody has.
 */
export async function processSelected(
  tools: PollTools,
  ids: readonly number[],
  { anyway, intoTicket }: How,
  pollInbox: (inboxId: number) => Promise<unknown>,
): Promise<Outcome> {
  const ticketId = intoTicket === undefined ? null : await requireTicket(tools.store.reads, intoTicket)
  const into: Destination =
    ticketId === null ? { kind: anyway ? 'by-itself' : 'own-ticket' } : { kind: 'ticket', id: ticketId }
  const change = again(anyway, into)
  const { changed, refused, refusedCount } = await changeInBatches(tools, ids, change, (_, message) =>
    toDecide(message),
  )
  tools.holds.release(changed.map(message => message.id))
  for (const [inboxId, messages] of Map.groupBy(changed, message => message.inboxId)) {
    if (inboxId === null) continue
    const stored = messages.filter(message => message.rawKind !== 'none')
    await decideStored(tools, inboxId, stored)
    if (stored.length < messages.length) await pollInbox(inboxId)
  }
  return { changed: changed.length, refused, refusedCount, undoId: null }
}

type ToDecide = Pick<MessageGlance, 'id' | 'inboxId' | 'rawKind' | 'receivedAt'>

function toDecide({ id, inboxId, rawKind, receivedAt }: MessageGlance): ToDecide {
  return { id, inboxId, rawKind, receivedAt }
}

/** New messages go as they are; the others are new again first. */
function again(anyway: boolean, into: Destination): MessageChange {
  return {
    action: anyway ? 'process-anyway' : 'process',
    refuse: message => (into.kind === 'ticket' ? refusalOfTicket(message, into.id) : null),
    async apply(tx, messages, now) {
      const settled = messages.filter(message => message.state !== 'new')
      if (settled.length > 0) await backToNew(tx, settled, { into, passOver: anyway || into.kind === 'ticket' }, now)
      const fresh = messages.filter(message => message.state === 'new')
      if (into.kind === 'ticket' && fresh.length > 0) await sendInto(tx, fresh, into.id)
      await askForNow(tx, fresh)
    },
  }
}

/** What the server did not hand over is asked for at once, and not when its time comes. */
async function askForNow(tx: Tx, messages: readonly MessageGlance[]): Promise<void> {
  if (messages.length === 0) return
  const ids = amongRows(messages.map(message => message.id))
  await tx.updateTable('message').set({ fetch_after: 0 }).where('id', 'in', ids).execute()
}

/** A mail has one effect: what stands in one ticket never goes into another one as well, also when it was reset. */
function refusalOfTicket({ liveTicketId }: MessageGlance, intoTicketId: number): string | null {
  return liveTicketId === null || liveTicketId === intoTicketId ? null : 'It stands in another ticket already.'
}

async function sendInto(tx: Tx, messages: readonly MessageGlance[], ticketId: number): Promise<void> {
  const ids = amongRows(messages.map(message => message.id))
  await tx.updateTable('message').set({ into_ticket_id: ticketId }).where('id', 'in', ids).execute()
}

async function requireTicket(reads: Reads, ref: string): Promise<number> {
  const ticket = await ticketByRef(reads, ref)
  if (ticket) return ticket.id
  throw new AppError('not-found', `There is no ticket ${ref.trim()}.`, { field: 'intoTicket' })
}

async function decideStored(tools: PollTools, inboxId: number, messages: readonly ToDecide[]): Promise<void> {
  if (messages.length === 0) return
  const { reads } = tools.store
  const inbox = await inboxById(reads, inboxId)
  const rules = resolveRules(inbox.config, await loadGlobalSettings(reads))
  // Oldest first, so that an original comes before its reply.
  const inOrder = messages.toSorted((a, b) => a.receivedAt - b.receivedAt || a.id - b.id).map(message => message.id)
  await processRows(tools, null, inbox, rules, newRows(reads, inOrder), new AbortController().signal, () => undefined)
}

async function* newRows(reads: Reads, ids: readonly number[]): AsyncGenerator<WaitingRow> {
  for (let start = 0; start < ids.length; start += PAGE) {
    yield* await reads
      .selectFrom('message')
      .select(WAITING_COLUMNS)
      .where('id', 'in', amongRows(ids.slice(start, start + PAGE)))
      .where('state', '=', 'new')
      .orderBy('received_at')
      .orderBy('id')
      .execute()
  }
}
