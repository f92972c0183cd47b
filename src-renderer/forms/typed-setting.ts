import { Settings } from '../../src-preload/contract/settings/settings.ts'
import { type FieldIssue, fromSchema } from './issues.ts'
import { type Line, readLines } from './lines.ts'
import type { SettingField } from './setting-fields.ts'

/** A pattern that takes away its line, and perhaps all that follows. `key` tells the rows of the form apart. */
export type PatternRow = { readonly key: string; readonly pattern: string; readonly andRest: boolean }

/** A setting as it stands in the form, perhaps half written. */
export type TypedSetting = string | number | boolean | readonly PatternRow[] | Readonly<Record<string, string>>

export type ReadSetting =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] }

/** What the form shows for a value. */
export function typedOf(field: SettingField, value: unknown): TypedSetting {
  switch (field.kind) {
    case 'number':
      return typeof value === 'number' ? value : ''
    case 'yes-no':
      return value === true
    case 'text':
    case 'size':
    case 'dimensions':
      return typeof value === 'string' ? value : ''
    case 'lines':
      return Array.isArray(value) ? value.join('\n') : ''
    case 'tag-classes':
      return entriesOf(value)
        .map(([tag, classes]) => (Array.isArray(classes) && classes.length > 0 ? `${tag}: ${classes.join(', ')}` : tag))
        .join('\n')
    case 'pattern-switches':
      return entriesOf(value).map(([pattern, andRest]) => patternRow(pattern, andRest === true))
    case 'by-class':
      return Object.fromEntries(entriesOf(value).map(([name, choice]) => [name, String(choice)]))
  }
}

/** The value that was typed, checked by the schema of the setting; or what is wrong with it, line by line. */
export function readTyped(field: SettingField, typed: TypedSetting): ReadSetting {
  const value = untyped(field, typed)
  const parsed = Settings.shape[field.name].safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, issues: fromSchema(parsed.error.issues, () => field.name, field.kind, linesOfSetting(typed)) }
}

/** Do two typed values mean the same? Half written ones are the same only letter by letter. */
export function isSameTyped(field: SettingField, left: TypedSetting, right: TypedSetting): boolean {
  return JSON.stringify(untyped(field, left)) === JSON.stringify(untyped(field, right))
}

export function patternRow(pattern: string, andRest: boolean): PatternRow {
  return { key: crypto.randomUUID(), pattern, andRest }
}

/** Its entries: lines of a text, or patterns in their order. */
export function linesOfSetting(typed: TypedSetting): readonly Line[] {
  if (typeof typed === 'string') return readLines(typed)
  return Array.isArray(typed) ? typed.map(({ pattern }, index) => ({ line: index + 1, text: pattern.trim() })) : []
}

function untyped(field: SettingField, typed: TypedSetting): unknown {
  const text = typeof typed === 'string' ? typed : ''
  switch (field.kind) {
    case 'number':
      // Left out would mean the default; empty is a fault.
      return typed === '' ? null : typed
    case 'yes-no':
    case 'by-class':
      return typed
    case 'text':
    case 'size':
    case 'dimensions':
      return text.trim()
    case 'lines':
      return readLines(text).map(line => line.text)
    case 'tag-classes':
      return Object.fromEntries(readLines(text).map(readTag))
    case 'pattern-switches': {
      const rows = Array.isArray(typed) ? typed : []
      const written = rows.filter(({ pattern }) => pattern.trim() !== '')
      return Object.fromEntries(written.map(({ pattern, andRest }) => [pattern.trim(), andRest]))
    }
  }
}

/** `div: gmail_quote, moz-cite-prefix`: the tag in small letters, its classes by comma or blank. */
function readTag({ text }: Line): [string, string[]] {
  const [tag = '', ...classes] = text.split(/[\s:,]+/).filter(part => part !== '')
  return [tag.toLowerCase(), classes]
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
