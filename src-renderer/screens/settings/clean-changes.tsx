import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../src-preload/contract/procedures.ts'
import { call } from '../../bridge/bridge.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { formatNumber } from '../../components/format.ts'
import { TaskPanel } from './task-panel.tsx'
import { useTask } from './use-task.ts'

const EXACTLY = -1
const MOST_AT_ONCE = 100_000

/** Records of changes whose ticket is gone: counted first, then removed. */
export function CleanChanges() {
  const { t } = useTranslation()
  const { busy, result, failure, run } = useTask<OutputOf<'changes.clean'>>()
  const count = () => run(() => call('changes.clean', { limit: 0, count: EXACTLY }))
  const clean = () => run(() => call('changes.clean', { limit: MOST_AT_ONCE }))
  const found = result?.counted ?? null
  return (
    <TaskPanel
      title={t('settings.clean')}
      help={t('settings.cleanHelp')}
      action={
        <Button variant="default" loading={busy} onClick={found ? clean : count}>
          {found ? t('settings.cleanGo', { count: found, number: formatNumber(found) }) : t('settings.cleanCount')}
        </Button>
      }
    >
      {failure && <FailureNote message={failure.message} onRetry={count} />}
      <p className="task-done" role="status">
        {result &&
          (found === null
            ? t('settings.cleaned', { count: result.removed, number: formatNumber(result.removed) })
            : t('settings.cleanFound', { count: found, number: formatNumber(found) }))}
      </p>
    </TaskPanel>
  )
}
