import type { AutomaticKind } from '../../../../src-preload/contract/entities/message.ts'
import type { Mail } from '../../mail/model.ts'
import type { AutomaticFinding } from '../model.ts'
import { autoReplySign, type ReplySource, refusesAnswers } from './auto-reply-signs.ts'
import { evidence, type Headers, headerValue, isNullSender, keywordOf } from './machine-headers.ts'
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
  if (keywordOf(headers, 'auto-submitted') === 'no') {
    return person({ evidence: null, mayReopen: true, mayBeAnswered: true })
  }

  const reply = autoReplySign(mail)
  if (reply) return machine('auto-reply', reply)
  const list = mailingListSign(headers)
  if (list) return mass('mailing-list', list)
  const bulk = bulkSign(headers)
  if (bulk) return mass('bulk', bulk)
  const unasked = programSign(headers)
  if (unasked !== null) return person({ evidence: unasked, mayReopen: false, mayBeAnswered: false })
  const refusal = refusesAnswers(headers)
  return person({ evidence: refusal, mayReopen: true, mayBeAnswered: refusal === null })
}

/** A program sent it, and it says no more than that: a rule that forwards a person's mail marks it so, too. */
function programSign(headers: Headers): string | null {
  if (isNullSender(headers)) return evidence('return-path', headerValue(headers, 'return-path') ?? '')
  if (keywordOf(headers, 'auto-submitted') !== 'auto-generated') return null
  return evidence('auto-submitted', headerValue(headers, 'auto-submitted') ?? '')
}

function person(answers: Pick<AutomaticFinding, 'evidence' | 'mayReopen' | 'mayBeAnswered'>): AutomaticFinding {
  return { kind: 'none', mayCreate: true, mayUpdate: true, ...answers }
}

function machine(
  kind: Extract<AutomaticKind, 'auto-reply' | 'bounce' | 'feedback-report'>,
  said: string,
): AutomaticFinding {
  return { kind, evidence: said, mayCreate: false, mayUpdate: false, mayReopen: false, mayBeAnswered: false }
}

function mass(kind: 'mailing-list' | 'bulk', said: string): AutomaticFinding {
  return { kind, evidence: said, mayCreate: true, mayUpdate: true, mayReopen: false, mayBeAnswered: false }
}
