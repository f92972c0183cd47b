import type { MailAddress } from '../../model.ts'
import { firstValue, type HeaderField } from '../header-block.ts'
import {
  daemonDisplayNames,
  daemonNames,
  failureSentences,
  failureSubjects,
  postmasterNames,
} from './notice-phrases.ts'

/** What the headers alone say about a possible delivery report; cheap enough for every mail. */
export type HeaderSigns = {
  /** The mail server's own name, or an address that only programs have. */
  readonly daemon: boolean
  readonly postmaster: boolean
  /** A list's own address, which turns mail away under a subject that says so. */
  readonly listManager: boolean
  /** The envelope had no sender (RFC 5321 4.5.5): whoever wrote it wants no answer. */
  readonly nullPath: boolean
  readonly automatic: boolean
  readonly failedRecipients: string
  /** The subject that says so, '' for none. */
  readonly subject: string
  /** It answers or forwards something: the words of a report may be quoted. */
  readonly answers: boolean
}

/** Matching is bounded: a subject says what it is in its first words. */
const subjectStart = 120

export function readHeaderSigns(
  fields: readonly HeaderField[],
  from: MailAddress | null,
  subject: string,
): HeaderSigns {
  const path = firstValue(fields, 'return-path')?.trim() ?? null
  const [fromLocal, pathLocal] = [localPart(from?.address ?? ''), localPart((path ?? '').replace(/[<>]/g, ''))]
  const written = (firstValue(fields, 'from') ?? '').trim()
  const name = from?.name ?? ''
  const start = subject.trimStart().slice(0, subjectStart)
  const autoSubmitted = (firstValue(fields, 'auto-submitted') ?? '').trim().toLowerCase()
  return {
    daemon:
      daemonNames.test(fromLocal) ||
      daemonNames.test(pathLocal) ||
      /<>/.test(written) ||
      (daemonDisplayNames.test(name) && (path === '<>' || /^(?:mailer-?daemon|post-?master)/i.test(name))),
    postmaster: postmasterNames.test(fromLocal) || daemonDisplayNames.test(name),
    listManager: /^owner-|-(?:admin|owner|request|bounces?)$/i.test(fromLocal),
    nullPath: path !== null && isNullPath(path),
    automatic: autoSubmitted.startsWith('auto-'),
    failedRecipients: firstValue(fields, 'x-failed-recipients')?.trim() ?? '',
    subject: failureSubjects.some(pattern => pattern.test(start)) ? start : '',
    answers: /^(?:re|aw|sv|antw|rif|fwd?|wg|tr|vs|odp|ref)\s?(?:\[\d+\])?:/i.test(start),
  }
}

/** `<>` as it left; `MAILER-DAEMON` where a local delivery agent (Postfix) had to write a name. */
export function isNullPath(path: string): boolean {
  return /^<?\s*>?$/.test(path.trim()) || /^<?mailer-daemon(?:@[^>]*)?>?$/i.test(path.trim())
}

/** Is it worth reading the body for a report? */
export function mayBeReport(signs: HeaderSigns): boolean {
  return signs.daemon || signs.postmaster || signs.nullPath || signs.failedRecipients !== '' || signs.subject !== ''
}

/** The first sentence that says so, null when there is none. */
export function failureSentence(notice: string): string | null {
  for (const pattern of failureSentences) {
    const match = pattern.exec(notice)
    if (match) return match[0]
  }
  return null
}

/**
 * Does a mail that is no standard report report a failure? Each sign counts; one alone never suffices, since people write
 * to a helpdesk about mail that came back.
 */
export function saysFailure(
  signs: HeaderSigns,
  text: {
    readonly sentence: boolean
    readonly early: boolean
    readonly code: boolean
    readonly dialogue: boolean
    readonly original: boolean
  },
): boolean {
  const failing = signs.subject !== '' || signs.failedRecipients !== '' || text.sentence
  const sent = signs.daemon || signs.postmaster || signs.nullPath || signs.failedRecipients !== ''
  if (signs.postmaster && text.code && text.dialogue) return true
  if (!sent && signs.listManager && signs.subject !== '') return true
  if (!sent) return signs.subject !== '' && text.early && text.original && !signs.answers
  if (signs.daemon && (failing || text.code || signs.nullPath)) return true
  if (signs.answers && !signs.nullPath) return signs.failedRecipients !== '' && text.sentence
  return failing
}

function localPart(address: string): string {
  const at = address.lastIndexOf('@')
  return (at === -1 ? address : address.slice(0, at)).trim()
}
