import { createHash } from 'node:crypto'

/** RFC 1939, 7: 1 to 70 of these; some servers take more, and 255 do no harm. */
const usable = /^[!-~]{1,255}$/

/**
 * The identity of a message from the rest of its UIDL line (after number and blank); null when there is none. One that
 * is too long or holds other bytes is known by its digest: the blank in it keeps it apart from every real one.
 */
export function uidFrom(uidl: string): string | null {
  const bare = uidl.trim()
  if (bare === '') return null
  return usable.test(bare) ? bare : `sha256 ${createHash('sha256').update(bare, 'latin1').digest('hex')}`
}

/**
 * A server must not give one UIDL to two messages, yet those that make it from the content do so for two copies. The
 * second is known with a number behind a blank, which no UIDL holds.
 */
export function uidOfCopy(uid: string, copy: number): string {
  return copy === 1 ? uid : `${uid} ${copy}`
}
