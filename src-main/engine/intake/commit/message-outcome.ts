import type { TraceEntry } from '../../../../src-preload/contract/entities/message.ts'
import type { Mail } from '../../mail/model.ts'
import { foldText } from '../../store/fold-text.ts'
import type { Tx } from '../../store/handles.ts'
import type { DeskSchema } from '../../store/schema.ts'

export type Outcome = {
  readonly state: DeskSchema['message']['state']
  readonly code: string
  readonly reason: string
  readonly ticket: { readonly id: number; readonly ref: string } | null
  readonly decision: unknown
  readonly trace: readonly TraceEntry[]
}

/** A message left the state `new` while it was being decided: by a person, or by another pass. */
export class AlreadyDecided extends Error {}

/**
 * The guard of "exactly one effect": a message is decided once. When it is not `new` any more, somebody else decided
 * it, and all that this decision wrote is undone by the throw.
 */
export async function recordOutcome(
  tx: Tx,
  rowId: number,
  mail: Pick<Mail, 'messageId' | 'subject' | 'from' | 'sentAt'> & { readonly fingerprint?: string },
  outcome: Outcome,
  now: number,
): Promise<void> {
  const fromName = mail.from?.name ?? ''
  const fromAddress = mail.from?.address ?? ''
  const result = await tx
    .updateTable('message')
    .set({
      state: outcome.state,
      reason_code: outcome.code,
      reason: outcome.reason,
      ticket_id: outcome.ticket?.id ?? null,
      ticket_ref: outcome.ticket?.ref ?? '',
      into_ticket_id: null,
      pass_over: null,
      attempts: 0,
      reading: null,
      waits_for_id: null,
      processed_at: now,
      fingerprint: mail.fingerprint ?? null,
      message_id: mail.messageId,
      subject: mail.subject,
      from_name: fromName,
      from_address: fromAddress,
      from_folded: foldText(`${fromName} ${fromAddress}`.trim()),
      subject_folded: foldText(mail.subject),
      sent_at: mail.sentAt,
      decision: JSON.stringify(outcome.decision),
      trace: JSON.stringify(outcome.trace),
    })
    .where('id', '=', rowId)
    .where('state', '=', 'new')
    .executeTakeFirst()
  if (result.numUpdatedRows !== 1n) throw new AlreadyDecided(`Message ${rowId} is not new any more.`)
}
