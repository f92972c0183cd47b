import { expect, it } from 'vitest'
import { splitDisplayName } from '../../../../src-main/engine/desk/people/split-display-name.ts'

it.each([
  ['John Doe', 'John', 'Doe'],
  ['Doe, John', 'John', 'Doe'],
  ['"Doe, John"', 'John', 'Doe'],
  ["'John Doe'", 'John', 'Doe'],
  ['John Doe (Sales)', 'John', 'Doe'],
  ['Doe, John [EXT]', 'John', 'Doe'],
  ['Juan Carlos de Borbón', 'Juan Carlos de', 'Borbón'],
  ["Conan O'Brien", 'Conan', "O'Brien"],
  ['Support', '', 'Support'],
  ['山田太郎', '', '山田太郎'],
  ['  John \t\r\n  Doe  ', 'John', 'Doe'],
  ['John\u202e Doe\u0000\u200b', 'John', 'Doe'],
  ['Doe,', '', 'Doe'],
  [', John', '', 'John'],
  ['', 'jane', 'roe'],
  ['   ', 'jane', 'roe'],
  ['\u202e\u200b', 'jane', 'roe'],
  ['-- , --', 'jane', 'roe'],
  ['jane.roe@example.org', 'jane', 'roe'],
])('%j is read as first name %j and name %j', (displayName, firstName, name) => {
  expect(splitDisplayName(displayName, 'jane.roe@example.org')).toEqual({ firstName, name })
})

it.each(['@', '', '...@x', '\u202e@x', '"a, b"@x', `${'x'.repeat(5000)}@x`])(
  'there is always a name, whatever the address: %j',
  address => {
    const { name, firstName } = splitDisplayName('', address)
    expect(name).not.toBe('')
    expect(`${firstName}${name}`).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/)
    expect(name.length).toBeLessThanOrEqual(255)
  },
)
