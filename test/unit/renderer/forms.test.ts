import { describe, expect, test, vi } from 'vitest'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { Settings } from '../../../src-preload/contract/settings/settings.ts'

vi.mock('../../../src-renderer/i18n/i18n.ts', () => ({
  i18n: { t: (key: string) => key },
  currentLocale: () => 'en',
}))

const { settingField, settingFields } = await import('../../../src-renderer/forms/setting-fields.ts')
const { isSameTyped, patternRow, readTyped, typedOf } = await import('../../../src-renderer/forms/typed-setting.ts')
const { newInbox, readInbox, typedInbox, typedOverrides } = await import('../../../src-renderer/forms/inbox-values.ts')
const { fromEngine } = await import('../../../src-renderer/forms/issues.ts')
const { readLines } = await import('../../../src-renderer/forms/lines.ts')

describe('a pinned certificate in a form', () => {
  const issuesOf = (pinned_certificate: string) =>
    readInbox({ ...typedInbox(newInbox()), pinned_certificate }, typedOverrides({})).issues.filter(
      ({ field }) => field === 'pinned_certificate',
    )

  test.each(['', 'ab'.repeat(32), ` ${Array.from({ length: 32 }, () => 'AB').join(':')} `])('may be %j', text => {
    expect(issuesOf(text)).toEqual([])
  })

  test.each(['ab', 'ab'.repeat(31), 'xy'.repeat(32), 'ab'.repeat(33)])('may not be %j', text => {
    expect(issuesOf(text)).toEqual([{ field: 'pinned_certificate', message: 'form.check.fingerprint' }])
  })
})

describe('a setting in a form', () => {
  test('is there for every setting of the contract', () => {
    expect(settingFields.map(({ name }) => name)).toEqual(Object.keys(Settings.shape))
  })

  test.each(settingFields.map(field => [field.name, field] as const))('%s comes back as it went in', (_, field) => {
    const typed = typedOf(field, field.defaultValue)
    expect(readTyped(field, typed)).toEqual({ ok: true, value: field.defaultValue })
    expect(isSameTyped(field, typed, typedOf(field, field.defaultValue))).toBe(true)
  })

  test.each([
    ['periodicity', '', 'form.check.number'],
    ['periodicity', 2, 'form.check.atLeast'],
    ['periodicity', 2.5, 'form.check.whole'],
    ['maximum_email_size', 'ten', 'form.check.size'],
    ['images_minimum_size', '100', 'form.check.dimensions'],
  ] as const)('%s refuses %j in words', (name, typed, message) => {
    const read = readTyped(settingField(name), typed)
    expect(read).toEqual({ ok: false, issues: [{ field: name, message }] })
  })

  test('takes tags with their classes as they are written', () => {
    expect(readTyped(settingField('html-tags-to-remove'), 'BLOCKQUOTE\n\ndiv: a, b c')).toEqual({
      ok: true,
      value: { blockquote: [], div: ['a', 'b', 'c'] },
    })
  })

  test('leaves out patterns that nobody wrote', () => {
    const rows = [patternRow('/^>/', false), patternRow('  ', true)]
    expect(readTyped(settingField('delimiter-patterns'), rows)).toEqual({ ok: true, value: { '/^>/': false } })
  })
})

describe('an inbox in a form', () => {
  const config = InboxConfig.parse({
    name: 'Support',
    server: 'imap.example.org',
    login: 'support',
    own_addresses: ['a@example.org', 'b@example.org'],
    settings: { periodicity: 60, 'introductory-patterns': [] },
  })

  test('comes back as it went in, with its own settings only', () => {
    const read = readInbox(typedInbox(config), typedOverrides(config.settings))
    expect(read).toEqual({ config, sound: config, issues: [] })
  })

  test('names the line that is wrong, blank ones counted', () => {
    const values = { ...typedInbox(config), own_addresses: 'a@example.org\n\n  nonsense' }
    const { issues, config: whole, sound } = readInbox(values, {})
    expect(issues).toEqual([{ field: 'own_addresses', message: 'form.check.address', line: 3 }])
    expect([whole, sound?.own_addresses, sound?.server]).toEqual([null, [], 'imap.example.org'])
  })

  test('asks for what the protocol needs, and for the folder that mail moves to', () => {
    const missing = (changes: Partial<InboxConfig>) =>
      readInbox(typedInbox({ ...newInbox(), ...changes }), {}).issues.map(({ field }) => field)
    expect(missing({})).toEqual(['name', 'server', 'login'])
    expect(missing({ name: 'x', protocol: 'folder', email_storage: 'move' })).toEqual(['path', 'target_folder'])
  })

  test('says what is wrong with a setting of its own', () => {
    const { issues } = readInbox(typedInbox(config), { periodicity: 1 })
    expect(issues).toEqual([{ field: 'settings.periodicity', message: 'form.check.atLeast' }])
  })
})

describe('what the engine refuses', () => {
  const lines = () => readLines('/a/\n\n/a(b/')

  test('stands at the field it names', () => {
    expect(fromEngine({ field: 'config.server', message: 'No.' }, () => [])).toEqual({
      field: 'server',
      message: 'No.',
    })
  })

  test('stands at its line, told or quoted', () => {
    expect(fromEngine({ field: 'x', message: 'No.', line: 2 }, lines).line).toBe(2)
    expect(fromEngine({ field: 'x', message: 'The pattern /a(b/ cannot be used.' }, lines).line).toBe(3)
    expect(fromEngine({ field: 'x', message: 'No.' }, lines).line).toBeUndefined()
  })
})
