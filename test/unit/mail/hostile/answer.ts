import type { ReadReply } from '../../../../src-main/engine/mail/model.ts'

/** What a test asks of an answer, small enough for one line. */
export type Answer = {
  readonly ok: boolean
  readonly failure: string | null
  readonly messageId: string | null
  readonly subject: string
  readonly from: string
  readonly sentAt: number | null
  readonly to: number
  readonly cc: number
  readonly references: number
  readonly parts: number
  readonly names: readonly string[]
  readonly textLength: number
  readonly textStart: string
  readonly newPartStart: string
  readonly titleHits: number
  readonly warnings: readonly string[]
}

export function summarise(reply: ReadReply): Answer {
  const { messageId, subject, from, sentAt, to } = reply.ok ? reply.mail : reply.envelope
  const mail = reply.ok ? reply.mail : null
  return {
    ok: reply.ok,
    failure: reply.ok ? null : reply.failure.message,
    messageId,
    subject,
    from: from?.address ?? '',
    sentAt,
    to: to.length,
    cc: mail?.cc.length ?? 0,
    references: mail?.references.length ?? 0,
    parts: mail?.attachments.length ?? 0,
    names: mail?.attachments.slice(0, 20).map(part => part.name) ?? [],
    textLength: mail?.text.length ?? 0,
    textStart: mail?.text.slice(0, 40) ?? '',
    newPartStart: mail?.newPart.text.slice(0, 40) ?? '',
    titleHits: mail?.subjectHits.title.length ?? 0,
    warnings: mail?.warnings ?? [],
  }
}
