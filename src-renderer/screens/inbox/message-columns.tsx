import { IconClockHour4, IconMailOff } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type MessageRow, MessageState } from '../../../src-preload/contract/entities/message.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatBytes } from '../../components/format.ts'
import { Moment } from '../../components/moment.tsx'
import { MessageMark } from '../../components/state-mark.tsx'
import type { Column } from '../../lists/column.ts'
import { addressOf } from '../../navigation.ts'

/** The columns of every list of messages. Words are looked up once a list, not once a row. */
export function useMessageColumns(isNarrow: boolean): readonly Column<MessageRow>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const words = new Map(MessageState.options.map(state => [state, t(`messageState.${state}`)]))
    const noSubject = t('mail.noSubject')
    const presence = { gone: t('messageList.gone'), 'action-waiting': t('messageList.waiting') }
    const size: Column<MessageRow> = {
      id: 'size',
      head: t('messageList.size'),
      track: '84px',
      sort: 'size',
      align: 'end',
      cell: row => <span className="dimmed">{formatBytes(row.sizeBytes)}</span>,
    }
    return [
      {
        id: 'state',
        head: t('messageList.state'),
        track: isNarrow ? '116px' : '124px',
        sort: 'state',
        cell: row => (
          <span className="row" style={{ gap: 6 }}>
            <MessageMark state={row.state} word={words.get(row.state) ?? row.state} />
            {row.presence !== 'on-server' && <PresenceMark presence={row.presence} word={presence[row.presence]} />}
          </span>
        ),
      },
      {
        id: 'received',
        head: t('messageList.received'),
        track: isNarrow ? '104px' : '112px',
        sort: 'received',
        cell: row => (
          <span className="dimmed">
            <Moment at={row.receivedAt} />
          </span>
        ),
      },
      {
        id: 'from',
        head: t('messageList.from'),
        track: 'minmax(0, 3fr)',
        sort: 'from',
        cell: row => (
          <bdi className="cut" title={row.fromAddress}>
            {row.fromName || row.fromAddress}
          </bdi>
        ),
      },
      {
        id: 'subject',
        head: t('messageList.subject'),
        track: 'minmax(0, 5fr)',
        sort: 'subject',
        cell: row => (
          <a className="list-open" href={addressOf.message(row.id)} tabIndex={-1}>
            <ForeignText>{row.subject || noSubject}</ForeignText>
          </a>
        ),
      },
      ...(isNarrow ? [] : [size]),
      {
        id: 'ticket',
        head: t('messageList.ticket'),
        track: '88px',
        sort: 'ticket',
        cell: row =>
          row.ticketId && (
            <a className="cut" href={addressOf.ticket(row.ticketId)} tabIndex={-1}>
              {row.ticketRef}
            </a>
          ),
      },
      {
        id: 'reason',
        head: t('messageList.reason'),
        track: 'minmax(0, 4fr)',
        cell: row => (
          <span className="dimmed">
            <ForeignText>{row.reason}</ForeignText>
          </span>
        ),
      },
    ]
  }, [t, isNarrow])
}

function PresenceMark({ presence, word }: { readonly presence: 'gone' | 'action-waiting'; readonly word: string }) {
  const Icon = presence === 'gone' ? IconMailOff : IconClockHour4
  return (
    <span title={word} className="mark dimmed">
      <Icon size={14} role="img" aria-label={word} />
    </span>
  )
}
