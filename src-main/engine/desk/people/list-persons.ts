import { sql } from 'kysely'
import type { Person } from '../../../../src-preload/contract/entities/person.ts'
import { AppError } from '../../errors.ts'
import { foldText } from '../../store/fold-text.ts'
import type { Reads } from '../../store/handles.ts'

type Filter = {
  /** Words of names and addresses, in any order; case and accents do not count. */
  readonly search?: string | undefined
  readonly organisationId?: number | undefined
}
type Page = Filter & { readonly offset: number; readonly limit: number }

/** More is no name; each costs a look at every address. */
const MOST_WORDS = 10

/** One page of persons by name, in the shape of the contract. */
export async function listPersons(
  reads: Reads,
  { offset, limit, ...filter }: Page,
): Promise<{ total: number; rows: Person[] }> {
  const words = foldText(filter.search ?? '')
    .split(/\s+/)
    .filter(word => word !== '')
    .slice(0, MOST_WORDS)
  if (words.length > 0) {
    const found = await searchPersons(reads, filter, words)
    return { total: found.length, rows: await personsById(reads, found.slice(offset, offset + limit)) }
  }
  const { total } = await listed(reads, filter)
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const page = await byName(listed(reads, filter)).select('id').offset(offset).limit(limit).execute()
  const ids = page.map(row => row.id)
  return { total, rows: await personsById(reads, ids) }
}

/** Throws AppError `not-found`. */
export async function personById(reads: Reads, id: number): Promise<Person> {
  const [person] = await personsById(reads, [id])
  if (!person) throw new AppError('not-found', 'This person is not there any more.', { field: 'id' })
  return person
}

function listed(reads: Reads, { organisationId }: Filter) {
  const persons = reads.selectFrom('person')
  return organisationId === undefined ? persons : persons.where('organisation_id', '=', organisationId)
}

/** The order of the index `person_listed`. */
function byName<Query extends ReturnType<typeof listed>>(persons: Query) {
  return persons.orderBy(sql`name COLLATE NOCASE`).orderBy(sql`first_name COLLATE NOCASE`).orderBy('id')
}

/**
 * Ids in the order of the list. Compared here and not by SQL, whose LIKE knows the case of ASCII letters only; twenty
 * thousand names are folded in some fifty milliseconds.
 */
async function searchPersons(reads: Reads, filter: Filter, words: readonly string[]): Promise<readonly number[]> {
  const persons = await byName(listed(reads, filter)).select(['id', 'first_name', 'name']).execute()
  const addresses = await addressesWith(reads, words)
  return persons
    .filter(({ id, first_name, name }) => {
      const own = addresses.get(id)
      const rest = words.filter(word => !own?.some(address => address.includes(word)))
      if (rest.length === 0) return true
      const names = foldText(`${first_name} ${name}`)
      return rest.every(word => names.includes(word))
    })
    .map(row => row.id)
}

/** Addresses that hold any of the words, by person; they are stored in lower case. */
async function addressesWith(reads: Reads, words: readonly string[]): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reads
    .selectFrom('person_address')
    .select(['person_id', 'address'])
    .where(eb => eb.or(words.map(word => sql<boolean>`instr(address, ${word}) > 0`)))
    .execute()
  const byPerson = new Map<number, string[]>()
  for (const { person_id, address } of rows) {
    const own = byPerson.get(person_id)
    if (own) own.push(address)
    else byPerson.set(person_id, [address])
  }
  return byPerson
}

/** In the order asked; those that are not there are left out. */
async function personsById(reads: Reads, ids: readonly number[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const rows = await reads
    .selectFrom('person')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select(['person.id', 'first_name', 'person.name', 'active', 'organisation_id'])
    .select('organisation.name as organisation_name')
    .where('person.id', 'in', ids)
    .execute()
  const addresses = await addressesOf(reads, ids)
  const persons = new Map(
    rows.map(row => [
      row.id,
      {
        id: String(row.id),
        firstName: row.first_name,
        name: row.name,
        active: row.active === 1,
        organisationId: row.organisation_id === null ? null : String(row.organisation_id),
        organisationName: row.organisation_name ?? '',
        addresses: (addresses.get(row.id) ?? []).map(({ address }) => address),
      },
    ]),
  )
  return ids.flatMap(id => persons.get(id) ?? [])
}

async function addressesOf(reads: Reads, personIds: readonly number[]) {
  const rows = await reads
    .selectFrom('person_address')
    .select(['person_id', 'address'])
    .where('person_id', 'in', personIds)
    .orderBy('position')
    .execute()
  return Map.groupBy(rows, row => row.person_id)
}
