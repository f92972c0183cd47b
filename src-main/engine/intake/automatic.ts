import type { Mail } from '../mail/model.ts'
import type { AutomaticFinding } from './model.ts'

const human: AutomaticFinding = {
  kind: 'none',
  evidence: null,
  mayCreate: true,
  mayUpdate: true,
  mayReopen: true,
  mayBeAnswered: true,
}

/**
 * Who wrote it, by headers alone: Auto-Submitted (RFC 3834, `no` is a person, parameters and case do not matter), report
 * types (RFC 3462, 5965), then lists and bulk mail.
 */
export function classifyAutomatic(mail: Pick<Mail, 'automaticHeaders'>): AutomaticFinding {
  const find = (name: string) => mail.automaticHeaders.find(header => header.name === name)?.value.trim() ?? null
  const evidenceOf = (name: string) => `${name}: ${find(name) ?? ''}`

  const contentType = find('content-type')?.toLowerCase() ?? ''
  if (contentType.startsWith('multipart/report')) {
    if (/report-type\s*=\s*"?feedback-report/.test(contentType))
      return machine('feedback-report', evidenceOf('content-type'))
    if (/report-type\s*=\s*"?delivery-status/.test(contentType)) return machine('bounce', evidenceOf('content-type'))
  }
  const autoSubmitted = keyword(find('auto-submitted'))
  if (autoSubmitted === 'no') return human
  if (autoSubmitted !== '') return machine('auto-reply', evidenceOf('auto-submitted'))

  if (find('list-id')) return list('mailing-list', evidenceOf('list-id'))
  const precedence = keyword(find('precedence'))
  if (precedence === 'list') return list('mailing-list', evidenceOf('precedence'))
  if (precedence === 'bulk' || precedence === 'junk') return list('bulk', evidenceOf('precedence'))
  return human
}

/** The first word of a structured header: parameters after `;` and comments in brackets do not count. */
function keyword(value: string | null): string {
  return (
    (value ?? '')
      .replace(/\([^)]*\)/g, ' ')
      .split(';')[0]
      ?.trim()
      .toLowerCase() ?? ''
  )
}

function machine(kind: 'auto-reply' | 'bounce' | 'feedback-report', evidence: string): AutomaticFinding {
  return { kind, evidence, mayCreate: false, mayUpdate: false, mayReopen: false, mayBeAnswered: false }
}

function list(kind: 'mailing-list' | 'bulk', evidence: string): AutomaticFinding {
  return { kind, evidence, mayCreate: true, mayUpdate: true, mayReopen: true, mayBeAnswered: false }
}
