import type { Organisation, Person } from '../../../src-preload/contract/entities/person.ts'
import type { AnyEvent } from '../../../src-preload/contract/events.ts'
import { call } from '../../bridge/bridge.ts'
import { pagedSource } from '../../stores/paged-source.ts'
import { createViewList, type ViewList } from '../../stores/view-list-store.ts'

export type PersonQuery = { readonly search: string; readonly organisationId: string | null }
export type OrganisationQuery = { readonly search: string }

const isAboutPeople = ({ name }: AnyEvent) => name === 'people.changed'

const personSource = pagedSource<Person, PersonQuery>(
  ({ search, organisationId }, offset, limit) =>
    call('persons.list', {
      offset,
      limit,
      ...(search === '' ? {} : { search }),
      ...(organisationId === null ? {} : { organisationId }),
    }),
  isAboutPeople,
)

/** There are few enough to come at once; they are searched here. */
const organisationSource = pagedSource<Organisation, OrganisationQuery>(async ({ search }, offset, limit) => {
  const wanted = fold(search)
  const all = await call('organisations.list', {})
  const found = all.filter(({ name, domains }) => [name, ...domains].some(text => fold(text).includes(wanted)))
  return { total: found.length, rows: found.slice(offset, offset + limit) }
}, isAboutPeople)

const personLists = new Map<string, ViewList<Person, PersonQuery>>()

/** Lists are found again as they were left, as those in `views.ts`; `name` tells them apart. */
export function personList(name: string, query: PersonQuery): ViewList<Person, PersonQuery> {
  const list = personLists.get(name) ?? createViewList(personSource, query)
  personLists.set(name, list)
  return list
}

let organisations: ViewList<Organisation, OrganisationQuery> | null = null

export function organisationList(): ViewList<Organisation, OrganisationQuery> {
  organisations ??= createViewList(organisationSource, { search: '' })
  return organisations
}

/** Case and accents do not count. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
