import { sql } from 'kysely'
import type { Reads } from '../store/handles.ts'
import type { KeyTarget } from './classes/class-definition.ts'
import { foldName } from './fold-name.ts'
import { findOrganisationByName } from './people/organisations.ts'

export type ResolvedKey = { readonly ok: true; readonly id: number } | { readonly ok: false; readonly reason: string }

/** What a key names: an id, or a name (a person also by address) that only one has; case and accents do not count. */
export async function resolveKey(reads: Reads, target: KeyTarget, written: string): Promise<ResolvedKey> {
  const byId = /^\d{1,15}$/.test(written) ? await existing(reads, target, Number(written)) : null
  if (byId !== null) return { ok: true, id: byId }
  if (target === 'organisation') {
    const organisation = await findOrganisationByName(reads, written)
    return organisation ? { ok: true, id: organisation.id } : missing('organisation', written)
  }
  const ids = await personsNamed(reads, written)
  const [first, second] = ids
  if (first === undefined) return missing('person', written)
  if (second !== undefined) return { ok: false, reason: `${ids.length} persons are named ${written}; use an id.` }
  return { ok: true, id: first }
}

function missing(target: KeyTarget, written: string): ResolvedKey {
  return { ok: false, reason: `There is no ${target} ${written}.` }
}

async function existing(reads: Reads, target: KeyTarget, id: number): Promise<number | null> {
  const row = await reads.selectFrom(target).select('id').where('id', '=', id).executeTakeFirst()
  return row?.id ?? null
}

async function personsNamed(reads: Reads, written: string): Promise<readonly number[]> {
  const byAddress = await reads
    .selectFrom('person_address')
    .select('person_id')
    .distinct()
    .where('address', '=', written.toLowerCase())
    .execute()
  if (byAddress.length > 0) return byAddress.map(row => row.person_id)
  const wanted = foldName(written)
  // Only names as long as this one, give or take the accents: a desk may know fifty thousand people.
  const rows = await reads
    .selectFrom('person')
    .select(['id', 'first_name', 'name'])
    .where(sql<boolean>`abs(length(first_name) + length(name) + 1 - ${wanted.length}) <= 12`)
    .execute()
  const named = (...parts: string[]) => foldName(parts.join(' ')) === wanted
  return rows.filter(row => named(row.first_name, row.name) || named(`${row.name},`, row.first_name)).map(row => row.id)
}
