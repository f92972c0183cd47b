import { Switch, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../src-preload/contract/entities/person.ts'
import { SaveBar } from '../../forms/save-bar.tsx'
import { Unsaved } from '../../forms/unsaved.tsx'
import { LineList } from './line-list.tsx'
import { OrganisationPicker } from './organisation-picker.tsx'
import { newLine } from './text-lines.ts'
import { usePersonForm } from './use-person-form.ts'

/** Everything about a person that can be changed; null for a new one. */
export function PersonForm({ person }: { readonly person: Person | null }) {
  const { t } = useTranslation()
  const form = usePersonForm(person)
  const { values, set, issueOf } = form
  const words = useMemo(
    () => ({
      line: (position: number) => t('person.address', { position }),
      add: t('person.addAddress'),
      remove: (address: string) =>
        address === '' ? t('person.removeEmptyAddress') : t('person.removeAddress', { address }),
      up: (address: string) => t('person.moveUp', { address }),
      down: (address: string) => t('person.moveDown', { address }),
    }),
    [t],
  )
  return (
    <form
      className="people-form"
      aria-label={person === null ? t('person.newForm') : t('person.form')}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void form.save()
      }}
    >
      {/* Enter saves; the button that is seen belongs to the bar. */}
      <button type="submit" hidden />
      <Unsaved dirty={form.changes > 0} />
      <TextInput
        id="field-firstName"
        label={t('person.firstName')}
        autoComplete="off"
        value={values.firstName}
        error={issueOf('firstName')}
        onChange={({ currentTarget }) => set('firstName', currentTarget.value)}
      />
      <TextInput
        id="field-name"
        label={t('person.name')}
        description={t('person.nameHelp')}
        required
        autoComplete="off"
        value={values.name}
        error={issueOf('name')}
        onChange={({ currentTarget }) => set('name', currentTarget.value)}
      />
      <OrganisationPicker
        id="field-organisation"
        label={t('person.organisation')}
        description={t('person.organisationHelp')}
        creatable
        value={values.organisation}
        error={issueOf('organisation')}
        onChange={organisation => set('organisation', organisation)}
      />
      <LineList
        id="field-addresses"
        error={issueOf('addresses')}
        label={t('person.addresses')}
        description={t('person.addressesHelp')}
        ordered
        placeholder="anna@example.org"
        lines={values.addresses}
        issueOf={issueOf}
        makeLine={newLine}
        firstNote={<span className="line-list-note">{t('person.main')}</span>}
        words={words}
        onChange={lines => set('addresses', lines)}
      />
      <Switch
        label={t('person.active')}
        description={t('person.activeHelp')}
        checked={values.active}
        onChange={({ currentTarget }) => set('active', currentTarget.checked)}
      />
      <SaveBar
        changes={form.changes}
        wrong={form.wrong}
        busy={form.busy}
        isNew={person === null}
        onSave={() => void form.save()}
        onDiscard={form.discard}
        onShowWrong={form.showWrong}
      />
    </form>
  )
}
