import { AppError } from '../../errors.ts'
import type { MailReader } from '../../mail/model.ts'
import { type FoundIssue, invalid } from './found-issue.ts'

/** Patterns are tried in a thread that can be killed: the reader has one. */
export type PatternChecks = Pick<MailReader, 'checkPatterns'>
export type PatternLists = readonly { readonly field: string; readonly patterns: readonly string[] }[]

type PatternSettings = {
  readonly 'undesired-subject-patterns'?: readonly string[] | undefined
  readonly 'introductory-patterns'?: readonly string[] | undefined
  readonly 'multiline-delimiter-patterns'?: readonly string[] | undefined
  readonly 'delimiter-patterns'?: Readonly<Record<string, boolean>> | undefined
}

const PLAIN_LISTS = ['undesired-subject-patterns', 'introductory-patterns', 'multiline-delimiter-patterns'] as const
/** Of a pattern in a message about it: enough to know it again. */
const SHOWN_LENGTH = 200

/** The lists of settings that hold patterns; `prefix` is that of their fields in a form. */
export function patternLists(settings: PatternSettings, prefix = ''): PatternLists {
  return [
    ...PLAIN_LISTS.map(name => ({ field: `${prefix}${name}`, patterns: settings[name] ?? [] })),
    { field: `${prefix}delimiter-patterns`, patterns: Object.keys(settings['delimiter-patterns'] ?? {}) },
  ]
}

/** Each pattern that does not compile, would search without end or could not be tried in time, with its line. */
export async function findBadPatterns(reader: PatternChecks, lists: PatternLists): Promise<readonly FoundIssue[]> {
  const all = lists.flatMap(({ field, patterns }) =>
    patterns.map((pattern, index) => ({ field, pattern, line: patterns.length === 1 ? null : index + 1 })),
  )
  const checks = await reader.checkPatterns(all.map(({ pattern }) => pattern))
  return all.flatMap(({ field, pattern, line }, index) => {
    const checked = checks[index]
    if (!checked || checked.ok) return []
    const shown = pattern.length > SHOWN_LENGTH ? `${pattern.slice(0, SHOWN_LENGTH)}…` : pattern
    const place = line === null ? '' : `Line ${line}: `
    return invalid(field, `${place}The pattern ${shown} cannot be used: ${checked.message}`)
  })
}

/** Throws AppError `invalid-input` with the field of the first bad pattern. */
export async function requirePatterns(reader: PatternChecks, lists: PatternLists): Promise<void> {
  const [issue] = await findBadPatterns(reader, lists)
  if (issue) throw new AppError(issue.code, issue.message, { field: issue.field })
}
