import { Button } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDotted,
  IconCopy,
  IconPlugConnected,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ConnectionReport } from '../../../src-preload/contract/entities/inbox.ts'
import { useOfferedCommands } from '../../commands/commands.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { toast, toastFailure } from '../../components/toast.ts'
import { focusField, focusFirst } from '../../forms/focus-field.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { hostStatus } from '../../stores/queries.ts'
import { CertificateNote } from './certificate-note.tsx'
import { describeReport } from './connection-report.ts'
import { fieldId } from './field-id.ts'
import { type TestState, useConnectionTest } from './use-connection-test.ts'

type Step = ConnectionReport['steps'][number]

const STEPS = {
  imap: ['address', 'connect', 'encryption', 'capabilities', 'sign-in', 'folder', 'read', 'permission'],
  pop3: ['address', 'connect', 'encryption', 'sign-in', 'folder', 'read', 'permission'],
  folder: ['folder', 'read', 'permission'],
} as const

const NEEDED = ['path', 'server', 'port', 'login', 'oauth_account', 'ca_file', 'pinned_certificate', 'mailbox']

/** Tries the connection with what stands in the form: step by step, green, red with its cause, or not tried. */
export function ConnectionPanel({ form }: { readonly form: InboxForm }) {
  const { t } = useTranslation()
  const { state, isOutdated, run } = useConnectionTest(form)
  const version = useQuery(hostStatus, {}).data?.version ?? null
  const report = state.phase === 'done' ? state.report : null
  const names = STEPS[form.values.protocol]
  const test = async () => {
    const wrong = form.show(NEEDED)
    if (wrong.length > 0) {
      focusFirst(wrong.map(({ field }) => fieldId(field)))
      return
    }
    const field = await run()
    if (field !== null) focusField(fieldId(field))
  }
  useOfferedCommands([{ id: 'test', group: 'here', label: t('connection.test'), run: () => void test() }])
  const copy = async () => {
    if (state.phase !== 'done') return
    try {
      await navigator.clipboard.writeText(describeReport({ report: state.report, at: state.at, version, form }, t))
      toast(t('common.copied'))
    } catch {
      toastFailure(t('connection.notCopied'))
    }
  }
  return (
    <section className="panel connection-panel" aria-label={t('connection.title')}>
      <div className="row">
        <span className="connection-verdict" role="status">
          {isOutdated ? t('connection.outdated') : verdictOf(state, t)}
        </span>
        {report && (
          <Button size="xs" variant="subtle" leftSection={<IconCopy size={14} />} onClick={copy}>
            {t('connection.copy')}
          </Button>
        )}
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
      {(state.phase === 'running' || report) && (
        <ol aria-busy={state.phase === 'running'} data-outdated={isOutdated}>
          {names.map(name => (
            <StepLine
              key={name}
              name={name}
              form={form}
              step={report?.steps.find(each => each.name === name)}
              untried={t(report ? 'connection.untried' : 'connection.pending')}
            />
          ))}
        </ol>
      )}
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

type StepLineProps = {
  readonly name: Step['name']
  readonly step: Step | undefined
  readonly untried: string
  readonly form: InboxForm
}

function StepLine({ name, step, untried, form }: StepLineProps) {
  const { t } = useTranslation()
  return (
    <li data-state={step ? (step.ok ? 'ok' : 'failed') : 'untried'}>
      {step?.ok === true && <IconCircleCheckFilled size={18} className="good" aria-label={t('connection.ok')} />}
      {step?.ok === false && <IconAlertTriangleFilled size={18} className="bad" aria-label={t('connection.failed')} />}
      {!step && <IconCircleDotted size={18} className="dimmed" aria-hidden />}
      <strong>{t(`connectionStep.${name}`)}</strong>
      {step ? <ForeignText whole>{step.message}</ForeignText> : <span className="dimmed">{untried}</span>}
      {step?.certificate && <CertificateNote certificate={step.certificate} isRefused={!step.ok} form={form} />}
    </li>
  )
}
