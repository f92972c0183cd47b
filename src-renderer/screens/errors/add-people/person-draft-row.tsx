import { Autocomplete, Checkbox, TextInput } from '@mantine/core'
import { memo, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Organisation } from '../../../../src-preload/contract/entities/person.ts'
import { ForeignText } from '../../../components/foreign-text.tsx'
import { findOrganisation, isComplete, type PersonDraft } from './people-drafts.ts'

type PersonDraftRowProps = {
  readonly draft: PersonDraft
  readonly organisations: readonly Organisation[]
  readonly showFaults: boolean
  readonly nameRef: Ref<HTMLInputElement> | undefined
  onChange(address: string, next: Partial<PersonDraft>): void
}

/** One sender: taken or not, by which name, into which organisation. */
export function PersonDraftRow({ draft, organisations, showFaults, nameRef, onChange }: PersonDraftRowProps) {
  const { t } = useTranslation()
  const { address, included, organisation } = draft
  const change = (next: Partial<PersonDraft>) => onChange(address, next)
  const isNewOrganisation = organisation.trim() !== '' && !findOrganisation(organisations, organisation)
  return (
    <tr>
      <td className="add-people-box">
        <Checkbox
          size="xs"
          aria-label={t('addPeople.include', { address })}
          checked={included}
          onChange={({ currentTarget }) => change({ included: currentTarget.checked })}
        />
      </td>
      <td className="add-people-address">
        <ForeignText>{address}</ForeignText>
        <span className="small dimmed">{t('addPeople.mails', { count: draft.count })}</span>
        {draft.fault !== null && (
          <span className="small bad" role="alert">
            <ForeignText whole>{draft.fault}</ForeignText>
          </span>
        )}
      </td>
      <td>
        <TextInput
          aria-label={t('addPeople.firstNameOf', { address })}
          value={draft.firstName}
          maxLength={255}
          disabled={!included}
          onChange={({ currentTarget }) => change({ firstName: currentTarget.value })}
        />
      </td>
      <td>
        <TextInput
          ref={nameRef}
          aria-label={t('addPeople.nameOf', { address })}
          value={draft.name}
          maxLength={255}
          disabled={!included}
          error={(showFaults || draft.name === '') && !isComplete(draft) ? t('addPeople.nameMissing') : undefined}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
      </td>
      <td>
        <OrganisationField
          label={t('addPeople.organisationOf', { address })}
          organisations={organisations}
          value={organisation}
          disabled={!included}
          hint={isNewOrganisation && included ? t('addPeople.newOrganisation') : undefined}
          onChange={next => change({ organisation: next })}
        />
      </td>
    </tr>
  )
}

type OrganisationFieldProps = {
  readonly label: string
  readonly organisations: readonly Organisation[]
  readonly value: string
  readonly disabled: boolean
  readonly hint: string | undefined
  readonly onChange: (name: string) => void
}

/** One of those there are, or a new one by its name. */
const OrganisationField = memo(function OrganisationField(props: OrganisationFieldProps) {
  const { label, organisations, value, disabled, hint, onChange } = props
  return (
    <Autocomplete
      aria-label={label}
      data={[...new Set(organisations.map(({ name }) => name))]}
      limit={20}
      maxDropdownHeight={200}
      value={value}
      disabled={disabled}
      description={hint}
      onChange={onChange}
    />
  )
})
