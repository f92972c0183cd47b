import type { AutomaticKind } from '../../../../src-preload/contract/entities/message.ts'
import type { Mail } from '../../mail/model.ts'
import type { AutomaticFinding } from '../model.ts'
import { autoReplySign, type ReplySource, refusesAnswers } from './auto-reply-signs.ts'
import { evidence, headerValue, isNullSender, keywordOf } from './machine-headers.ts'
import { bulkSign, mailingListSign } from './mass-mail-signs.ts'

type Source = ReplySource & Partial<Pick<Mail, 'report'>>

/**
 * Who wrote it: a server that reports, a responder (RFC 3834, and the habits of those who do not follow it), a list, a program
 * that writes to many; else a person. Reports first, since they call themselves automatic too; then an explicit `no`.
 */
export function classifyAutomatic(mail: Source): AutomaticFinding {
  const { automaticHeaders: headers, report } = mail
  if (report?.kind === 'delivery') return machine('bounce', report.evidence)
  if (report?.kind === 'feedback') return machine('feedback-report', report.evidence)
  // A receipt says what a program did: there is nothing in it for anybody to do.
  if (report?.kind === 'disposition') return machine('auto-reply', report.evidence)
  if (keywordOf(headers, 'auto-submitted') === 'no') return person(null)

  const reply = autoReplySign(mail)
  if (reply) return machine('auto-reply', reply)
  const list = mailingListSign(headers)
  if (list) return mass('mailing-list', list)
  const bulk = bulkSign(headers)
  if (bulk) return mass('bulk', bulk)
  const refusal = isNullSender(headers)
    ? evidence('return-path', headerValue(headers, 'return-path') ?? '')
    : refusesAnswers(headers)
  return person(refusal)
}

/** `refusal` names what asks for no answer, null when nothing does. */
function person(refusal: string | null): AutomaticFinding {
  return {
    kind: 'none',
    evidence: refusal,
    mayCreate: true,
    mayUpdate: true,
    mayReopen: true,
    mayBeAnswered: refusal === null,
  }
}

function machine(
  kind: Extract<AutomaticKind, 'auto-reply' | 'bounce' | 'feedback-report'>,
  said: string,
): AutomaticFinding {
  return { kind, evidence: said, mayCreate: false, mayUpdate: false, mayReopen: false, mayBeAnswered: false }
}

function mass(kind: 'mailing-list' | 'bulk', said: string): AutomaticFinding {
  return { kind, evidence: said, mayCreate: true, mayUpdate: true, mayReopen: true, mayBeAnswered: false }
}
