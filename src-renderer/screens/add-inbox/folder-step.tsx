import { useTranslation } from 'react-i18next'
import { focusField } from '../../forms/focus-field.ts'
import { LinesField } from '../../forms/lines-field.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from '../inbox-form/field-id.ts'
import { useFolders } from '../inbox-form/use-folders.ts'
import { findWrong } from './find-wrong.ts'
import { FolderChoice } from './folder-choice.tsx'
import { StepForm } from './step-form.tsx'
import { FIELDS } from './steps.ts'
import type { Guide } from './use-guide.ts'

/** Which folder is watched, and which addresses are the mailbox itself. */
export function FolderStep({ form, guide }: { readonly form: InboxForm; readonly guide: Guide }) {
  const { t } = useTranslation()
  const list = useFolders(form)
  const goOn = async () => {
    const wrong = await findWrong(form, FIELDS.folder)
    if (wrong === null) guide.goOn()
    else focusField(fieldId(wrong))
  }
  return (
    <StepForm guide={guide} onGoOn={goOn} phase={`${list.folders !== null} ${list.failure !== null}`}>
      <FolderChoice form={form} list={list} />
      <LinesField
        id={fieldId('own_addresses')}
        label={t('inboxForm.own_addresses')}
        description={t('inboxForm.own_addressesHelp')}
        placeholder={'support@example.org'}
        isCode={false}
        value={form.values.own_addresses}
        issues={form.issuesOf('own_addresses')}
        onChange={value => form.set('own_addresses', value)}
      />
    </StepForm>
  )
}
