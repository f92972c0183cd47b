import { sql } from 'kysely'
import type { Mail } from '../../mail/model.ts'
import { foldText } from '../../store/fold-text.ts'
import type { Tx } from '../../store/handles.ts'

/** Code of a message that ended the process too often and waits for a person. */
const PARKED = 'interrupted'
const SHOWN_SUBJECT = 100

type Parked = { readonly id: number; readonly subject: string }

/**
 * The parked message that this mail answers, itself or through another one that waits for it; null when there is none.
 * Decided now, the mail would open a second ticket for the same matter.
 */
export async function parkedMailOf(tx: Tx, mail: Mail, rowId: number): Promise<Parked | null> {
  if (mail.references.length === 0) return null
  const answered = await tx
    .selectFrom('message')
    .select(['id', 'waits_for_id'])
    .where('message_id', 'in', [...mail.references])
    .where('id', '<>', rowId)
    .where(eb =>
      eb.or([
        eb.and([eb('state', '=', sql.lit('error')), eb('reason_code', '=', PARKED)]),
        eb.and([eb('state', '=', sql.lit('new')), eb('waits_for_id', 'is not', null)]),
      ]),
    )
    .execute()
  const ids = answered.map(({ id, waits_for_id }) => waits_for_id ?? id)
  if (ids.length === 0) return null
  const parked = await tx
    .selectFrom('message')
    .select(['id', 'subject'])
    .where('id', 'in', ids)
    .where('state', '=', sql.lit('error'))
    .where('reason_code', '=', PARKED)
    // A person who has it deleted wants nothing of it any more.
    .where('presence', '=', 'on-server')
    .orderBy('id')
    .executeTakeFirst()
  return parked ?? null
}

/** It stays new, and is taken up again as soon as the parked one waits no more. */
export async function waitForParked(tx: Tx, rowId: number, mail: Mail, parked: Parked): Promise<void> {
  const [fromName, fromAddress] = [mail.from?.name ?? '', mail.from?.address ?? '']
  await tx
    .updateTable('message')
    .set({
      waits_for_id: parked.id,
      reading: null,
      attempts: 0,
      reason_code: 'answers-interrupted',
      reason: `It answers the message “${parked.subject.slice(0, SHOWN_SUBJECT)}”, which waits for a person. It is processed once that one is processed, ignored or deleted.`,
      message_id: mail.messageId,
      subject: mail.subject,
      subject_folded: foldText(mail.subject),
      from_name: fromName,
      from_address: fromAddress,
      from_folded: foldText(`${fromName} ${fromAddress}`.trim()),
      sent_at: mail.sentAt,
    })
    .where('id', '=', rowId)
    .where('state', '=', sql.lit('new'))
    .execute()
}
