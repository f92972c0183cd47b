import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Snapshot } from '../../../store/snapshots.ts'
import { foldName } from '../../fold-name.ts'
import { displayNameOf } from '../../people/person-record.ts'

/** The place of each person or organisation among their names, from 1. There are far fewer of them than tickets. */
export async function nameRanks(
  { reads }: Snapshot,
  of: 'caller' | 'organisation',
): Promise<ReadonlyMap<number, number>> {
  const named = of === 'caller' ? await callers(reads) : await organisations(reads)
  await nextTurn()
  const inOrder = named.map(({ id, name }) => ({ id, key: foldName(name) }))
  inOrder.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
  await nextTurn()
  return new Map(inOrder.map(({ id }, place) => [id, place + 1]))
}

async function callers(reads: Snapshot['reads']) {
  const persons = await reads.selectFrom('person').select(['id', 'first_name', 'name']).execute()
  return persons.map(({ id, first_name, name }) => ({ id, name: displayNameOf({ firstName: first_name, name }) }))
}

function organisations(reads: Snapshot['reads']) {
  return reads.selectFrom('organisation').select(['id', 'name']).execute()
}
