import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { errorOf } from '../../forms/field-issues.tsx'
import { LinesField } from '../../forms/lines-field.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'
import { UnknownCallerField } from './unknown-caller-field.tsx'

/** Who may write, and who else stands on the ticket. */
export function PeopleSection({ form }: { readonly form: InboxForm }) {
  const { t } = useTranslation()
  const { values, set, issuesOf } = form
  return (
    <section className="form-section" aria-labelledby="section-people">
      <h2 id="section-people">{t('inboxForm.peopleSection')}</h2>
      <UnknownCallerField form={form} />
      {values.unknown_caller_behavior === 'create_contact' && (
        <LinesField
          id={fieldId('caller_default_values')}
          label={t('inboxForm.caller_default_values')}
          description={t('inboxForm.caller_default_valuesHelp')}
          placeholder={'org_id:Demo customers'}
          value={values.caller_default_values}
          issues={issuesOf('caller_default_values')}
          onChange={value => set('caller_default_values', value)}
        />
      )}
      <Select
        id={fieldId('import_additional_contacts')}
        label={t('inboxForm.import_additional_contacts')}
        description={t('inboxForm.import_additional_contactsHelp')}
        value={values.import_additional_contacts}
        error={errorOf(issuesOf('import_additional_contacts'))}
        allowDeselect={false}
        onChange={value =>
          set('import_additional_contacts', InboxConfig.shape.import_additional_contacts.parse(value ?? undefined))
        }
        data={(['never', 'always', 'only_on_creation', 'only_on_update'] as const).map(value => ({
          value,
          label: t(`inboxForm.contacts.${value}`),
        }))}
      />
    </section>
  )
}
