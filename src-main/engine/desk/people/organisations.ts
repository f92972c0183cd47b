import type { Organisation } from '../../../../src-preload/contract/entities/person.ts'
import { AppError } from '../../errors.ts'
import type { Reads, Tx } from '../../store/handles.ts'
import { foldName } from '../fold-name.ts'

export type OrganisationRecord = { readonly id: number; readonly name: string }

export type OrganisationChanges = {
  readonly id?: number
  readonly name: string
  /** Mail domains; who writes from one belongs here. */
  readonly domains: readonly string[]
}

/**
 * Creates or changes an organisation; returns the id. Throws AppError `conflict` with the field when another one has
 * the name (case and accents aside) or a domain, `not-found` for an id that is not there.
 */
export async function saveOrganisation(tx: Tx, changes: OrganisationChanges, now: number): Promise<number> {
  const namesake = await findOrganisationByName(tx, changes.name)
  if (namesake && namesake.id !== changes.id) {
    throw new AppError('conflict', `There is an organisation named ${namesake.name} already.`, { field: 'name' })
  }
  const id = changes.id === undefined ? await insert(tx, changes.name, now) : await rename(tx, changes.id, changes.name)
  await tx.deleteFrom('organisation_domain').where('organisation_id', '=', id).execute()
  for (const domain of new Set(changes.domains.map(foldDomain))) {
    if (domain !== '') await claimDomain(tx, id, domain)
  }
  return id
}

/** All of them by name, in the shape of the contract. */
export async function listOrganisations(reads: Reads): Promise<Organisation[]> {
  const organisations = await reads.selectFrom('organisation').select(['id', 'name']).orderBy('name').execute()
  const domains = await reads.selectFrom('organisation_domain').selectAll().orderBy('domain').execute()
  const byOrganisation = Map.groupBy(domains, row => row.organisation_id)
  return organisations.map(({ id, name }) => ({
    id: String(id),
    name,
    domains: (byOrganisation.get(id) ?? []).map(row => row.domain),
  }))
}

/** The id of the organisation with this mail domain. A domain covers its subdomains; the longest one wins. */
export async function organisationForDomain(reads: Reads, domain: string): Promise<number | null> {
  const labels = foldDomain(domain).split('.').slice(-10)
  const candidates = labels.map((_, index) => labels.slice(index).join('.'))
  const rows = await reads.selectFrom('organisation_domain').selectAll().where('domain', 'in', candidates).execute()
  const [longest] = rows.toSorted((a, b) => b.domain.length - a.domain.length)
  return longest?.organisation_id ?? null
}

/** Case and accents do not count; null when there is none, or when two could be meant. */
export async function findOrganisationByName(reads: Reads, name: string): Promise<OrganisationRecord | null> {
  const exact = await reads
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('name', '=', name)
    .executeTakeFirst()
  if (exact) return exact
  const wanted = foldName(name)
  const all = await reads.selectFrom('organisation').select(['id', 'name']).execute()
  const [first, second] = all.filter(row => foldName(row.name) === wanted)
  return first && !second ? first : null
}

function foldDomain(domain: string): string {
  return domain.trim().toLowerCase().replace(/^@/, '').replace(/\.$/, '')
}

async function insert(tx: Tx, name: string, now: number): Promise<number> {
  const values = { name, created_at: now }
  return (await tx.insertInto('organisation').values(values).returning('id').executeTakeFirstOrThrow()).id
}

async function rename(tx: Tx, id: number, name: string): Promise<number> {
  const row = await tx.updateTable('organisation').set({ name }).where('id', '=', id).returning('id').executeTakeFirst()
  if (!row) throw new AppError('not-found', 'This organisation is not there any more.')
  return row.id
}

async function claimDomain(tx: Tx, organisationId: number, domain: string): Promise<void> {
  const owner = await tx
    .selectFrom('organisation_domain')
    .innerJoin('organisation', 'organisation.id', 'organisation_domain.organisation_id')
    .select('organisation.name')
    .where('domain', '=', domain)
    .executeTakeFirst()
  if (owner) throw new AppError('conflict', `${domain} belongs to ${owner.name} already.`, { field: 'domains' })
  await tx.insertInto('organisation_domain').values({ organisation_id: organisationId, domain }).execute()
}
