import { TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Organisation } from '../../../src-preload/contract/entities/person.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { toast, toastFailure } from '../../components/toast.ts'
import { focusFirst } from '../../forms/focus-field.ts'
import { SaveBar } from '../../forms/save-bar.tsx'
import { Unsaved } from '../../forms/unsaved.tsx'
import { useDraft } from '../../forms/use-draft.ts'
import { addressOf, goTo } from '../../navigation.ts'
import { LineList } from '../people/line-list.tsx'
import { newLine } from '../people/text-lines.ts'
import { isSame, issuesOf, refusedField, toSave, valuesOf } from './organisation-values.ts'

/** Name and mail domains; null for a new organisation. */
export function OrganisationForm({ organisation }: { readonly organisation: Organisation | null }) {
  const { t } = useTranslation()
  const stored = JSON.stringify(organisation)
  const base = useMemo(() => valuesOf(JSON.parse(stored) as Organisation | null), [stored])
  const draft = useDraft(base, isSame)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<readonly [field: string, message: string] | null>(null)
  const { values, changed } = draft
  const found = issuesOf(t, values)
  const issues = new Map([...found].filter(([field]) => tried || field !== 'name' || changed.includes('name')))
  if (refused) issues.set(...refused)
  const show = (fields: Iterable<string>) => focusFirst([...fields].map(field => `field-${field}`))

  const save = async (event?: FormEvent) => {
    event?.preventDefault()
    setTried(true)
    setRefused(null)
    if (found.size > 0) return show(found.keys())
    setBusy(true)
    try {
      const { id } = await call('organisations.save', toSave(organisation, values))
      toast(t('organisation.saved', { name: values.name.trim() }))
      // What is stored must be known before the page is left, or leaving would ask.
      flushSync(() => {
        draft.stored()
        setTried(false)
      })
      if (organisation === null) goTo(addressOf.organisation(id))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      const field = refusedField(error.field, values)
      if (field === null) return toastFailure(error.message)
      setRefused([field, error.message])
      show([field])
    } finally {
      setBusy(false)
    }
  }
  const set: typeof draft.set = (field, value) => {
    setRefused(null)
    draft.set(field, value)
  }
  return (
    <form className="people-form" aria-label={t('organisation.form')} noValidate onSubmit={event => void save(event)}>
      {/* Enter saves; the button that is seen belongs to the bar. */}
      <button type="submit" hidden />
      <Unsaved dirty={changed.length > 0} />
      <TextInput
        id="field-name"
        label={t('organisation.name')}
        required
        autoComplete="off"
        value={values.name}
        error={issues.get('name')}
        onChange={({ currentTarget }) => set('name', currentTarget.value)}
      />
      <LineList
        id="field-domains"
        error={issues.get('domains')}
        label={t('organisation.domains')}
        description={t('organisation.domainsHelp')}
        placeholder="example.org"
        lines={values.domains}
        issueOf={key => issues.get(key)}
        makeLine={newLine}
        words={{
          line: position => t('organisation.domain', { position }),
          add: t('organisation.addDomain'),
          remove: domain =>
            domain === '' ? t('organisation.removeEmptyDomain') : t('organisation.removeDomain', { domain }),
        }}
        onChange={lines => set('domains', lines)}
      />
      <SaveBar
        changes={changed.length}
        wrong={issues.size}
        busy={busy}
        isNew={organisation === null}
        onSave={() => void save()}
        onDiscard={() => {
          setTried(false)
          setRefused(null)
          draft.drop()
        }}
        onShowWrong={() => show(issues.keys())}
      />
    </form>
  )
}
