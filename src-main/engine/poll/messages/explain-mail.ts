import { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import type { Explanation } from '../../../../src-preload/contract/entities/message.ts'
import type { MessageIdKey } from '../../desk/message-ids.ts'
import { describeError } from '../../errors.ts'
import { classifyAutomatic } from '../../intake/automatic/classify-automatic.ts'
import { decide } from '../../intake/decide.ts'
import { createDeskRoom } from '../../intake/desk-room.ts'
import { heldTextsOf, readWithHeld } from '../../intake/held-texts.ts'
import type { Decided, Incoming } from '../../intake/model.ts'
import type { Mail, MailReader, ReadReply } from '../../mail/model.ts'
import type { InboxRules } from '../../settings/inbox-rules.ts'
import type { Reads } from '../../store/handles.ts'
import { automaticView } from './automatic-view.ts'

type ExplainTools = {
  readonly reader: Pick<MailReader, 'read'>
  readonly messageIdKey: MessageIdKey
  readonly reads: Reads
}

type MailToExplain = Pick<Incoming, 'rowId' | 'sizeBytes' | 'receivedAt' | 'whole'> & {
  /** What a person said about it when it was reset. */
  readonly byHand?: Pick<Incoming, 'intoTicketId' | 'passOver'>
  readonly file: string
  readonly raw: Uint8Array
  readonly rules: InboxRules
}

/** What an inbox without any setting of its own would do: for files that belong to none. */
export const plainInbox = InboxConfig.parse({
  name: 'explain',
  protocol: 'folder',
  unknown_caller_behavior: 'create_contact',
})

/** An explanation, with the decision itself where there is one. */
export type Considered = {
  readonly explanation: Explanation
  readonly mail: Mail | null
  readonly decided: Decided | null
}

const byNobody = { intoTicketId: null, passOver: null }

/** What would become of this mail, and why. Never throws, changes nothing. */
export async function explainMail(tools: ExplainTools, subject: MailToExplain): Promise<Explanation> {
  return (await considerMail(tools, subject)).explanation
}

/** The corridor without the commit. Never throws, changes nothing. */
export async function considerMail(tools: ExplainTools, subject: MailToExplain): Promise<Considered> {
  const startedAt = performance.now()
  const elapsed = () => Math.round((performance.now() - startedAt) * 10) / 10
  const request = { raw: subject.raw, rules: subject.rules.read }
  const reply = await tools.reader.read(request)
  if (!reply.ok) return { explanation: unreadable(subject.file, reply, elapsed()), mail: null, decided: null }
  let { mail } = reply
  try {
    const desk = createDeskRoom(tools.reads, tools.messageIdKey)
    const decideOn = () => decide({ ...subject, ...(subject.byHand ?? byNobody), mail }, desk)
    let decided = await decideOn()
    if (decided.decision.kind === 'update') {
      const heldTexts = await heldTextsOf(tools.reads, decided.decision.ticketId, subject.rowId)
      const again = await readWithHeld(tools.reader, request, reply, heldTexts)
      if (again !== reply && again.ok) {
        mail = again.mail
        decided = await decideOn()
      }
    }
    return { explanation: { ...toExplanation(subject.file, mail, decided), ms: elapsed() }, mail, decided }
  } catch (error) {
    const explanation = { ...unreadable(subject.file, reply, elapsed()), error: describeError(error) }
    return { explanation, mail, decided: null }
  }
}

function unreadable(file: string, reply: ReadReply, ms: number): Explanation {
  const error = reply.ok ? null : reply.failure.message
  return { file, ok: false, error, mail: null, automatic: null, newPart: null, decision: null, trace: [], ms }
}

function toExplanation(file: string, mail: Mail, decided: Decided): Omit<Explanation, 'ms'> {
  const automatic = decided.findings.automatic ?? classifyAutomatic(mail)
  const { newPart } = mail
  return {
    file,
    ok: true,
    error: null,
    mail: {
      messageId: mail.messageId,
      subject: mail.subject,
      from: mail.from,
      to: [...mail.to],
      cc: [...mail.cc],
      date: mail.sentAt === null ? null : new Date(mail.sentAt).toISOString(),
      format: mail.format,
      text: mail.text,
      attachments: attachmentsOf(mail, decided).map(
        ({ givenName, type, sizeBytes, sha256, disposition, contentId, kept, why }) => ({
          name: givenName,
          type,
          sizeBytes,
          sha256,
          disposition,
          contentId,
          kept,
          why,
        }),
      ),
    },
    automatic: automaticView(automatic, mail.report),
    newPart: { format: newPart.format, text: newPart.text, cutText: newPart.cutText, rule: newPart.rule },
    decision: { kind: decided.decision.kind, because: decided.decision.because },
    trace: [...decided.trace],
  }
}

/** As the desk would list them, which knows more than the mail: a picture that comes with every mail of its sender. */
function attachmentsOf(mail: Mail, { decision }: Decided): Mail['attachments'] {
  return decision.kind === 'create' || decision.kind === 'update' ? decision.attachments : mail.attachments
}
