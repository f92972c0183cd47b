import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ComingLater } from '../../forms/coming-later.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ChoiceField } from './choice-field.tsx'
import { fieldId } from './field-id.ts'
import { useWithoutEffect } from './on-server-note.tsx'

/** What becomes of a mail that cannot be processed. */
export function ErrorsSection({ form }: { readonly form: InboxForm }) {
  const { t } = useTranslation()
  const { values, set, issuesOf } = form
  const withoutEffect = useWithoutEffect(form)
  return (
    <section className="form-section" aria-labelledby="section-errors">
      <h2 id="section-errors">{t('inboxForm.errorsSection')}</h2>
      <ChoiceField
        name="error_behavior"
        label={t('inboxForm.error_behavior')}
        value={values.error_behavior}
        issues={issuesOf('error_behavior')}
        onChange={value => set('error_behavior', value)}
        choices={(['mark_as_error', 'delete'] as const).map(value => ({
          value,
          label: t(`inboxForm.errors.${value}`),
          help: t(`inboxForm.errors.${value}Help`),
        }))}
      />
      {withoutEffect !== null && values.error_behavior === 'delete' && <p className="dimmed">{withoutEffect}</p>}
      <TextInput
        id={fieldId('notify_errors_to')}
        disabled
        label={
          <>
            {t('inboxForm.notify_errors_to')} <ComingLater />
          </>
        }
        description={t('inboxForm.notify_errors_toHelp')}
        value={values.notify_errors_to}
        readOnly
      />
    </section>
  )
}
