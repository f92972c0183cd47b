import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { MessageStateMark } from '../../components/state-mark.tsx'
import { useListKeys } from '../../components/use-list-keys.ts'
import { addressOf } from '../../navigation.ts'

type MessageTableProps = {
  readonly rows: readonly MessageRow[]
  readonly selected: ReadonlySet<string>
  readonly onSelect: (selected: ReadonlySet<string>) => void
}

export function MessageTable({ rows, selected, onSelect }: MessageTableProps) {
  const { t } = useTranslation()
  const list = useListKeys()
  const all = rows.every(row => selected.has(row.id))
  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    onSelect(next)
  }
  return (
    <table className="list" ref={list}>
      <colgroup>
        <col style={{ width: 36 }} />
        <col style={{ width: 112 }} />
        <col style={{ width: 112 }} />
        <col style={{ width: '16%' }} />
        <col />
        <col style={{ width: 88 }} />
        <col style={{ width: '26%' }} />
      </colgroup>
      <thead>
        <tr>
          <th>
            <Checkbox
              size="xs"
              aria-label={t('inbox.selectAll')}
              checked={all}
              indeterminate={!all && selected.size > 0}
              onChange={() => onSelect(all ? new Set() : new Set(rows.map(row => row.id)))}
            />
          </th>
          <th>{t('inbox.state')}</th>
          <th>{t('inbox.received')}</th>
          <th>{t('inbox.from')}</th>
          <th>{t('inbox.subject')}</th>
          <th>{t('inbox.ticket')}</th>
          <th>{t('inbox.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id} data-selected={selected.has(row.id)}>
            <td>
              <Checkbox
                size="xs"
                aria-label={t('inbox.select', { subject: row.subject })}
                checked={selected.has(row.id)}
                onChange={() => toggle(row.id)}
              />
            </td>
            <td>
              <MessageStateMark state={row.state} />
            </td>
            <td className="dimmed">
              <Moment at={row.receivedAt} />
            </td>
            <td title={row.fromAddress}>
              <ForeignText>{row.fromName || row.fromAddress}</ForeignText>
            </td>
            <td>
              <a className="list-open" href={addressOf.message(row.id)}>
                <ForeignText>{row.subject || t('mail.noSubject')}</ForeignText>
              </a>
            </td>
            <td>{row.ticketId && <a href={addressOf.ticket(row.ticketId)}>{row.ticketRef}</a>}</td>
            <td className="dimmed">
              <ForeignText>{row.reason}</ForeignText>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
