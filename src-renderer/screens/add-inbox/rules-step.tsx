import { useTranslation } from 'react-i18next'
import { focusField } from '../../forms/focus-field.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ChoiceField } from '../inbox-form/choice-field.tsx'
import { fieldId } from '../inbox-form/field-id.ts'
import { StorageFields } from '../inbox-form/storage-fields.tsx'
import { UnknownCallerField } from '../inbox-form/unknown-caller-field.tsx'
import { findWrong } from './find-wrong.ts'
import { StepForm } from './step-form.tsx'
import { FIELDS } from './steps.ts'
import type { Guide } from './use-guide.ts'

/** What becomes of a mail, with what most take marked. */
export function RulesStep({ form, guide }: { readonly form: InboxForm; readonly guide: Guide }) {
  const { t } = useTranslation()
  const goOn = async () => {
    const wrong = await findWrong(form, FIELDS.rules)
    if (wrong === null) guide.goOn()
    else focusField(fieldId(wrong))
  }
  return (
    <StepForm guide={guide} onGoOn={goOn}>
      <ChoiceField
        name="target_class"
        label={t('guide.opens')}
        value={form.values.target_class}
        issues={form.issuesOf('target_class')}
        onChange={value => form.set('target_class', value)}
        usual="UserRequest"
        choices={(['UserRequest', 'Incident'] as const).map(value => ({
          value,
          label: t(`ticketClass.${value}`),
          help: t(`guide.classHelp.${value}`),
        }))}
      />
      <StorageFields form={form} usual="keepForEver" />
      <UnknownCallerField form={form} usual="reject_email" />
    </StepForm>
  )
}
