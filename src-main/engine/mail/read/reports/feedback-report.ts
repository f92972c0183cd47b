import { limits } from '../../limits.ts'
import type { MailReport, ReportedRecipient } from '../../model.ts'
import { addressOf } from './delivery-fields.ts'

/** RFC 5965 3.2, and the names that other senders of complaints use for the same. */
const recipientField =
  /^(?:original-rcpt-to|removal-recipient|redacted-address|x-hmxmroriginalrecipient)\s*:\s*(.*)$/gim

/** Who complained, from the fields of a `message/feedback-report` or what stands in for it. */
export function complainants(text: string): readonly ReportedRecipient[] {
  const found = [...text.matchAll(recipientField)]
    .slice(0, limits.reportRecipients)
    .map(match => addressOf(match[1] ?? ''))
    .filter(address => address !== '')
  return [...new Set(found)].map(complainant)
}

function complainant(address: string): ReportedRecipient {
  return { address, originalAddress: null, status: null, action: null, hard: false, diagnostic: '' }
}

export function feedbackReport(
  evidence: string,
  fields: string,
  about: Pick<MailReport, 'reportedMessageId'>,
): MailReport {
  const reportingMta = /^(?:reporting-mta|user-agent)\s*:\s*(?:dns;)?\s*(.{1,200})$/im.exec(fields)?.[1] ?? null
  return { kind: 'feedback', evidence, recipients: complainants(fields), reportingMta, ...about }
}

/** Complaints that come without the standard's part: a subject of the few providers that send them so. */
export const complaintSubject =
  /^(?:complaint about message from|(?:e-?mail )?(?:feedback|abuse|spam|fbl) (?:report|complaint|loop)|abuse (?:report|complaint)|spam (?:report|complaint)|\[?feedback loop)/i
export const complaintSender = /^(?:scomp|fbl|abuse-?fbl|feedback-?loop|complaints?|fbl-no-?reply|feedback|staff)@/i
