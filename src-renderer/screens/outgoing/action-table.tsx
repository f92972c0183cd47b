import { Button } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconCircleCheckFilled,
  IconClockHour4,
  IconFolderSymlink,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import { call } from '../../bridge/bridge.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatExact, formatRelative } from '../../components/format.ts'
import { Moment } from '../../components/moment.tsx'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { useSecond } from '../inbox/inbox-health.tsx'

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
          <col style={{ width: '26%' }} />
          <col />
          <col style={{ width: '32%' }} />
          <col style={{ width: 104 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{t('outgoing.what')}</th>
            <th>{t('outgoing.mail')}</th>
            <th>{t('outgoing.when')}</th>
            <th>
              <span className="visually-hidden">{t('outgoing.undo')}</span>
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

type ActionRowProps = { readonly action: ServerActionView; readonly now: number }

function ActionRow({ action, now }: ActionRowProps) {
  const { t } = useTranslation()
  const { id, messageId, kind, targetFolder, state } = action
  const subject = action.subject || t('mail.noSubject')
  const Icon = kind === 'delete' ? IconTrash : IconFolderSymlink
  const what = kind === 'delete' ? t('outgoing.delete') : t('outgoing.move', { folder: targetFolder ?? '' })
  const undo = () =>
    attempt(
      () => call('actions.cancel', { id }),
      () => t('outgoing.undone'),
    )
  return (
    <tr>
      <td>
        <span className="row">
          <Icon size={16} className="dimmed" aria-hidden />
          <ForeignText>{what}</ForeignText>
        </span>
      </td>
      <td>
        <a className="list-open" href={addressOf.message(messageId)}>
          <ForeignText>{subject}</ForeignText>
        </a>
      </td>
      <td className="outgoing-what">
        <ActionState action={action} now={now} />
      </td>
      <td>
        {state === 'waiting' && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            onClick={undo}
            aria-label={t('outgoing.undoNamed', { subject })}
          >
            {t('outgoing.undo')}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** Where an action stands: counted down while it waits, with its reason when it failed. */
function ActionState({ action, now }: ActionRowProps) {
  const { t } = useTranslation()
  const { state, dueAt, attempts, lastError } = action
  switch (state) {
    case 'done':
      return (
        <span className="mark">
          <IconCircleCheckFilled size={16} className="good" aria-hidden />
          {t('outgoing.done')}
          <span className="dimmed">
            <Moment at={dueAt} />
          </span>
        </span>
      )
    case 'cancelled':
      return (
        <span className="mark dimmed">
          <IconArrowBackUp size={16} aria-hidden />
          {t('outgoing.cancelled')}
        </span>
      )
    case 'failed':
      return (
        <>
          <span className="mark bad">
            <IconAlertTriangleFilled size={16} aria-hidden />
            {t('outgoing.gaveUp', { count: attempts })}
          </span>
          <Fault reason={lastError} />
        </>
      )
    case 'waiting': {
      const when = dueAt <= now ? t('outgoing.now') : formatRelative(dueAt, now)
      return (
        <>
          <span className="mark number" title={formatExact(dueAt)}>
            <IconClockHour4 size={16} className={attempts > 0 ? 'wait' : 'accent'} aria-hidden />
            {attempts > 0 ? t('outgoing.retry', { count: attempts, when }) : when}
          </span>
          <Fault reason={lastError} />
        </>
      )
    }
  }
}

function Fault({ reason }: { readonly reason: string | null }) {
  if (!reason) return null
  return (
    <span className="small dimmed outgoing-fault">
      <ForeignText whole>{reason}</ForeignText>
    </span>
  )
}
