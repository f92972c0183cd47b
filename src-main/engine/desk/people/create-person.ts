import { AppError } from '../../errors.ts'
import type { Tx } from '../../store/handles.ts'
import { foldAddress } from './find-caller.ts'

export type NewPerson = {
  readonly firstName: string
  readonly name: string
  readonly organisationId: number | null
  /** The first one is the one we write to. */
  readonly addresses: readonly string[]
  /** Further fields by code, such as phone and function; `status` among them sets `active`. */
  readonly fields?: Readonly<Record<string, string>>
  readonly active?: boolean
}

/** Returns the new id. Throws AppError `invalid-input` when the organisation has gone. */
export async function createPerson(tx: Tx, person: NewPerson, now: number): Promise<number> {
  await requireOrganisation(tx, person.organisationId)
  const { status, ...fields } = person.fields ?? {}
  const active = status === undefined ? person.active !== false : status === 'active'
  const { id } = await tx
    .insertInto('person')
    .values({
      first_name: person.firstName,
      name: person.name,
      organisation_id: person.organisationId,
      active: active ? 1 : 0,
      fields: JSON.stringify(fields),
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertAddresses(tx, id, person.addresses)
  return id
}

export async function insertAddresses(tx: Tx, personId: number, addresses: readonly string[]): Promise<void> {
  const folded = [...new Set(addresses.map(foldAddress))].filter(address => address !== '')
  if (folded.length === 0) return
  await tx
    .insertInto('person_address')
    .values(folded.map((address, position) => ({ person_id: personId, address, position })))
    .execute()
}

export async function requireOrganisation(tx: Tx, id: number | null): Promise<void> {
  if (id === null) return
  const found = await tx.selectFrom('organisation').select('id').where('id', '=', id).executeTakeFirst()
  if (found) return
  throw new AppError('invalid-input', 'This organisation is not there any more.', { field: 'organisationId' })
}
