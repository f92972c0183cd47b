import { Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useOfferedCommands } from '../../commands/commands.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { focusField, focusFirst } from '../../forms/focus-field.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ConnectionSteps } from './connection-steps.tsx'
import { CopyReport } from './copy-report.tsx'
import { fieldId } from './field-id.ts'
import { type TestState, useConnectionTest } from './use-connection-test.ts'

const NEEDED = ['path', 'server', 'port', 'login', 'oauth_account', 'ca_file', 'pinned_certificate', 'mailbox']

/** Tries the connection with what stands in the form: step by step, green, red with its cause, or not tried. */
export function ConnectionPanel({ form }: { readonly form: InboxForm }) {
  const { t } = useTranslation()
  const { state, isOutdated, run } = useConnectionTest(form)
  const report = state.phase === 'done' ? state.report : null
  const test = async () => {
    const wrong = form.show(NEEDED)
    if (wrong.length > 0) {
      focusFirst(wrong.map(({ field }) => fieldId(field)))
      return
    }
    const { field } = await run()
    if (field !== null) focusField(fieldId(field))
  }
  useOfferedCommands([{ id: 'test', group: 'here', label: t('connection.test'), run: () => void test() }])
  return (
    <section className="panel connection-panel" aria-label={t('connection.title')}>
      <div className="row">
        <span className="connection-verdict" role="status">
          {isOutdated ? t('connection.outdated') : verdictOf(state, t)}
        </span>
        <CopyReport state={state} form={form} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlugConnected size={14} />}
          loading={state.phase === 'running'}
          onClick={test}
        >
          {t('connection.test')}
        </Button>
      </div>
      {state.phase === 'failed' && <FailureNote message={state.message} onRetry={test} />}
      {(state.phase === 'running' || report) && <ConnectionSteps form={form} report={report} isOutdated={isOutdated} />}
    </section>
  )
}

function verdictOf(state: TestState, t: TFunction): string {
  switch (state.phase) {
    case 'idle':
      return t('connection.idle')
    case 'running':
      return t('connection.running')
    case 'failed':
      return t('connection.notWell')
    case 'done':
      return t(state.report.ok ? 'connection.well' : 'connection.notWell')
  }
}
