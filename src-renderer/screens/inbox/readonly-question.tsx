import { Button } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { call } from '../../bridge/bridge.ts'
import { attempt } from '../../components/toast.ts'
import { tellEffect } from '../inbox-form/use-effect-on-waiting.ts'
import { Note } from './note.tsx'

/** Asked once of an inbox that is older than the field: an import did not keep whether it was meant to be read only. */
export function ReadonlyQuestion({ inbox: { id, asksReadonly } }: { readonly inbox: InboxSummary }) {
  const { t } = useTranslation()
  if (!asksReadonly) return null
  const answer = (readonly: boolean) =>
    attempt(
      () => call('inboxes.answerReadonly', { id, readonly }),
      ({ waiting }) =>
        `${t(readonly ? 'inbox.readonlyNow' : 'inbox.readonlyNot')} ${tellEffect(t, 'after', waiting)}`.trim(),
    )
  return (
    <Note
      tone="wait"
      icon={<IconHelpCircle size={18} className="wait" aria-hidden />}
      title={t('inbox.readonlyTitle')}
      action={
        <span className="inbox-note-actions">
          <Button size="xs" variant="default" onClick={() => answer(true)}>
            {t('form.yes')}
          </Button>
          <Button size="xs" variant="default" onClick={() => answer(false)}>
            {t('form.no')}
          </Button>
        </span>
      }
    >
      {t('inbox.readonlyText')}
    </Note>
  )
}
