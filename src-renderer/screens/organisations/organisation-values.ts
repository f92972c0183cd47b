import type { TFunction } from 'i18next'
import type { Organisation } from '../../../src-preload/contract/entities/person.ts'
import { newLine, type TextLine, writtenLines } from '../people/text-lines.ts'

export type OrganisationValues = { readonly name: string; readonly domains: readonly TextLine[] }

/** Two labels at least, in any script; the engine folds case and a leading @. */
const DOMAIN = /^@?[^\s@.,;:/\\<>"]+(\.[^\s@.,;:/\\<>"]+)+$/u

export function valuesOf(organisation: Organisation | null): OrganisationValues {
  return { name: organisation?.name ?? '', domains: (organisation?.domains ?? []).map(newLine) }
}

export function issuesOf(t: TFunction, { name, domains }: OrganisationValues): ReadonlyMap<string, string> {
  const issues = new Map<string, string>()
  if (name.trim() === '') issues.set('name', t('organisation.needsName'))
  const seen = new Set<string>()
  for (const { key, text } of domains) {
    const domain = plain(text)
    if (domain === '') continue
    if (!DOMAIN.test(domain)) issues.set(key, t('organisation.badDomain'))
    else if (seen.has(domain)) issues.set(key, t('organisation.doubleDomain'))
    seen.add(domain)
  }
  return issues
}

export function isSame<K extends keyof OrganisationValues>(
  _name: K,
  left: OrganisationValues[K],
  right: OrganisationValues[K],
): boolean {
  const textOf = (value: OrganisationValues[K]) =>
    typeof value === 'string'
      ? value
      : writtenLines(value)
          .map(({ text }) => text.trim())
          .join('\n')
  return textOf(left) === textOf(right)
}

export function toSave(organisation: Organisation | null, { name, domains }: OrganisationValues) {
  return {
    ...(organisation === null ? {} : { id: organisation.id }),
    name: name.trim(),
    domains: writtenLines(domains).map(({ text }) => text.trim()),
  }
}

/** Where the engine's word about a field is shown: a line by its key, or the domains as a whole; null for no field. */
export function refusedField(field: string | undefined, { domains }: OrganisationValues): string | null {
  if (field === 'name') return field
  const place = /^domains(?:\.(\d+))?$/.exec(field ?? '')
  if (!place) return null
  return place[1] === undefined ? 'domains' : (writtenLines(domains)[Number(place[1])]?.key ?? 'domains')
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/^@/, '').replace(/\.$/, '')
}
