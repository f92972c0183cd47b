import { AppError } from '../../errors.ts'
import type { Tx } from '../../store/handles.ts'
import { queueTicketsOfPerson } from '../search/index-queue.ts'
import { createPerson, insertAddresses, type NewPerson, requireOrganisation } from './create-person.ts'

export type PersonChanges = Omit<NewPerson, 'fields'> & { readonly id?: number }

/** Creates or changes a person; returns the id. Throws AppError `not-found` for an id that is not there. */
export async function savePerson(tx: Tx, person: PersonChanges, now: number): Promise<number> {
  const { id } = person
  if (id === undefined) return createPerson(tx, person, now)
  await requireOrganisation(tx, person.organisationId)
  const updated = await tx
    .updateTable('person')
    .set({
      first_name: person.firstName,
      name: person.name,
      organisation_id: person.organisationId,
      active: person.active === false ? 0 : 1,
    })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!updated) throw new AppError('not-found', 'This person is not there any more.')
  await tx.deleteFrom('person_address').where('person_id', '=', id).execute()
  await insertAddresses(tx, id, person.addresses)
  await queueTicketsOfPerson(tx, id, now)
  return id
}
