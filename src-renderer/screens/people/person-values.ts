import type { TFunction } from 'i18next'
import type { Person } from '../../../src-preload/contract/entities/person.ts'
import { peopleProcedures } from '../../../src-preload/contract/procedures/people.ts'
import { newLine, type TextLine, writtenLines } from './text-lines.ts'

/** What the form of a person holds. */
export type PersonValues = {
  readonly firstName: string
  readonly name: string
  /** A known one, a new name, or none. */
  readonly organisation: OrganisationChoice
  readonly addresses: readonly TextLine[]
  readonly active: boolean
}
export type OrganisationChoice = { readonly id: string | null; readonly newName: string }
/** By field; an address by its key. */
export type PersonIssues = ReadonlyMap<string, string>

const LONGEST_NAME = 255
const Address = peopleProcedures['persons.save'].input.shape.addresses.element

export function valuesOf(person: Person | null): PersonValues {
  return {
    firstName: person?.firstName ?? '',
    name: person?.name ?? '',
    organisation: { id: person?.organisationId ?? null, newName: '' },
    addresses: person?.addresses.length ? person.addresses.map(newLine) : [newLine()],
    active: person?.active ?? true,
  }
}

/** What stands in the way of saving; empty lines are left out then. */
export function issuesOf(t: TFunction, { firstName, name, addresses }: PersonValues): PersonIssues {
  const issues = new Map<string, string>()
  if (firstName.length > LONGEST_NAME) issues.set('firstName', t('person.tooLong', { count: LONGEST_NAME }))
  if (name.trim() === '') issues.set('name', t('person.needsName'))
  if (name.length > LONGEST_NAME) issues.set('name', t('person.tooLong', { count: LONGEST_NAME }))
  const seen = new Set<string>()
  for (const { key, text } of addresses) {
    const address = text.trim().toLowerCase()
    if (address === '') continue
    if (!Address.safeParse(address).success) issues.set(key, t('person.badAddress'))
    else if (seen.has(address)) issues.set(key, t('person.doubleAddress'))
    seen.add(address)
  }
  const [first] = addresses
  if (seen.size === 0 && first) issues.set(first.key, t('person.needsAddress'))
  return issues
}

export function isSameValue<K extends keyof PersonValues>(
  name: K,
  left: PersonValues[K],
  right: PersonValues[K],
): boolean {
  return JSON.stringify(plain(name, left)) === JSON.stringify(plain(name, right))
}

/** Without the keys of the lines. */
function plain<K extends keyof PersonValues>(name: K, value: PersonValues[K]): unknown {
  if (name !== 'addresses' || !Array.isArray(value)) return value
  return writtenLines(value).map(({ text }) => text.trim())
}
