import type { Reads } from '../../store/handles.ts'
import { foldAddress } from './find-caller.ts'

/**
 * The persons behind these addresses (at most 300), each once. Of several with one address the same as for a caller:
 * an active one first, then the oldest. An address that nobody has is left out.
 */
export async function contactsWithAddresses(reads: Reads, addresses: readonly string[]): Promise<readonly number[]> {
  const wanted = [...new Set(addresses.map(foldAddress))]
  if (wanted.length === 0) return []
  const rows = await reads
    .selectFrom('person_address')
    .innerJoin('person', 'person.id', 'person_address.person_id')
    .select(['person.id', 'person_address.address'])
    .where('person_address.address', 'in', wanted)
    .orderBy('person.active', 'desc')
    .orderBy('person.id')
    .execute()
  const byAddress = Map.groupBy(rows, row => row.address)
  return [...new Set(wanted.flatMap(address => byAddress.get(address)?.[0]?.id ?? []))]
}
