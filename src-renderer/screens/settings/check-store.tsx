import { Button } from '@mantine/core'
import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CheckReport } from '../../../src-preload/contract/entities/operations.ts'
import { call } from '../../bridge/bridge.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatNumber } from '../../components/format.ts'
import { TaskPanel } from './task-panel.tsx'
import { useTask } from './use-task.ts'

/** Does the store hold what it should? */
export function CheckStore() {
  const { t } = useTranslation()
  const { busy, result, failure, run } = useTask<CheckReport>()
  const check = () => run(() => call('store.check', {}))
  return (
    <TaskPanel
      title={t('settings.check')}
      help={t('settings.checkHelp')}
      action={
        <Button variant="default" loading={busy} onClick={check}>
          {t('settings.checkGo')}
        </Button>
      }
    >
      {failure && <FailureNote message={failure.message} onRetry={check} />}
      {result && <Report report={result} />}
    </TaskPanel>
  )
}

function Report({ report }: { readonly report: CheckReport }) {
  const { t } = useTranslation()
  const { ok, faults, books } = report
  return (
    <div className="task-result" role="status">
      <p className="mark">
        {ok ? (
          <IconCircleCheckFilled size={18} className="good" aria-hidden />
        ) : (
          <IconAlertTriangleFilled size={18} className="bad" aria-hidden />
        )}
        <strong>{ok ? t('settings.storeWell') : t('settings.storeFaults', { count: faults.length })}</strong>
      </p>
      <p className="dimmed">
        {t('settings.checked', {
          messages: formatNumber(report.messages),
          tickets: formatNumber(report.tickets),
          blobs: formatNumber(report.blobs),
        })}
      </p>
      {faults.length > 0 && (
        <ul>
          {faults.map(fault => (
            <li key={`${fault.kind} ${fault.message}`}>
              <strong>{t(`settings.fault.${fault.kind}`)}</strong>
              <ForeignText whole>{fault.message}</ForeignText>
            </li>
          ))}
        </ul>
      )}
      {books.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t('settings.book')}</th>
              <th scope="col" className="number">
                {t('inboxes.onServer')}
              </th>
              <th scope="col" className="number">
                {t('settings.listed')}
              </th>
              <th scope="col">{t('settings.balance')}</th>
            </tr>
          </thead>
          <tbody>
            {books.map(({ inboxId, name, onServer, listed, balanced }) => (
              <tr key={inboxId}>
                <td>
                  <ForeignText>{name}</ForeignText>
                </td>
                <td className="number">{formatNumber(onServer)}</td>
                <td className="number">{formatNumber(listed)}</td>
                <td className={balanced ? 'good' : 'bad'}>
                  {t(balanced ? 'settings.balanced' : 'settings.unbalanced')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
