import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import type { SettingsOverrides } from '../../src-preload/contract/settings/settings.ts'
import { i18n } from '../i18n/i18n.ts'
import { type FieldIssue, fromSchema } from './issues.ts'
import { type Line, readLines } from './lines.ts'
import { isSettingName, type SettingName, settingField, settingFields } from './setting-fields.ts'
import { linesOfSetting, readTyped, type TypedSetting, typedOf } from './typed-setting.ts'

/** The fields of an inbox as typed: a port may be half written, lists are one a line. */
export type InboxValues = Omit<
  InboxConfig,
  'port' | 'oauth_account' | 'own_addresses' | 'title_ignore_patterns' | 'disable_authenticator' | 'settings'
> & {
  readonly port: number | string
  /** '' is nobody. */
  readonly oauth_account: string
  readonly own_addresses: string
  readonly title_ignore_patterns: string
  /** In the order in which they were chosen, with commas. */
  readonly disable_authenticator: string
}
export type InboxField = keyof InboxValues

/** The settings that this inbox has for itself; null: the global one holds. */
export type OverrideValues = Readonly<Partial<Record<SettingName, TypedSetting | null>>>

export type ReadInbox = {
  /** Null while something is wrong that can be seen here. */
  readonly config: InboxConfig | null
  /** The same without what is wrong: for asking the engine about the rest. */
  readonly sound: InboxConfig | null
  readonly issues: readonly FieldIssue[]
}

const BY_LINE = [
  'own_addresses',
  'title_ignore_patterns',
  'ticket_default_values',
  'caller_default_values',
  'stimuli',
] as const

export function typedInbox({ settings: _, ...config }: InboxConfig): InboxValues {
  return {
    ...config,
    port: config.port ?? '',
    oauth_account: config.oauth_account ?? '',
    own_addresses: config.own_addresses.join('\n'),
    title_ignore_patterns: config.title_ignore_patterns.join('\n'),
    disable_authenticator: config.disable_authenticator.join(','),
  }
}

export function typedOverrides(settings: SettingsOverrides): OverrideValues {
  return Object.fromEntries(
    settingFields.map(field => [field.name, field.name in settings ? typedOf(field, settings[field.name]) : null]),
  )
}

export function newInbox(): InboxConfig {
  return { ...InboxConfig.parse({ name: '-' }), name: '' }
}

/** The configuration that was typed, and what is wrong with it. */
export function readInbox(values: InboxValues, overrides: OverrideValues): ReadInbox {
  const { port, oauth_account, ...rest } = values
  const settings = readOverrides(overrides)
  const written = {
    ...rest,
    ...(port === '' ? {} : { port }),
    ...(oauth_account === '' ? {} : { oauth_account }),
    own_addresses: readLines(values.own_addresses).map(({ text }) => text),
    title_ignore_patterns: readLines(values.title_ignore_patterns).map(({ text }) => text),
    disable_authenticator: values.disable_authenticator.split(',').filter(name => name !== ''),
    settings: settings.values,
  }
  const parsed = InboxConfig.safeParse(written)
  const found = parsed.success
    ? []
    : parsed.error.issues.flatMap(issue =>
        fromSchema([issue], fieldOfIssue, kindOf(fieldOfIssue(issue)), linesOfField(fieldOfIssue(issue), values, {})),
      )
  const missing = findMissing(values).filter(each => !found.some(({ field }) => field === each.field))
  const issues = [...found, ...missing, ...settings.issues]
  return {
    config: parsed.success && issues.length === 0 ? parsed.data : null,
    sound: soundPart(written, found),
    issues,
  }
}

const fieldOfIssue = ({ path }: { readonly path: readonly PropertyKey[] }) => String(path[0])
const kindOf = (field: string) => (field === 'pinned_certificate' ? 'fingerprint' : 'inbox')

/** The entries of a field, by its name in the configuration; none for a field of one line. */
export function linesOfField(field: string, values: InboxValues, overrides: OverrideValues): readonly Line[] {
  const name = field.replace(/^settings\./, '')
  if (name !== field) return isSettingName(name) ? linesOfSetting(overrides[name] ?? '') : []
  const text = BY_LINE.find(each => each === field)
  return text === undefined ? [] : readLines(values[text])
}

function readOverrides(overrides: OverrideValues) {
  const values: Record<string, unknown> = {}
  const issues: FieldIssue[] = []
  for (const { name } of settingFields) {
    const typed = overrides[name] ?? null
    if (typed === null) continue
    const read = readTyped(settingField(name), typed)
    if (read.ok) values[name] = read.value
    else issues.push(...read.issues.map(issue => ({ ...issue, field: `settings.${name}` })))
  }
  return { values, issues }
}

/** Fields that need each other, so that the schema alone cannot ask for them. The engine asks for them too. */
function findMissing(values: InboxValues): FieldIssue[] {
  const needed: InboxField[] = values.protocol === 'folder' ? ['path'] : ['server', 'login']
  if (values.email_storage === 'move' && values.protocol !== 'pop3') needed.push('target_folder')
  const isOauth = values.auth === 'oauth' && values.protocol !== 'folder'
  return [
    ...needed.flatMap(field =>
      String(values[field]).trim() === '' ? [{ field, message: i18n.t('form.check.needed') }] : [],
    ),
    ...(isOauth && values.oauth_account === ''
      ? [{ field: 'oauth_account', message: i18n.t('form.check.account') }]
      : []),
  ]
}

function soundPart(written: Record<string, unknown>, issues: readonly FieldIssue[]): InboxConfig | null {
  const wrong = new Set(issues.map(({ field }) => field))
  const rest = Object.fromEntries(Object.entries(written).filter(([name]) => !wrong.has(name)))
  const parsed = InboxConfig.safeParse({ name: '…', ...rest })
  return parsed.success ? parsed.data : null
}
