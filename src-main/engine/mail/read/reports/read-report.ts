import type { MailAddress, MailReport } from '../../model.ts'
import { allValues, firstValue, type HeaderField } from '../header-block.ts'
import { readMessageId } from '../message-ids.ts'
import type { MimeNode } from '../mime-tree.ts'
import { type DeliveryFields, parseDeliveryFields } from './delivery-fields.ts'
import { failureSentence, type HeaderSigns, mayBeReport, readHeaderSigns, saysFailure } from './delivery-signs.ts'
import { complaintSender, complaintSubject, feedbackReport } from './feedback-report.ts'
import { readJsonNotice } from './json-notice.ts'
import { findNoticeRecipients } from './notice-recipients.ts'
import { messageIdIn, type Notice, splitNotice } from './notice-text.ts'
import { fromFields, fromNotice } from './recipients.ts'
import { findReportParts, originalFields, partText, type ReportParts } from './report-parts.ts'

type Envelope = { readonly from: MailAddress | null; readonly to: readonly MailAddress[]; readonly subject: string }
type Source = {
  readonly root: MimeNode
  readonly envelope: Envelope
  readonly signs: HeaderSigns
  readonly parts: ReportParts
  readonly notice: Notice
}

/** Sentences and codes are looked for in the first page. */
const firstPage = 8_000
/** A notice comes to the point at once; a person who tells of one says hello before. */
const earlyLength = 500

/**
 * What a mail reports about another one: that it was not delivered (RFC 3464, or in words), that somebody complained
 * (RFC 5965), that it was read (RFC 8098). Null for all other mail, at the price of a few looks at its headers.
 */
export function readReport(root: MimeNode, envelope: Envelope, body: string): MailReport | null {
  const signs = readHeaderSigns(root.fields, envelope.from, envelope.subject)
  const parts = findReportParts(root)
  const notice = { text: '', original: '' }
  const source = { root, envelope, signs, parts, notice }
  const complaint = readComplaint(source, body)
  if (complaint) return complaint
  const receipt = readReceipt(source)
  if (receipt) return receipt
  const standard = isStandardDelivery(source)
  const json = readJsonReport(source, body)
  if (json) return json
  if (!standard && !mayBeReport(signs)) return null
  return readDelivery({ ...source, notice: splitNotice(body) }, standard)
}

function readComplaint(source: Source, body: string): MailReport | null {
  const { root, envelope, parts } = source
  const about = () => ({ reportedMessageId: reportedMessageId(source) })
  if (parts.feedback && root.type.startsWith('multipart/'))
    return feedbackReport('message/feedback-report', partText(parts.feedback), about())
  if (reportType(root) === 'feedback-report') return feedbackReport('report-type=feedback-report', body, about())
  if (firstValue(root.fields, 'x-apple-unsubscribe'))
    return feedbackReport('x-apple-unsubscribe', `Removal-Recipient: ${envelope.from?.address ?? ''}`, about())
  const sender = complaintSender.test(envelope.from?.address ?? '')
  if (!sender || !complaintSubject.test(envelope.subject.trim()) || !parts.original) return null
  const fields = originalFields(parts.original)
  const text = fields.map(field => `${field.name}: ${field.value}`).join('\n')
  return feedbackReport(envelope.subject.trim().slice(0, 120), text, about())
}

function readReceipt(source: Source): MailReport | null {
  const { root, parts } = source
  if (!parts.disposition && reportType(root) !== 'disposition-notification') return null
  if (!root.type.startsWith('multipart/') && root !== parts.disposition) return null
  const text = parts.disposition ? partText(parts.disposition) : ''
  return {
    kind: 'disposition',
    evidence: 'message/disposition-notification',
    recipients: [],
    reportedMessageId: messageIdIn(text) ?? reportedMessageId(source),
    reportingMta: /^reporting-ua\s*:\s*(.{1,200})$/im.exec(text)?.[1]?.trim() ?? null,
  }
}

function readJsonReport(source: Source, body: string): MailReport | null {
  const json = readJsonNotice(body)
  if (!json) return null
  return {
    kind: json.kind,
    evidence: `notificationType: ${json.event}`,
    recipients: fromFields(json.recipients, ''),
    reportedMessageId: json.messageId ?? reportedMessageId(source),
    reportingMta: json.reportingMta,
  }
}

