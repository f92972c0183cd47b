import type { Reads } from '../../store/handles.ts'
import { type PersonRecord, selectPersons, toPersonRecord } from './person-record.ts'

/** The form in which addresses are stored and compared. */
export function foldAddress(address: string): string {
  return address.trim().toLowerCase()
}

/**
 * Who writes from this address: any of a person's addresses counts, an active person before an inactive one, then the
 * oldest. `others` says how many more there are.
 */
export async function findCaller(
  reads: Reads,
  address: string,
): Promise<{ readonly person: PersonRecord; readonly others: number } | null> {
  const rows = await selectPersons(reads)
    .innerJoin('person_address', 'person_address.person_id', 'person.id')
    .where('person_address.address', '=', foldAddress(address))
    .orderBy('person.active', 'desc')
    .orderBy('person.id')
    .execute()
  const [first, ...rest] = rows
  return first ? { person: toPersonRecord(first), others: rest.length } : null
}
