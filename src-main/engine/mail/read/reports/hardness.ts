import { type Reason, reasonPhrases } from './reason-phrases.ts'

/** Reasons with which an address is dead; everything else may pass, or lies with the sender. */
const dead: ReadonlySet<Reason> = new Set(['user-unknown', 'host-unknown', 'moved', 'accepts-none'])
/** It was the sender's address that the server did not like. */
const aboutSender = /^5\.1\.[789]$/
/** Codes with which an address is dead when no words say why (RFC 3463 3.2; 5.4.310 is Exchange's "no such domain"). */
const deadCodes = /^5\.(?:1\.(?:0|1|2|3|4|6|10)|4\.(?:4|310)|3\.2)$/

/** The first exact reason in the text; null when no words say why. */
export function findReason(text: string): Reason | null {
  return reasonPhrases.find(({ phrases }) => phrases.test(text))?.reason ?? null
}

/** What a verdict on an address rests on. */
export type Evidence = {
  /** What the server said about this recipient. */
  readonly diagnostic: string
  /** The lines around it, where the command stands that the server answered. */
  readonly dialogue: string
  /** RFC 3463. */
  readonly status: string | null
  /** RFC 3464 2.3.3. */
  readonly action: string | null
}

/** Is the address itself dead, or may the next mail come through? */
export function isHard({ diagnostic, dialogue, status, action }: Evidence): boolean {
  if (action !== null && /^(?:delay|defer|deliver|relay|expand)/.test(action)) return false
  if (status === null ? onlyTemporary(diagnostic) : !status.startsWith('5')) return false
  if (status !== null && aboutSender.test(status)) return false
  const reason = findReason(diagnostic)
  if (reason === null || reason === 'refused') return status !== null && deadCodes.test(status)
  if (!dead.has(reason)) return false
  return reason !== 'user-unknown' || !isFiltered(dialogue, status)
}

/**
 * A server that turns a mail down after it has seen its content (DATA), or with 5.2.x, knows the mailbox: that one has a
 * filter, or does not accept mail now. Mobile carriers answer "user unknown" to hide which of the two it is.
 */
function isFiltered(dialogue: string, status: string | null): boolean {
  if (/\bRCPT\b/i.test(dialogue)) return false
  if (status !== null && /^5\.2\.\d+$/.test(status)) return true
  return /\bDATA\b/.test(dialogue) && !(status?.startsWith('5.1.') ?? false)
}

/** SMTP replies of class 4 and none of class 5. */
function onlyTemporary(diagnostic: string): boolean {
  return /(?:^|[\s:;(])4\d\d[ -]/.test(diagnostic) && !/(?:^|[\s:;(])5\d\d[ -]/.test(diagnostic)
}
