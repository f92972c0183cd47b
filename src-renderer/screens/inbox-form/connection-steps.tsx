import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleDotted } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConnectionReport } from '../../../src-preload/contract/entities/inbox.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { CertificateNote } from './certificate-note.tsx'

type Step = ConnectionReport['steps'][number]

const STEPS = {
  imap: ['address', 'connect', 'encryption', 'capabilities', 'sign-in', 'folder', 'read', 'permission'],
  pop3: ['address', 'connect', 'encryption', 'sign-in', 'folder', 'read', 'permission'],
  folder: ['folder', 'read', 'permission'],
} as const

type ConnectionStepsProps = {
  readonly form: InboxForm
  /** Null while the test runs. */
  readonly report: ConnectionReport | null
  readonly isOutdated: boolean
  /** Of certificates, only one that was refused. */
  readonly isBrief?: boolean
  /** Once a refused certificate was pinned. */
  readonly onTrust?: (() => void) | undefined
}

/** A test of the connection step by step: green, red with its cause, or not tried. */
export function ConnectionSteps({ form, report, isOutdated, isBrief = false, onTrust }: ConnectionStepsProps) {
  const { t } = useTranslation()
  return (
    <ol className="connection-steps" aria-busy={report === null} data-outdated={isOutdated}>
      {STEPS[form.values.protocol].map(name => (
        <StepLine
          key={name}
          name={name}
          form={form}
          step={report?.steps.find(each => each.name === name)}
          isBrief={isBrief}
          untried={t(report ? 'connection.untried' : 'connection.pending')}
          onTrust={onTrust}
        />
      ))}
    </ol>
  )
}

type StepLineProps = Pick<ConnectionStepsProps, 'form' | 'onTrust'> & {
  readonly isBrief: boolean
  readonly name: Step['name']
  readonly step: Step | undefined
  readonly untried: string
}

function StepLine({ name, step, untried, form, isBrief, onTrust }: StepLineProps) {
  const { t } = useTranslation()
  return (
    <li data-state={step ? (step.ok ? 'ok' : 'failed') : 'untried'}>
      {step?.ok === true && <IconCircleCheckFilled size={18} className="good" aria-label={t('connection.ok')} />}
      {step?.ok === false && <IconAlertTriangleFilled size={18} className="bad" aria-label={t('connection.failed')} />}
      {!step && <IconCircleDotted size={18} className="dimmed" aria-hidden />}
      <strong>{t(`connectionStep.${name}`)}</strong>
      {step ? <ForeignText whole>{step.message}</ForeignText> : <span className="dimmed">{untried}</span>}
      {step?.certificate && !(isBrief && step.ok) && (
        <CertificateNote certificate={step.certificate} isRefused={!step.ok} form={form} onTrust={onTrust} />
      )}
    </li>
  )
}
