import type { z } from 'zod'
import type { ConfigIssue } from '../../src-preload/contract/entities/inbox.ts'
import type { ErrorCode } from '../../src-preload/contract/errors.ts'
import { formatNumber } from '../components/format.ts'
import { i18n } from '../i18n/i18n.ts'
import type { Line } from './lines.ts'

/** What is wrong with one field of a form, or with one line of it (from 1). */
export type FieldIssue = {
  readonly field: string
  readonly message: string
  readonly line?: number | undefined
  /** Why the engine refused it, where a screen has a remedy for that. */
  readonly code?: ErrorCode
}

type SchemaIssue = z.core.$ZodIssue

/** What a schema found, in the language of the screen. `fieldOf` names the field, `kind` says what should stand there. */
export function fromSchema(
  issues: readonly SchemaIssue[],
  fieldOf: (issue: SchemaIssue) => string,
  kind: string,
  lines: readonly Line[],
): FieldIssue[] {
  return issues.map(issue => {
    const index = issue.path.find(part => typeof part === 'number')
    const line = index === undefined ? undefined : lines[index]?.line
    return { field: fieldOf(issue), message: sentenceOf(issue, kind), ...(line === undefined ? {} : { line }) }
  })
}

/**
 * What the engine refuses. Fields come by path: `config.server` is the field `server`. Where the engine tells no line, it
 * is the one whose text the sentence quotes.
 */
export function fromEngine(
  { field: path, message, line }: ConfigIssue,
  linesOf: (field: string) => readonly Line[],
): FieldIssue {
  const field = path.replace(/^config\./, '')
  const quoted = linesOf(field)
    .filter(({ text }) => message.includes(text))
    .toSorted((a, b) => b.text.length - a.text.length)
  const at = line ?? quoted[0]?.line
  return { field, message, ...(at === undefined ? {} : { line: at }) }
}

function sentenceOf(issue: SchemaIssue, kind: string): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int') return i18n.t('form.check.whole')
      return i18n.t(issue.expected === 'number' ? 'form.check.number' : 'form.check.needed')
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return i18n.t('form.check.needed')
      return i18n.t('form.check.atLeast', { minimum: formatNumber(Number(issue.minimum)) })
    case 'too_big':
      if (issue.origin === 'string') return i18n.t('form.check.tooLong', { count: Number(issue.maximum) })
      if (issue.origin === 'array') return i18n.t('form.check.tooMany', { count: Number(issue.maximum) })
      return i18n.t('form.check.atMost', { maximum: formatNumber(Number(issue.maximum)) })
    case 'invalid_format':
    case 'invalid_union':
      return i18n.t(kind === 'scope' ? 'form.check.scope' : 'form.check.address')
    case 'custom':
      if (kind === 'fingerprint') return i18n.t('form.check.fingerprint')
      if (kind === 'size') return i18n.t('form.check.size')
      return kind === 'dimensions' ? i18n.t('form.check.dimensions') : issue.message
    default:
      return issue.message
  }
}
