import type { MessagePreview } from '../../../../src-preload/contract/entities/message-views.ts'
import { AppError } from '../../errors.ts'
import type { Decision, Incoming } from '../../intake/model.ts'
import { stateOfDecision } from '../../intake/state-of-decision.ts'
import { actionAfterDecision } from '../../outbox/queue-action.ts'
import type { Reads } from '../../store/handles.ts'
import type { PollTools } from '../tools.ts'
import { describeDecision, nothingWritten } from './describe-decision.ts'
import { considerMail } from './explain-mail.ts'
import { storedMail } from './stored-mail.ts'

/** What today's settings would make of a stored message, field by field; nothing is changed. */
export async function previewMessage(tools: PollTools, id: number): Promise<MessagePreview> {
  const { reads } = tools.store
  const { row, raw, rules } = await storedMail(tools, id)
  if (!raw) throw new AppError('not-found', 'This mail was not fetched yet: check the inbox first.', { field: 'id' })
  const whole = row.raw_kind === 'whole'
  const passOver = row.pass_over as Incoming['passOver']
  const { explanation, decided } = await considerMail(
    { ...tools, reads },
    {
      file: row.uid,
      raw,
      rules,
      rowId: id,
      sizeBytes: row.size_bytes,
      receivedAt: row.received_at,
      whole,
      byHand: { intoTicketId: row.into_ticket_id, passOver },
    },
  )
  const decision = decided?.decision ?? null
  const { trace, ...written } = decided
    ? await describeDecision(reads, decided.decision, decided.findings)
    : nothingWritten
  const ticketId = ticketOf(decision) ?? row.ticket_id
  const after = {
    rowId: id,
    // A mail that cannot be read, or at which a step fails, becomes an error.
    state: decision === null ? ('error' as const) : stateOfDecision(decision),
    ticketId,
    whole,
    rules,
  }
  const action = row.presence === 'gone' ? null : await actionAfterDecision(reads, after, tools.clock.now())
  return {
    ...explanation,
    trace: [...explanation.trace, ...trace],
    ...written,
    kind: decision?.kind ?? 'reject',
    ticketId: ticketId === null ? null : String(ticketId),
    ticketRef: ticketId === null ? null : await referenceOf(reads, ticketId),
    onServer: action?.kind ?? 'keep',
    targetFolder: action?.targetFolder ?? null,
  }
}

function ticketOf(decision: Decision | null): number | null {
  return decision?.kind === 'update' || decision?.kind === 'duplicate' ? decision.ticketId : null
}

/** Also of a ticket that was deleted since. */
async function referenceOf(reads: Reads, ticketId: number): Promise<string | null> {
  const live = await reads.selectFrom('ticket').select('ref').where('id', '=', ticketId).executeTakeFirst()
  if (live) return live.ref
  const gone = await reads.selectFrom('deleted_ticket').select('ref').where('id', '=', ticketId).executeTakeFirst()
  return gone?.ref ?? null
}
