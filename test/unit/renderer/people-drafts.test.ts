import { expect, test } from 'vitest'
import {
  findOrganisation,
  isComplete,
  toDrafts,
} from '../../../src-renderer/screens/errors/add-people/people-drafts.ts'

const organisations = [{ id: '1', name: 'Klant BV', domains: [] }]
const sender = { address: 'jan@klant.example', displayName: 'Jan', firstName: '', name: 'Jan', count: 2 }

test('a sender whose domain is known stands in its organisation, any other in none', () => {
  const drafts = toDrafts(
    [
      { ...sender, organisationId: '1' },
      { ...sender, organisationId: null },
    ],
    organisations,
  )
  expect(drafts.map(({ organisation, included }) => [organisation, included])).toEqual([
    ['Klant BV', true],
    ['', true],
  ])
})

test('an organisation is found whatever its case and the blanks around it', () => {
  expect(findOrganisation(organisations, ' klant bv ')?.id).toBe('1')
  expect(findOrganisation(organisations, 'Klant')).toBeUndefined()
})

test('who is added needs a name, who is not does not', () => {
  const [draft] = toDrafts([{ ...sender, name: ' ', organisationId: null }], organisations)
  expect(draft && isComplete(draft)).toBe(false)
  expect(draft && isComplete({ ...draft, included: false })).toBe(true)
})
