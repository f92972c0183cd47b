import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { errorOf } from '../../forms/field-issues.tsx'
import { Fold } from '../../forms/fold.tsx'
import { LinesField } from '../../forms/lines-field.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ChoiceField } from './choice-field.tsx'
import { fieldId } from './field-id.ts'
import { StorageFields } from './storage-fields.tsx'
import { textField } from './text-field.ts'

/** Which ticket a mail opens or answers, and what becomes of the mail on the server. */
export function DecisionSection({ form }: { readonly form: InboxForm }) {
  const { t } = useTranslation()
  const { values, set, issuesOf } = form
  const lines = (name: 'ticket_default_values' | 'stimuli' | 'title_ignore_patterns', placeholder: string) => (
    <LinesField
      id={fieldId(name)}
      label={t(`inboxForm.${name}`)}
      description={t(`inboxForm.${name}Help`)}
      placeholder={placeholder}
      value={values[name]}
      issues={issuesOf(name)}
      onChange={value => set(name, value)}
    />
  )
  const creates = values.behavior !== 'update_only'
  const updates = values.behavior !== 'create_only'
  return (
    <section className="form-section" aria-labelledby="section-decision">
      <h2 id="section-decision">{t('inboxForm.decisionSection')}</h2>
      <ChoiceField
        name="behavior"
        label={t('inboxForm.behavior')}
        value={values.behavior}
        issues={issuesOf('behavior')}
        onChange={value => set('behavior', value)}
        choices={(['both', 'create_only', 'update_only'] as const).map(value => ({
          value,
          label: t(`inboxForm.${value}`),
          help: t(`inboxForm.${value}Help`),
        }))}
      />
      <Select
        id={fieldId('target_class')}
        label={t('inboxForm.target_class')}
        value={values.target_class}
        error={errorOf(issuesOf('target_class'))}
        allowDeselect={false}
        onChange={value => set('target_class', InboxConfig.shape.target_class.parse(value ?? undefined))}
        data={[
          { value: 'UserRequest', label: t('ticketClass.UserRequest') },
          { value: 'Incident', label: t('ticketClass.Incident') },
        ]}
      />
      {creates && lines('ticket_default_values', 'urgency:high\nteam_id:Hardware support')}
      <StorageFields form={form} />
      <Fold title={t('inboxForm.finer')}>
        {creates && (
          <TextInput
            {...textField(form, t, 'ticket_default_title')}
            description={t('inboxForm.ticket_default_titleHelp')}
          />
        )}
        {updates && (
          <>
            <TextInput
              {...textField(form, t, 'title_pattern')}
              classNames={{ input: 'code-input' }}
              description={t('inboxForm.title_patternHelp')}
            />
            {lines('title_ignore_patterns', '/\\bR-99\\d{4}\\b/')}
            {lines('stimuli', 'pending:ev_assign')}
          </>
        )}
      </Fold>
    </section>
  )
}
