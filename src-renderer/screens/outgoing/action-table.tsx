import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import { useSecond } from '../inbox/inbox-health.tsx'
import { ActionRow } from './action-row.tsx'

type ActionTableProps = { readonly label: string; readonly actions: readonly ServerActionView[] }

const FIRST_ROWS = 100

export function ActionTable({ label, actions }: ActionTableProps) {
  const { t } = useTranslation()
  const [most, setMost] = useState(FIRST_ROWS)
  const now = useSecond()
  return (
    <>
      <table className="list" aria-label={label}>
        <colgroup>
          <col style={{ width: '24%' }} />
          <col />
          <col style={{ width: '32%' }} />
          <col className="outgoing-buttons" />
        </colgroup>
        <thead>
          <tr>
            <th>{t('outgoing.what')}</th>
            <th>{t('outgoing.mail')}</th>
            <th>{t('outgoing.when')}</th>
            <th>
              <span className="visually-hidden">{t('outgoing.todo')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {actions.slice(0, most).map(action => (
            <ActionRow key={action.id} action={action} now={now} />
          ))}
        </tbody>
      </table>
      {actions.length > most && (
        <Button variant="default" mt="sm" onClick={() => setMost(actions.length)}>
          {t('outgoing.showMore', { count: actions.length - most })}
        </Button>
      )}
    </>
  )
}
