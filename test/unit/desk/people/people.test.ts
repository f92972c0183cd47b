import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contactsWithAddresses } from '../../../../src-main/engine/desk/people/contacts.ts'
import { createPerson } from '../../../../src-main/engine/desk/people/create-person.ts'
import { findCaller } from '../../../../src-main/engine/desk/people/find-caller.ts'
import { listPersons } from '../../../../src-main/engine/desk/people/list-persons.ts'
import {
  findOrganisationByName,
  listOrganisations,
  organisationForDomain,
  saveOrganisation,
} from '../../../../src-main/engine/desk/people/organisations.ts'
import { savePerson } from '../../../../src-main/engine/desk/people/save-person.ts'
import type { DeskStore } from '../../../../src-main/engine/store/open.ts'
import { type TempStore, tempStore } from '../../../store/temp-store.ts'

let temp: TempStore
let store: DeskStore
beforeEach(() => {
  temp = tempStore()
  store = temp.store
})
afterEach(() => temp.remove())

function person(name: string, addresses: readonly string[], active = true) {
  const fresh = { firstName: 'P', name, organisationId: null, addresses, active }
  return store.write(tx => createPerson(tx, fresh, 1))
}

describe('the caller', () => {
  it('is found by any of his addresses, whatever the case', async () => {
    const id = await person('Main', ['Main@Example.org', 'second@example.org'])
    for (const address of ['main@example.org', 'SECOND@example.ORG']) {
      expect(await findCaller(store.reads, address)).toEqual({
        person: {
          id,
          firstName: 'P',
          name: 'Main',
          displayName: 'P Main',
          organisationId: null,
          active: true,
          primaryAddress: 'main@example.org',
        },
        others: 0,
      })
    }
    expect(await findCaller(store.reads, 'nobody@example.org')).toBeNull()
  })

  it('is the active one, then the oldest, of several with one address', async () => {
    await person('Left', ['shared@example.org'], false)
    const oldest = await person('Oldest', ['shared@example.org'])
    await person('Younger', ['shared@example.org'])
    const found = await findCaller(store.reads, 'shared@example.org')
    expect(found).toMatchObject({ person: { id: oldest }, others: 2 })
  })

  it('may be inactive when he is the only one', async () => {
    await person('Left', ['left@example.org'], false)
    expect(await findCaller(store.reads, 'left@example.org')).toMatchObject({ person: { active: false }, others: 0 })
  })
})

describe('contacts by address', () => {
  it('are each named once, unknown addresses left out', async () => {
    const a = await person('A', ['a@example.org', 'a2@example.org'])
    const b = await person('B', ['b@example.org'])
    const asked = ['B@example.org', 'x@example.org', 'a2@example.org', 'a@example.org']
    expect(await contactsWithAddresses(store.reads, asked)).toEqual([b, a])
    expect(await contactsWithAddresses(store.reads, [])).toEqual([])
  })
})

describe('persons', () => {
  it('are listed by name in pages and found by name or address', async () => {
    await person('Zed', ['z@example.org'])
    await person('alpha', ['first@example.org', '100%_sure@example.org'])
    const all = await listPersons(store.reads, { offset: 0, limit: 1 })
    expect(all).toMatchObject({
      total: 2,
      rows: [{ name: 'alpha', addresses: ['first@example.org', '100%_sure@example.org'] }],
    })
    expect(await listPersons(store.reads, { search: '%_SURE', offset: 0, limit: 9 })).toMatchObject({ total: 1 })
    expect(await listPersons(store.reads, { search: 'p zed', offset: 0, limit: 9 })).toMatchObject({ total: 1 })
    expect(await listPersons(store.reads, { search: '_', offset: 0, limit: 9 })).toMatchObject({ total: 1 })
  })

  it('can be changed, with their addresses', async () => {
    const id = await person('Old', ['old@example.org'])
    const changes = { id, firstName: 'New', name: 'Name', organisationId: null, addresses: ['new@example.org'] }
    expect(await store.write(tx => savePerson(tx, changes, 2))).toBe(id)
    expect(await findCaller(store.reads, 'old@example.org')).toBeNull()
    expect(await findCaller(store.reads, 'new@example.org')).toMatchObject({ person: { displayName: 'New Name' } })
  })

  it('that are not there, or in an organisation that is not there, are refused', async () => {
    const changes = { firstName: '', name: 'X', organisationId: null, addresses: [] }
    const unknown = store.write(tx => savePerson(tx, { ...changes, id: 77 }, 2))
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' })
    const homeless = store.write(tx => savePerson(tx, { ...changes, organisationId: 77 }, 2))
    await expect(homeless).rejects.toMatchObject({ code: 'invalid-input', field: 'organisationId' })
  })

  it('take further fields with them, the status among them', async () => {
    const fresh = { firstName: '', name: 'X', organisationId: null, addresses: ['x@example.org'] }
    await store.write(tx => createPerson(tx, { ...fresh, fields: { status: 'inactive', phone: '1' } }, 2))
    expect(await findCaller(store.reads, 'x@example.org')).toMatchObject({ person: { active: false } })
    expect(await store.reads.selectFrom('person').select('fields').execute()).toEqual([{ fields: '{"phone":"1"}' }])
  })
})

describe('organisations', () => {
  it('own mail domains and their subdomains, the longest first', async () => {
    const acme = await store.write(tx => saveOrganisation(tx, { name: 'Acme', domains: ['Acme.org', '@acme.com'] }, 1))
    const lab = await store.write(tx => saveOrganisation(tx, { name: 'Acme Lab', domains: ['lab.acme.org'] }, 1))
    expect(await organisationForDomain(store.reads, 'ACME.org')).toBe(acme)
    expect(await organisationForDomain(store.reads, 'mail.acme.com')).toBe(acme)
    expect(await organisationForDomain(store.reads, 'x.lab.acme.org')).toBe(lab)
    expect(await organisationForDomain(store.reads, 'notacme.org')).toBeNull()
    expect(await organisationForDomain(store.reads, '')).toBeNull()
    expect(await listOrganisations(store.reads)).toEqual([
      { id: String(acme), name: 'Acme', domains: ['acme.com', 'acme.org'] },
      { id: String(lab), name: 'Acme Lab', domains: ['lab.acme.org'] },
    ])
  })

  it('have names and domains of their own', async () => {
    const id = await store.write(tx => saveOrganisation(tx, { name: 'Café Größe', domains: ['cafe.org'] }, 1))
    expect(await findOrganisationByName(store.reads, 'CAFE GROSSE')).toEqual({ id, name: 'Café Größe' })
    const twin = store.write(tx => saveOrganisation(tx, { name: 'cafe grösse', domains: [] }, 1))
    await expect(twin).rejects.toMatchObject({ code: 'conflict', field: 'name' })
    const thief = store.write(tx => saveOrganisation(tx, { name: 'Other', domains: ['CAFE.org'] }, 1))
    await expect(thief).rejects.toMatchObject({ code: 'conflict', field: 'domains' })
    expect(await store.write(tx => saveOrganisation(tx, { id, name: 'Cafe Grosse', domains: [] }, 1))).toBe(id)
    expect(await organisationForDomain(store.reads, 'cafe.org')).toBeNull()
  })
})
