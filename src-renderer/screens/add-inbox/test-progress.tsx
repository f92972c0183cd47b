import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../components/failure-note.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ConnectionSteps } from '../inbox-form/connection-steps.tsx'
import { CopyReport } from '../inbox-form/copy-report.tsx'
import type { ConnectionTest } from '../inbox-form/use-connection-test.ts'

type TestProgressProps = { readonly form: InboxForm; readonly test: ConnectionTest; readonly onTrust: () => void }

/** The test of the connection as it goes; nothing before it began. */
export function TestProgress({ form, test: { state, isOutdated, run }, onTrust }: TestProgressProps) {
  const { t } = useTranslation()
  if (state.phase === 'idle') return null
  if (state.phase === 'failed') return <FailureNote message={state.message} onRetry={() => void run()} />
  const report = state.phase === 'done' ? state.report : null
  const verdict = report === null ? 'connection.running' : report.ok ? 'connection.well' : 'connection.notWell'
  return (
    <section className="guide-test" aria-label={t('connection.title')} data-ok={report?.ok ?? true}>
      <div className="row">
        <strong role="status">{isOutdated ? t('connection.outdated') : t(verdict)}</strong>
        <CopyReport state={state} form={form} />
      </div>
      <ConnectionSteps form={form} report={report} isOutdated={isOutdated} isBrief onTrust={onTrust} />
    </section>
  )
}
