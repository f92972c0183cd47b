import { limits } from '../../limits.ts'
import type { RecipientFields } from './delivery-fields.ts'

/** What a notice in JSON says; the form in which mail services post their events (Amazon SES over SNS). */
export type JsonNotice = {
  readonly kind: 'delivery' | 'feedback'
  readonly event: string
  readonly recipients: readonly RecipientFields[]
  readonly reportingMta: string | null
  readonly messageId: string | null
}

type Json = { readonly [name: string]: unknown }

/** Null when the text is no such notice. The event may be wrapped, as text, in the `Message` of an envelope. */
export function readJsonNotice(body: string): JsonNotice | null {
  if (!/^\s*\{/.test(body) || !/notificationType|eventType/.test(body)) return null
  const outer = parse(body)
  const event = outer && typeof outer['Message'] === 'string' ? parse(outer['Message']) : outer
  if (!event) return null
  const type = text(event['notificationType'] ?? event['eventType']).toLowerCase()
  const headers = record(record(event['mail'])['commonHeaders'])
  const messageId = text(headers['messageId']) || null
  const detail = record(event[type])
  if (type === 'bounce') {
    const recipients = list(detail['bouncedRecipients']).map(each => fieldsOf(record(each)))
    return { kind: 'delivery', event: 'Bounce', recipients, reportingMta: mtaOf(detail), messageId }
  }
  if (type === 'complaint') {
    const recipients = list(detail['complainedRecipients']).map(each => fieldsOf(record(each)))
    return { kind: 'feedback', event: 'Complaint', recipients, reportingMta: null, messageId }
  }
  if (type !== 'delivery') return null
  const answer = text(detail['smtpResponse'])
  const recipients = list(detail['recipients']).map(each => ({
    final: text(each),
    original: '',
    action: 'delivered',
    status: /2\.\d{1,3}\.\d{1,3}/.exec(answer)?.[0] ?? null,
    diagnostic: answer,
  }))
  return { kind: 'delivery', event: 'Delivery', recipients, reportingMta: mtaOf(detail), messageId }
}

function fieldsOf(entry: Json): RecipientFields {
  return {
    final: text(entry['emailAddress']),
    original: '',
    action: text(entry['action']) || null,
    status: /[245]\.\d{1,3}\.\d{1,3}/.exec(text(entry['status']))?.[0] ?? null,
    diagnostic: text(entry['diagnosticCode']).replace(/^smtp;\s*/i, ''),
  }
}

function mtaOf(detail: Json): string | null {
  return text(detail['reportingMTA']).replace(/^dsn;\s*/i, '') || null
}

function parse(body: string): Json | null {
  const end = body.lastIndexOf('}')
  try {
    return record(JSON.parse(body.slice(0, end + 1)))
  } catch {
    // Wrapped at a column by the mail that carries it: line ends inside of strings are the mail's, not the sender's.
    return parseUnwrapped(body.slice(0, end + 1))
  }
}

function parseUnwrapped(body: string): Json | null {
  try {
    return record(JSON.parse(body.replace(/\r?\n/g, '')))
  } catch {
    return null
  }
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, limits.reportRecipients) : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 2_000) : ''
}
