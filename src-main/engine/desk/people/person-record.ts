import { sql } from 'kysely'
import type { Reads } from '../../store/handles.ts'

export type PersonRecord = {
  readonly id: number
  readonly firstName: string
  readonly name: string
  /** Both names, as screens and mails show them. */
  readonly displayName: string
  readonly organisationId: number | null
  readonly active: boolean
  /** Lower case; '' when he has none. */
  readonly primaryAddress: string
}

export function displayNameOf(person: { readonly firstName: string; readonly name: string }): string {
  return `${person.firstName} ${person.name}`.trim()
}

/** The columns of a record, for `person` in a query. */
export function selectPersons(reads: Reads) {
  return reads
    .selectFrom('person')
    .select(['person.id', 'person.first_name', 'person.name', 'person.organisation_id', 'person.active'])
    .select(
      sql<string | null>`(SELECT address FROM person_address AS own WHERE own.person_id = person.id
        ORDER BY own.position LIMIT 1)`.as('primary_address'),
    )
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof selectPersons>['execute']>>[number]

export function toPersonRecord(row: PersonRow): PersonRecord {
  return {
    id: row.id,
    firstName: row.first_name,
    name: row.name,
    displayName: displayNameOf({ firstName: row.first_name, name: row.name }),
    organisationId: row.organisation_id,
    active: row.active === 1,
    primaryAddress: row.primary_address ?? '',
  }
}
