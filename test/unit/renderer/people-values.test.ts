import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import { en } from '../../../src-renderer/i18n/en/index.ts'
import {
  issuesOf as organisationIssues,
  refusedField,
  toSave,
} from '../../../src-renderer/screens/organisations/organisation-values.ts'
import { isSameValue, issuesOf, valuesOf } from '../../../src-renderer/screens/people/person-values.ts'

const i18n = createInstance()
await i18n.init({ lng: 'en', resources: { en: { translation: en } } })
const { t } = i18n
const line = (key: string, text: string) => ({ key, text })

describe('the form of a person', () => {
  const person = { ...valuesOf(null), name: 'Berg' }

  test('needs a last name and one address', () => {
    const issues = issuesOf(t, { ...valuesOf(null), addresses: [line('a', ' ')] })
    expect(Object.fromEntries(issues)).toEqual({ name: 'Write a last name', a: 'Write at least one address' })
  })

  test('names each address that is none, or stands there twice in whatever case', () => {
    const addresses = [line('a', 'Anna@Example.org'), line('b', 'anna at example'), line('c', 'anna@example.ORG')]
    expect([...issuesOf(t, { ...person, addresses }).keys()]).toEqual(['b', 'c'])
    expect([...issuesOf(t, { ...person, addresses: [line('a', 'anna@bücher.example'), line('b', '')] })]).toEqual([])
  })

  test('is unchanged by an empty line, and changed by another order', () => {
    const before = [line('a', 'a@example.org'), line('b', 'b@example.org')]
    expect(isSameValue('addresses', before, [...before, line('c', ' ')])).toBe(true)
    expect(isSameValue('addresses', before, before.toReversed())).toBe(false)
  })
})

describe('the form of an organisation', () => {
  test('takes domains in any script, with or without an @ before them', () => {
    const check = (...texts: string[]) => [
      ...organisationIssues(t, { name: 'N', domains: texts.map((text, at) => line(String(at), text)) }).keys(),
    ]
    expect(check('example.org', '@Mail.Example.net', 'новый.example', '')).toEqual([])
    expect(check('example', 'a b.example', 'anna@example.org', 'x..example')).toEqual(['0', '1', '2', '3'])
    expect(check('example.org', 'EXAMPLE.org')).toEqual(['1'])
  })

  test('sends what was written, and finds the line that was refused', () => {
    const values = { name: ' Klant ', domains: [line('a', ''), line('b', ' klant.example '), line('c', 'klant.nl')] }
    expect(toSave(null, values)).toEqual({ name: 'Klant', domains: ['klant.example', 'klant.nl'] })
    expect(refusedField('domains.1', values)).toBe('c')
    expect(refusedField('domains', values)).toBe('domains')
    expect(refusedField('name', values)).toBe('name')
    expect(refusedField('id', values)).toBeNull()
  })
})
