import { setImmediate as nextTurn } from 'node:timers/promises'
import type { TraceEntry } from '../../../src-preload/contract/entities/message.ts'
import type { MessageIdKey } from '../desk/message-ids.ts'
import { describeError } from '../errors.ts'
import type { EventBus } from '../events.ts'
import type { Mail, MailReader, ReadReply } from '../mail/model.ts'
import { queueAfterDecision } from '../outbox/queue-action.ts'
import type { Clock, Log, Probe } from '../ports.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'
import { type Tx, withSavepoint } from '../store/handles.ts'
import type { DeskStore } from '../store/open.ts'
import { type Committed, commitDecision } from './commit/commit-decision.ts'
import { AlreadyDecided, recordOutcome } from './commit/message-outcome.ts'
import { parkedMailOf, waitForParked } from './commit/wait-for-parked.ts'
import { decide } from './decide.ts'
import { createDeskRoom } from './desk-room.ts'
import { hasTypedInside, heldTextsOf, readWithHeld } from './held-texts.ts'
import { putInSlices } from './keep.ts'
import type { Incoming } from './model.ts'
import { releaseBytes } from './release-bytes.ts'

/** A message whose raw bytes are in the store and that waits for its decision. */
export type KeptMessage = {
  readonly rowId: number
  readonly inboxId: number
  readonly raw: Uint8Array
  readonly sizeBytes: number
  readonly receivedAt: number
  readonly whole: boolean
  readonly intoTicketId: number | null
  readonly passOver: string | null
  readonly rules: InboxRules
}

export type UnderstoodMessage = KeptMessage & {
  readonly reply: ReadReply
  /** Read a second time, with what its ticket says. */
  readonly readAgain?: boolean
}

/** The mail has to be read with these texts of its ticket first; no worker is awaited inside a transaction. */
type ToReadAgain = { readonly heldTexts: readonly string[] }

export type IntakeTools = {
  readonly store: DeskStore
  readonly reader: MailReader
  readonly messageIdKey: MessageIdKey
  readonly clock: Clock
  readonly log: Log
  readonly events: EventBus
  readonly probe: Probe
}

/** A batch ends after this long, so that screens and lines are served between two batches. */
const BATCH_MS = 10
const BATCH_MESSAGES = 100

/** Understand: pure and parallel, in the workers. */
export async function understand(
  reader: Pick<MailReader, 'read'>,
  messages: readonly KeptMessage[],
): Promise<readonly UnderstoodMessage[]> {
  return Promise.all(
    messages.map(async message => ({
      ...message,
      reply: await reader.read({ raw: message.raw, rules: message.rules.read }),
    })),
  )
}

/**
 * Decide and commit, one message at a time in the order given: a mail, its reply and a second mail of the same new
 * sender may stand in one batch. A savepoint a message; ticket, record and queued server action become durable together.
 */
export async function decideAll(
  tools: IntakeTools,
  messages: readonly UnderstoodMessage[],
): Promise<readonly (Committed | null)[]> {
  const { store, reader, clock, probe } = tools
  const lane = [...messages]
  const contents = messages.flatMap(({ reply }) => (reply.ok ? reply.contents : []))
  await putInSlices(store.blobs, contents, clock.now())
  for (const { bytes } of contents) releaseBytes(bytes)
  probe.reached('understood')

  const outcomes: (Committed | null)[] = []
  while (outcomes.length < messages.length) {
    const { done, toReadAgain } = await store.write(tx =>
      decideBatch(tools, tx, lane.slice(outcomes.length, outcomes.length + BATCH_MESSAGES)),
    )
    probe.reached('committed')
    for (const [index, committed] of done.entries()) tell(tools, lane[outcomes.length + index], committed)
    outcomes.push(...done)
    const next = lane[outcomes.length]
    if (toReadAgain && next) {
      const request = { raw: next.raw, rules: next.rules.read }
      const reply = await readWithHeld(reader, request, next.reply, toReadAgain.heldTexts)
      lane[outcomes.length] = { ...next, reply, readAgain: true }
    }
    await nextTurn()
  }
  return outcomes
}

