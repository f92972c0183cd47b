import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { standardPort } from '../inbox-form/server-fields.tsx'
import { storageOf } from '../inbox-form/storage-fields.tsx'
import type { StepName } from './steps.ts'
import type { Guide } from './use-guide.ts'

type StepSummaryProps = { readonly step: StepName; readonly form: InboxForm; readonly guide: Guide }

/** What a step that is done has settled, in a few words. */
export function StepSummary({ step, form, guide }: StepSummaryProps) {
  const { t } = useTranslation()
  const { values } = form
  switch (step) {
    case 'address':
      return <ForeignText>{t('guide.summary.address', { name: values.name, address: guide.address })}</ForeignText>
    case 'server': {
      const port = values.port === '' ? standardPort(values) : values.port
      const protocol = values.protocol === 'pop3' ? 'POP3' : 'IMAP'
      const security = t(`inboxForm.${values.security}`)
      return <ForeignText>{t('guide.summary.server', { protocol, server: values.server, port, security })}</ForeignText>
    }
    case 'sign-in':
      return <ForeignText>{t('guide.summary.signIn', { login: values.login })}</ForeignText>
    case 'folder':
      return <ForeignText>{values.mailbox}</ForeignText>
    case 'rules':
      return (
        <ForeignText whole>
          {t('guide.summary.rules', {
            opens: t(`ticketClass.${values.target_class}`),
            storage: t(`guide.summary.${storageOf(values)}`),
            unknown: t(`guide.summary.${values.unknown_caller_behavior}`),
          })}
        </ForeignText>
      )
    case 'look':
      return null
  }
}
