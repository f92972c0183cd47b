import { sql } from 'kysely'
import type { Person } from '../../../../src-preload/contract/entities/person.ts'
import type { Reads } from '../../store/handles.ts'

type Page = { readonly search?: string | undefined; readonly offset: number; readonly limit: number }

/** One page of persons by name, in the shape of the contract. The search looks at names and addresses. */
export async function listPersons(
  reads: Reads,
  { search, offset, limit }: Page,
): Promise<{ total: number; rows: Person[] }> {
  const matching = personsMatching(reads, search?.trim() ?? '')
  const { total } = await matching.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select(['person.id', 'first_name', 'person.name', 'active', 'organisation_id'])
    .select('organisation.name as organisation_name')
    .orderBy(sql`person.name COLLATE NOCASE`)
    .orderBy(sql`person.first_name COLLATE NOCASE`)
    .orderBy('person.id')
    .offset(offset)
    .limit(limit)
    .execute()
  const addresses = await addressesOf(
    reads,
    rows.map(row => row.id),
  )
  return {
    total,
    rows: rows.map(row => ({
      id: String(row.id),
      firstName: row.first_name,
      name: row.name,
      active: row.active === 1,
      organisationId: row.organisation_id === null ? null : String(row.organisation_id),
      organisationName: row.organisation_name ?? '',
      addresses: addresses.get(row.id) ?? [],
    })),
  }
}

function personsMatching(reads: Reads, search: string) {
  const persons = reads.selectFrom('person')
  if (search === '') return persons
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return persons.where(sql<boolean>`(
    person.first_name || ' ' || person.name LIKE ${pattern} ESCAPE '\\'
    OR EXISTS (SELECT 1 FROM person_address WHERE person_id = person.id AND address LIKE ${pattern} ESCAPE '\\'))`)
}

async function addressesOf(reads: Reads, personIds: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
  const found = new Map<number, string[]>()
  if (personIds.length === 0) return found
  const rows = await reads
    .selectFrom('person_address')
    .select(['person_id', 'address'])
    .where('person_id', 'in', personIds)
    .orderBy('position')
    .execute()
  for (const row of rows) found.set(row.person_id, [...(found.get(row.person_id) ?? []), row.address])
  return found
}
