import type { Organisation } from '../../../../src-preload/contract/entities/person.ts'
import { CallError, call } from '../../../bridge/bridge.ts'
import { findOrganisation, type PersonDraft } from './people-drafts.ts'

/** Saves one after the other; a refusal stays with its person and stops no other. Returns the refusals by address. */
export async function savePeople(
  drafts: readonly PersonDraft[],
  organisations: readonly Organisation[],
): Promise<ReadonlyMap<string, string>> {
  const known = [...organisations]
  const faults = new Map<string, string>()
  for (const draft of drafts) {
    try {
      await savePerson(draft, known)
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      faults.set(draft.address, error.message)
    }
  }
  return faults
}

async function savePerson(draft: PersonDraft, known: Organisation[]): Promise<void> {
  const { address, firstName, name } = draft
  const organisationId = await organisationIdOf(draft.organisation.trim(), known)
  await call('persons.save', {
    firstName: firstName.trim(),
    name: name.trim(),
    organisationId,
    addresses: [address],
  })
}

async function organisationIdOf(name: string, known: Organisation[]): Promise<string | null> {
  if (name === '') return null
  const found = findOrganisation(known, name)
  if (found) return found.id
  const { id } = await call('organisations.save', { name })
  known.push({ id, name, domains: [] })
  return id
}
