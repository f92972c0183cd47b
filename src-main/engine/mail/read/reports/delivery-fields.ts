import { limits } from '../../limits.ts'
import { decodeWords } from '../encoded-words.ts'

/** One group of fields about one recipient, as it stands in a `message/delivery-status` (RFC 3464 2.3). */
export type RecipientFields = {
  readonly final: string
  readonly original: string
  readonly action: string | null
  readonly status: string | null
  readonly diagnostic: string
}

export type DeliveryFields = { readonly reportingMta: string | null; readonly recipients: readonly RecipientFields[] }

type Draft = { -readonly [K in keyof RecipientFields]: RecipientFields[K] }

/**
 * Reads the fields wherever they stand, one after the other: groups that lost their blank line, fields in the order of the
 * odd server, several addresses under one status. A new group begins where a field comes that the last one has.
 */
export function parseDeliveryFields(text: string): DeliveryFields {
  const recipients: Draft[] = []
  let reportingMta: string | null = null
  let group: Draft = emptyGroup()
  const seen = new Set<string>()
  const close = () => {
    if (group.final !== '' || group.original !== '') recipients.push(group)
    group = emptyGroup()
    seen.clear()
  }
  for (const line of unfold(text)) {
    const [, name = '', value = ''] = /^([A-Za-z-]{3,40})\s*:\s*(.*)$/s.exec(line) ?? []
    const field = name.toLowerCase()
    if (recipients.length >= limits.reportRecipients) break
    if (field === 'reporting-mta' || field === 'generating-mta') reportingMta ??= stripType(value) || null
    if (line === '' && group.final !== '') close()
    if (!recipientFields.has(field)) continue
    if (seen.has(field) && (field === 'final-recipient' || group.final !== '')) close()
    seen.add(field)
    if (field === 'final-recipient') group.final = addressOf(value)
    else if (field === 'original-recipient' || field === 'x-actual-recipient') group.original ||= addressOf(value)
    else if (field === 'action') group.action = value.toLowerCase().split(/[\s(;]/)[0] || null
    else if (field === 'status') group.status = /[245]\.\d{1,3}\.\d{1,3}/.exec(value)?.[0] ?? null
    else group.diagnostic = `${group.diagnostic} ${stripType(decodeWords(value))}`.trim().slice(0, 4_000)
  }
  close()
  return { reportingMta, recipients }
}

const recipientFields = new Set([
  'final-recipient',
  'original-recipient',
  'x-actual-recipient',
  'action',
  'status',
  'diagnostic-code',
  'x-notes',
  'x-display-name-reason',
])

function emptyGroup(): Draft {
  return { final: '', original: '', action: null, status: null, diagnostic: '' }
}

function unfold(text: string): string[] {
  const lines: string[] = []
  for (const line of text.split('\n', 20_000)) {
    const last = lines.at(-1)
    if (/^[ \t]+\S/.test(line) && last) lines[lines.length - 1] = `${last} ${line.trim()}`.slice(0, 8_000)
    else lines.push(line.trim())
  }
  return lines
}

/** `rfc822; name@example.org`, the type left out by some, doubled by others, the address in brackets. */
export function addressOf(value: string): string {
  const bare = stripType(stripType(value))
    .replace(/^.*<([^<>]*)>.*$/s, '$1')
    .replace(/^["']+|["',;]+$/g, '')
    .trim()
  const found = /[^\s<>"',;()]+@[^\s<>"',;()]+/.exec(bare)?.[0]
  return (found ?? bare.split(/\s/)[0] ?? '').slice(0, limits.addressLength)
}

function stripType(value: string): string {
  return value.replace(/^\s*[A-Za-z0-9-]{1,30}\s*;\s*/, '').trim()
}
