import '../../forms/forms.css'
import '../inbox-form/inbox-form.css'
import { useTranslation } from 'react-i18next'
import { Page } from '../../components/page.tsx'
import { useInboxForm } from '../../forms/use-inbox-form.ts'
import { addressOf } from '../../navigation.ts'
import { InboxForm } from '../inbox-form/inbox-form.tsx'
import { GuideSteps } from './guide-steps.tsx'
import { useGuide } from './use-guide.ts'

/** Two ways to the same new inbox; what is typed in one stands in the other. */
const WITHIN = [addressOf.newInbox, addressOf.newInboxForm]

/** Adds an inbox: step by step, or with all its settings at once. */
export function AddInboxScreen({ view }: { readonly view: 'guide' | 'form' }) {
  const { t } = useTranslation()
  const form = useInboxForm(undefined)
  const guide = useGuide(form)
  const parent = { title: t('frame.inboxes'), address: addressOf.inboxes }
  if (view === 'form') {
    return (
      <Page
        kind="form"
        title={t('inboxForm.newTitle')}
        parent={parent}
        below={t('inboxForm.newBelow')}
        actions={<a href={addressOf.newInbox}>{t('guide.toGuide')}</a>}
      >
        <InboxForm form={form} hasPassword={false} startAt={guide.formField} within={WITHIN} />
      </Page>
    )
  }
  return (
    <Page
      kind="form"
      title={t('inboxForm.newTitle')}
      parent={parent}
      below={t('guide.below')}
      actions={<a href={addressOf.newInboxForm}>{t('guide.allSettings')}</a>}
    >
      <GuideSteps form={form} guide={guide} within={WITHIN} />
    </Page>
  )
}
