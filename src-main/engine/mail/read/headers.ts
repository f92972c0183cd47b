import { limits } from '../limits.ts'
import type { Envelope, Mail, MailAddress, MailHeader } from '../model.ts'
import { parseAddresses } from './addresses.ts'
import { cleanLine } from './clean-text.ts'
import { decodeWords } from './encoded-words.ts'
import { allValues, firstValue, type HeaderField, readHeaderBlock } from './header-block.ts'
import { readMessageId } from './message-ids.ts'
import { parseSentAt } from './sent-at.ts'

/** What tells a machine from a person (RFC 3834, RFC 3464, RFC 2919 and the habits of vacation responders). */
const automaticNames = new Set([
  'auto-submitted',
  'precedence',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'x-autoreply-from',
  'list-id',
  'list-unsubscribe',
  'return-path',
  'x-loop',
  'x-failed-recipients',
  'content-type',
])

/**
 * Subject, people, date and id of a mail from its header block alone: bounded, quick and without any library that
 * gives up, so that it may also run on the main thread for a mail that could not be read. Never throws.
 */
export function readEnvelope(raw: Uint8Array, now = Date.now()): Envelope {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  return envelopeOf(readHeaderBlock(bytes).fields, now)
}

export function envelopeOf(fields: readonly HeaderField[], now: number): Envelope {
  return {
    messageId: readMessageId(fields),
    subject: cleanLine(decodeWords(firstValue(fields, 'subject') ?? ''), limits.subjectLength),
    from: readSender(fields),
    to: readPeople(fields, 'to'),
    sentAt: parseSentAt(firstValue(fields, 'date'), now),
  }
}

/** Everybody in all fields of that name. */
export function readPeople(fields: readonly HeaderField[], name: string): readonly MailAddress[] {
  return allValues(fields, name)
    .flatMap(value => parseAddresses(value))
    .slice(0, limits.addresses)
}

/** The first address of From, else of Sender, else of Reply-To; a name without an address only when all lack one. */
function readSender(fields: readonly HeaderField[]): MailAddress | null {
  const candidates = ['from', 'sender', 'reply-to'].flatMap(name => readPeople(fields, name))
  return candidates.find(candidate => candidate.address.includes('@')) ?? candidates[0] ?? null
}

/** Every field in its order, for people. Decoding can be made slow by a hostile mail, so it belongs into the worker. */
export function readShownHeaders(fields: readonly HeaderField[]): readonly MailHeader[] {
  return fields.map(({ written, value }) => ({
    name: written,
    value: cleanLine(decodeWords(value), limits.headerValueLength),
  }))
}

/** The same for a mail that the worker could not read: quick whatever stands there, so encoded words stay encoded. */
export function readPlainHeaders(raw: Uint8Array): readonly MailHeader[] {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  return readHeaderBlock(bytes).fields.map(({ written, value }) => ({
    name: written,
    value: cleanLine(Buffer.from(value, 'latin1').toString('utf8'), limits.headerValueLength),
  }))
}

/** An empty value counts: `Return-Path: <>` is what says bounce. */
export function readAutomaticHeaders(fields: readonly HeaderField[]): Mail['automaticHeaders'] {
  return fields
    .filter(field => automaticNames.has(field.name) || field.name.startsWith('x-postdesk-'))
    .map(field => ({ name: field.name, value: cleanLine(decodeWords(field.value), limits.evidenceLength) }))
}
