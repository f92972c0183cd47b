import './add-inbox.css'
import { useTranslation } from 'react-i18next'
import { Unsaved } from '../../forms/unsaved.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { AddressStep } from './address-step.tsx'
import { FolderStep } from './folder-step.tsx'
import { GuideStep } from './guide-step.tsx'
import { LookStep } from './look-step.tsx'
import { RulesStep } from './rules-step.tsx'
import { ServerStep } from './server-step.tsx'
import { SignInStep } from './sign-in-step.tsx'
import { StepSummary } from './step-summary.tsx'
import type { StepName } from './steps.ts'
import type { Guide } from './use-guide.ts'

type GuideStepsProps = { readonly form: InboxForm; readonly guide: Guide; readonly within: readonly string[] }

const CONTENT = {
  address: AddressStep,
  server: ServerStep,
  'sign-in': SignInStep,
  folder: FolderStep,
  rules: RulesStep,
  look: LookStep,
} as const satisfies Record<StepName, unknown>

/** The steps from an address to an inbox, one of them open. */
export function GuideSteps({ form, guide, within }: GuideStepsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Unsaved dirty={form.changes > 0 || guide.address !== ''} within={within} />
      <ol className="guide" aria-label={t('guide.steps')}>
        {guide.steps.map(step => {
          const Content = CONTENT[step]
          return (
            <GuideStep
              key={step}
              guide={guide}
              step={step}
              summary={<StepSummary step={step} form={form} guide={guide} />}
            >
              <Content form={form} guide={guide} />
            </GuideStep>
          )
        })}
      </ol>
    </>
  )
}
