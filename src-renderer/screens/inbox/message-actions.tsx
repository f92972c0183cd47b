import { useTranslation } from 'react-i18next'
import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'
import { call } from '../../bridge/bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { attempt } from '../../components/toast.ts'

type MessageActionsProps = { readonly selected: readonly MessageRow[]; readonly onDone: () => void }

/** What can be done with the selected messages; each says first what will happen to how many. */
export function MessageActions({ selected, onDone }: MessageActionsProps) {
  const { t } = useTranslation()
  const ids = selected.map(row => row.id)
  const count = ids.length
  const withTicket = selected.filter(row => row.ticketId !== null).length
  if (count === 0) return null
  const run = async (name: 'messages.reset' | 'messages.ignore' | 'messages.delete') => {
    await attempt(
      () => call(name, { ids }),
      ({ changed, refused }) =>
        refused[0]
          ? t('inbox.someRefused', { changed, count: refused.length, reason: refused[0].reason })
          : t('inbox.changed', { count: changed }),
    )
    onDone()
  }
  return (
    <div className="row" role="toolbar" aria-label={t('inbox.selection')}>
      <span className="dimmed">{t('inbox.selected', { count })}</span>
      <ConfirmButton
        size="xs"
        verb={t('inbox.resetVerb', { count })}
        sentence={
          withTicket > 0 ? t('inbox.resetWithTickets', { count: withTicket }) : t('inbox.resetSentence', { count })
        }
        onConfirm={() => run('messages.reset')}
      >
        {t('inbox.reset')}
      </ConfirmButton>
      <ConfirmButton
        size="xs"
        verb={t('inbox.ignoreVerb', { count })}
        sentence={t('inbox.ignoreSentence', { count })}
        onConfirm={() => run('messages.ignore')}
      >
        {t('inbox.ignore')}
      </ConfirmButton>
      <ConfirmButton
        size="xs"
        verb={t('inbox.deleteVerb', { count })}
        sentence={t('inbox.deleteSentence', { count })}
        onConfirm={() => run('messages.delete')}
      >
        {t('inbox.delete')}
      </ConfirmButton>
    </div>
  )
}
