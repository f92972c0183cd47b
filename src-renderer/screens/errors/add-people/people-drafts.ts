import type { UnknownSender } from '../../../../src-preload/contract/entities/message-views.ts'
import type { Organisation } from '../../../../src-preload/contract/entities/person.ts'

/** A sender as he will be added, while it is typed. */
export type PersonDraft = {
  readonly address: string
  readonly firstName: string
  readonly name: string
  /** By name: one that does not exist yet is created. */
  readonly organisation: string
  readonly count: number
  readonly included: boolean
  /** What the engine refused, in its words. */
  readonly fault: string | null
}

export function toDrafts(
  senders: readonly UnknownSender[],
  organisations: readonly Organisation[],
): readonly PersonDraft[] {
  return senders.map(({ address, firstName, name, organisationId, count }) => ({
    address,
    firstName,
    name,
    organisation: organisations.find(({ id }) => id === organisationId)?.name ?? '',
    count,
    included: true,
    fault: null,
  }))
}

export function isComplete({ included, name }: PersonDraft): boolean {
  return !included || name.trim() !== ''
}

/** Names of organisations are equal whatever their case and the blanks around them. */
export function findOrganisation(organisations: readonly Organisation[], name: string): Organisation | undefined {
  const wanted = name.trim().toLocaleLowerCase()
  return organisations.find(each => each.name.trim().toLocaleLowerCase() === wanted)
}