/** By its parts or its header. A status that merely stands in somebody's mail needs a sign that a server wrote that mail. */
function isStandardDelivery({ root, signs, parts }: Source): boolean {
  const type = reportType(root)
  if (type === 'delivery-status' || (type === '' && root.type === 'multipart/report')) return true
  if (parts.delivery.length === 0) return false
  return root.type === 'multipart/report' || parts.delivery.includes(root) || mayBeReport(signs) || signs.automatic
}

function readDelivery(source: Source, standard: boolean): MailReport | null {
  const { envelope, signs, parts, notice } = source
  const fields = deliveryFields(parts.delivery.map(part => partText(part)).join('\n\n'), notice.text)
  const page = notice.text.slice(0, firstPage)
  const sentence = failureSentence(page)
  if (!standard) {
    const text = {
      sentence: sentence !== null || fields.recipients.length > 0,
      early: failureSentence(page.slice(0, earlyLength)) !== null,
      code: /\b[45]\d\d[ -]/.test(page),
      dialogue: /\b(?:RCPT TO|MAIL FROM)\s?:/i.test(page),
      original: parts.original !== null || notice.original !== '',
    }
    if (!saysFailure(signs, text)) return null
  }
  return {
    kind: 'delivery',
    evidence: evidenceOf(source, standard, sentence),
    recipients: recipientsOf(source, fields, envelope),
    reportedMessageId: reportedMessageId(source),
    reportingMta: fields.reportingMta,
  }
}

function deliveryFields(parts: string, notice: string): DeliveryFields {
  const standard = parseDeliveryFields(parts)
  if (standard.recipients.length > 0 || !/^\s*(?:final|original)-recipient\s*:/im.test(notice)) return standard
  return parseDeliveryFields(notice)
}

function recipientsOf(source: Source, fields: DeliveryFields, envelope: Envelope): MailReport['recipients'] {
  const { notice, signs, parts } = source
  if (fields.recipients.length > 0) return fromFields(fields.recipients, notice.text)
  const own = [...envelope.to, ...(envelope.from ? [envelope.from] : [])].map(each => each.address.toLowerCase())
  const named = findNoticeRecipients(notice.text, new Set(own))
  const known = signs.failedRecipients.match(/[^\s<>,;"]+@[^\s<>,;"]+/g)
  if (known && known.length > named.length) {
    const found = known.map(address => ({ address, lines: notice.text }))
    return fromNotice(found, notice.text)
  }
  if (named.length > 0) return fromNotice(named, notice.text)
  const to = parts.original
    ? firstValue(originalFields(parts.original), 'to')
    : /^>?\s?to:(.*)$/im.exec(notice.original)?.[1]
  const found = /[^\s<>,;"]+@[^\s<>,;"]+/.exec(to ?? '')?.[0]
  return found ? fromNotice([{ address: found, lines: notice.text }], notice.text) : []
}

function evidenceOf({ envelope, signs, parts }: Source, standard: boolean, sentence: string | null): string {
  if (parts.delivery.length > 0) return 'message/delivery-status'
  if (standard) return 'content-type: multipart/report'
  if (signs.failedRecipients !== '') return `x-failed-recipients: ${signs.failedRecipients.slice(0, 200)}`
  const sender = signs.nullPath ? 'return-path: <>' : `from: ${envelope.from?.address ?? ''}`
  const said =
    signs.subject !== '' ? `subject: ${signs.subject}` : sentence === null ? '' : `“${sentence.slice(0, 120)}”`
  return [sender, said].filter(Boolean).join(', ')
}

/** Of the mail that is reported; where it is not enclosed, the one that the report answers. */
function reportedMessageId({ root, parts, notice }: Source): string | null {
  const enclosed = parts.original ? readMessageId(originalFields(parts.original)) : null
  const answered: readonly HeaderField[] = ['in-reply-to', 'references'].flatMap(name =>
    allValues(root.fields, name).map(value => ({
      name: 'message-id',
      value: value.split(/\s+/).at(-1) ?? '',
      written: name,
    })),
  )
  return enclosed ?? messageIdIn(notice.original) ?? messageIdIn(notice.text) ?? readMessageId(answered.slice(0, 1))
}

function reportType(root: MimeNode): string {
  return root.type === 'multipart/report' ? (root.parameters['report-type'] ?? '').trim().toLowerCase() : ''
}
