import type { Person } from '../../../src-preload/contract/entities/person.ts'
import { FakeError, type MakeFakeHandlers } from '../fake-context.ts'

/** Persons and organisations of the fake desk. */
export const fakePeople: MakeFakeHandlers = ({ desk, emit, byId }) => {
  const changed = () => emit({ name: 'people.changed', data: {} })
  const holds = (person: Person, search: string) =>
    [`${person.firstName} ${person.name}`, ...person.addresses].some(text => text.toLowerCase().includes(search))
  return {
    'persons.list': ({ search = '', organisationId, offset, limit }) => {
      const rows = desk.people.filter(
        one => holds(one, search.trim().toLowerCase()) && (!organisationId || one.organisationId === organisationId),
      )
      return { total: rows.length, rows: rows.slice(offset, offset + limit) }
    },
    'persons.get': ({ id }) => byId(desk.people, id),
    'persons.save': ({ id, ...person }) => {
      const taken = person.addresses.indexOf('taken@example.org')
      if (taken >= 0) throw new FakeError('taken@example.org belongs to Lotte Bakker already.', `addresses.${taken}`)
      const organisationName = desk.organisations.find(each => each.id === person.organisationId)?.name ?? ''
      const saved = { ...person, id: id ?? `p${desk.people.length + 1}`, organisationName }
      if (id === undefined) desk.people.push(saved)
      else Object.assign(byId(desk.people, id), saved)
      changed()
      return { id: saved.id }
    },
    'organisations.list': () => desk.organisations.toSorted((a, b) => a.name.localeCompare(b.name)),
    'organisations.save': ({ id, name, domains }) => {
      const others = desk.organisations.filter(each => each.id !== id)
      if (others.some(each => each.name.toLowerCase() === name.toLowerCase())) {
        throw new FakeError(`There is an organisation named ${name} already.`, 'name')
      }
      const owner = others.find(each => each.domains.some(domain => domains.includes(domain)))
      if (owner) throw new FakeError(`${domains[0]} belongs to ${owner.name} already.`, 'domains')
      const saved = { id: id ?? `o${desk.organisations.length + 1}`, name, domains }
      if (id === undefined) desk.organisations.push(saved)
      else Object.assign(byId(desk.organisations, id), saved)
      changed()
      return { id: saved.id }
    },
  }
}