/** As many as go into one transaction; it ends before a message that has to be read again. */
async function decideBatch(
  tools: IntakeTools,
  tx: Tx,
  messages: readonly UnderstoodMessage[],
): Promise<{ readonly done: readonly (Committed | null)[]; readonly toReadAgain: ToReadAgain | null }> {
  const startedAt = performance.now()
  const done: (Committed | null)[] = []
  for (const message of messages) {
    const outcome = await decideOne(tools, tx, message)
    if (outcome !== null && 'heldTexts' in outcome) return { done, toReadAgain: outcome }
    done.push(outcome)
    tools.probe.reached('inside-batch')
    if (performance.now() - startedAt > BATCH_MS) break
  }
  return { done, toReadAgain: null }
}

async function decideOne(
  tools: IntakeTools,
  tx: Tx,
  message: UnderstoodMessage,
): Promise<Committed | ToReadAgain | null> {
  try {
    return await withSavepoint(tx, () => settle(tools, tx, message))
  } catch (error) {
    if (error instanceof AlreadyDecided) return null
    tools.log.error('message.failed', { messageId: message.rowId, error: describeError(error) })
    const reason = `Postdesk failed on this message: ${describeError(error)}. Its mail is safe; retry after an update.`
    return withSavepoint(tx, () => recordFailure(tools, tx, message, { code: 'internal', message: reason }))
  }
}

/** Null: it waits for another one. */
async function settle(tools: IntakeTools, tx: Tx, message: UnderstoodMessage): Promise<Committed | ToReadAgain | null> {
  const { reply } = message
  if (!reply.ok) return recordFailure(tools, tx, message, reply.failure)
  if (message.intoTicketId === null && message.passOver === null) {
    const parked = await parkedMailOf(tx, reply.mail, message.rowId)
    if (parked) {
      await waitForParked(tx, message.rowId, reply.mail, parked)
      return null
    }
  }
  const incoming: Incoming = {
    rowId: message.rowId,
    sizeBytes: message.sizeBytes,
    receivedAt: message.receivedAt,
    whole: message.whole,
    intoTicketId: message.intoTicketId,
    passOver: message.passOver as Incoming['passOver'],
    mail: reply.mail,
    rules: message.rules,
  }
  const decided = await decide(incoming, createDeskRoom(tx, tools.messageIdKey))
  if (decided.decision.kind === 'update' && !message.readAgain) {
    const heldTexts = await heldTextsOf(tx, decided.decision.ticketId, message.rowId)
    if (hasTypedInside(reply.mail, heldTexts)) return { heldTexts }
  }
  const read: TraceEntry = { step: 'read', outcome: 'passed', reason: readingStory(reply.mail), ms: reply.ms }
  return commitDecision(tx, message.rowId, incoming, { ...decided, trace: [read, ...decided.trace] }, tools.clock.now())
}

function readingStory({ warnings, signature }: Mail): string {
  const said = signature ? [signature.why, ...warnings] : warnings
  return said.length === 0 ? 'The mail was read.' : `The mail was read: ${said.join(' ')}`
}

async function recordFailure(
  tools: IntakeTools,
  tx: Tx,
  message: UnderstoodMessage,
  failure: { readonly code: string; readonly message: string },
): Promise<Committed> {
  const { reply } = message
  const now = tools.clock.now()
  const trace: TraceEntry[] = [{ step: 'read', outcome: 'failed', reason: failure.message, ms: reply.ms }]
  const decision = { kind: 'reject', because: failure.message, code: failure.code }
  const outcome = {
    state: 'error',
    code: failure.code,
    reason: failure.message,
    ticket: null,
    decision,
    trace,
  } as const
  await recordOutcome(tx, message.rowId, reply.ok ? reply.mail : reply.envelope, outcome, now)
  const after = {
    rowId: message.rowId,
    state: 'error',
    ticketId: null,
    whole: message.whole,
    rules: message.rules,
  } as const
  await queueAfterDecision(tx, after, now)
  return { state: 'error', kind: 'reject', ticketId: null, trace }
}

function tell(tools: IntakeTools, message: UnderstoodMessage | undefined, committed: Committed | null): void {
  if (!message || !committed) return
  const { reply } = message
  const subject = reply.ok ? reply.mail.subject : reply.envelope.subject
  const { state, trace } = committed
  tools.events.emit('message.decided', {
    id: String(message.rowId),
    inboxId: String(message.inboxId),
    state,
    subject,
    trace: [...trace],
  })
  if (committed.ticketId !== null) tools.events.emit('ticket.changed', { id: String(committed.ticketId) })
}
