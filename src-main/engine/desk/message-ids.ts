import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { TicketClass } from './classes/class-definition.ts'
import { classDefinition } from './classes/ticket-classes.ts'

/**
 * Message-IDs of the mails we send, so that an answer finds its ticket and nobody can name a ticket by guessing:
 *
 *     <r.2s.k3v9x0q2m7aw.jq7xw2mza4nfsk5ey3bt@deskid.postdesk.invalid>
 *      class, ticket id in base 36, random, keyed signature over everything else
 *
 * Lower case, digits and dots only, at most 78 characters: survives every client, and a gateway that changes the case.
 */
export type MessageIdKey = {
  readonly deskId: string
  readonly key: string | Uint8Array
  /** Of before, after a restore: they sign nothing more, and what they signed is still ours. */
  readonly olderKeys?: readonly (string | Uint8Array)[]
}
type TicketName = MessageIdKey & { readonly ticketClass: TicketClass; readonly ticketId: number }

const DOMAIN = 'postdesk.invalid'
const RANDOM_LENGTH = 12
/** In the place of the random part; another length than it, so that the two can never be mistaken. */
const THREAD = 'thread'
/** 20 characters of base 32 are 100 bits. */
const SIGNATURE_LENGTH = 20
const SHAPE = new RegExp(
  `^<?([a-z])\\.([1-9a-z][0-9a-z]{0,10})\\.([a-z2-7]{${RANDOM_LENGTH}}|${THREAD})\\.([a-z2-7]{${SIGNATURE_LENGTH}})@([a-z0-9.-]{1,80})>?$`,
)

/** `random` is anything that was never used before, such as a UUID; only its hash is shown. */
export function mintMessageId({ random, ...ticket }: TicketName & { readonly random: string }): string {
  return write(ticket, base32(createHash('sha256').update(random).digest()).slice(0, RANDOM_LENGTH))
}

/** The same id for every mail of a ticket: in their References it makes one thread of them. */
export function threadReference(ticket: TicketName): string {
  return write(ticket, THREAD)
}

/** The ticket that an id names; null when it is not ours, is of another desk, was changed or cut. */
export function readMessageId(
  id: string,
  { deskId, key, olderKeys = [] }: MessageIdKey,
): { readonly ticketId: number } | null {
  const [, prefix, ticket, random, signature, host] = SHAPE.exec(id.trim().toLowerCase()) ?? []
  if (!prefix || !ticket || !random || !signature || host !== hostOf(deskId)) return null
  const signed = `${prefix}.${ticket}.${random}@${host}`
  const isOurs = [key, ...olderKeys].some(one =>
    timingSafeEqual(Buffer.from(sign(signed, one)), Buffer.from(signature)),
  )
  if (!isOurs) return null
  const ticketId = Number.parseInt(ticket, 36)
  return Number.isSafeInteger(ticketId) ? { ticketId } : null
}

function write({ ticketClass, ticketId, deskId, key }: TicketName, random: string): string {
  const prefix = classDefinition(ticketClass).prefix.toLowerCase()
  const local = `${prefix}.${ticketId.toString(36)}.${random}`
  const host = hostOf(deskId)
  return `<${local}.${sign(`${local}@${host}`, key)}@${host}>`
}

/** A short desk id as it is, any other one by its hash: the whole id has to fit a line. */
function hostOf(deskId: string): string {
  const label = /^[a-z0-9]{1,12}$/.test(deskId)
    ? deskId
    : base32(createHash('sha256').update(deskId).digest()).slice(0, 12)
  return `${label}.${DOMAIN}`
}

function sign(text: string, key: string | Uint8Array): string {
  return base32(createHmac('sha256', key).update(text).digest()).slice(0, SIGNATURE_LENGTH)
}

/** RFC 4648 base 32 in lower case, without padding. */
function base32(bytes: Uint8Array): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(value >>> bits) & 31]
    }
  }
  return text
}
