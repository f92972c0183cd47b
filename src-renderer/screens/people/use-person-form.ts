import { useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../src-preload/contract/entities/person.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { toast, toastFailure } from '../../components/toast.ts'
import { focusFirst } from '../../forms/focus-field.ts'
import { useDraft } from '../../forms/use-draft.ts'
import { addressOf, goTo } from '../../navigation.ts'
import { fullNameOf } from './person-columns.tsx'
import { isSameValue, issuesOf, type PersonValues, valuesOf } from './person-values.ts'
import { writtenLines } from './text-lines.ts'

type Refused = { readonly field: string; readonly message: string }

/** What is typed about a person, what is wrong with it, and how it is saved. */
export function usePersonForm(person: Person | null) {
  const { t } = useTranslation()
  const stored = JSON.stringify(person)
  const base = useMemo(() => valuesOf(JSON.parse(stored) as Person | null), [stored])
  const draft = useDraft(base, isSameValue)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const { values, changed } = draft
  const found = issuesOf(t, values)
  const issues = new Map([...found].filter(([field]) => tried || isTyped(field, changed)))
  if (refused) issues.set(refused.field, refused.message)

  const write = async (): Promise<string> => {
    const { firstName, name, active, organisation, addresses } = values
    let organisationId = organisation.id
    if (organisation.newName !== '') {
      organisationId = (await call('organisations.save', { name: organisation.newName })).id
      draft.set('organisation', { id: organisationId, newName: '' })
    }
    const { id } = await call('persons.save', {
      ...(person === null ? {} : { id: person.id }),
      firstName: firstName.trim(),
      name: name.trim(),
      active,
      organisationId,
      addresses: writtenLines(addresses).map(({ text }) => text.trim()),
    })
    return id
  }

  const save = async () => {
    setTried(true)
    setRefused(null)
    if (found.size > 0) {
      focusFirst([...found.keys()].map(fieldId))
      return
    }
    setBusy(true)
    try {
      const id = await write()
      toast(t('person.saved', { name: fullNameOf(values) }))
      // What is stored must be known before the page is left, or leaving would ask.
      flushSync(() => {
        draft.stored()
        setTried(false)
      })
      if (person === null) goTo(addressOf.person(id))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      const field = fieldOf(error.field, values)
      if (field === null) toastFailure(error.message)
      else {
        setRefused({ field, message: error.message })
        focusFirst([fieldId(field)])
      }
    } finally {
      setBusy(false)
    }
  }

  return {
    values,
    changes: changed.length,
    wrong: issues.size,
    busy,
    save,
    issueOf: (field: string) => issues.get(field),
    set<K extends keyof PersonValues>(field: K, value: PersonValues[K]) {
      setRefused(null)
      draft.set(field, value)
    },
    discard() {
      setTried(false)
      setRefused(null)
      draft.drop()
    },
    showWrong: () => focusFirst([...issues.keys()].map(fieldId)),
  }
}

/** Keys of address lines are typed as soon as the addresses are. */
function isTyped(field: string, changed: readonly (keyof PersonValues)[]): boolean {
  return changed.some(each => each === field) || (changed.includes('addresses') && field.includes('-'))
}

/** Where the engine's word about a field is shown; null for none that the form has. */
function fieldOf(field: string | undefined, { addresses, organisation }: PersonValues): string | null {
  if (field === 'firstName') return field
  if (field === 'organisationId' || (field === 'name' && organisation.newName !== '')) return 'organisation'
  if (field === 'name') return field
  const line = /^addresses(?:\.(\d+))?$/.exec(field ?? '')
  if (!line) return null
  return line[1] === undefined ? 'addresses' : (writtenLines(addresses)[Number(line[1])]?.key ?? 'addresses')
}

function fieldId(field: string): string {
  return `field-${field}`
}
