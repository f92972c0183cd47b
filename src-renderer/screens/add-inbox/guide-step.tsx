import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepName } from './steps.ts'
import type { Guide } from './use-guide.ts'

type GuideStepProps = {
  readonly guide: Guide
  readonly step: StepName
  /** What was chosen, once it is done. */
  readonly summary: ReactNode
  /** Shown while it is the current one. */
  readonly children: ReactNode
}

/** One step of the guide: open, folded with its summary, or still to come. */
export function GuideStep({ guide, step, summary, children }: GuideStepProps) {
  const { t } = useTranslation()
  const isCurrent = guide.current === step
  const isDone = !isCurrent && guide.isDone(step)
  const title = t(`guide.step.${step}`)
  return (
    <li
      className="guide-step"
      data-state={isCurrent ? 'current' : isDone ? 'done' : 'coming'}
      aria-current={isCurrent ? 'step' : undefined}
    >
      <div className="guide-head">
        <span className="guide-mark">
          {isDone ? <IconCheck size={16} aria-label={t('guide.done')} /> : guide.steps.indexOf(step) + 1}
        </span>
        <h2>{title}</h2>
        {isDone && (
          <>
            <div className="guide-summary">{summary}</div>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('guide.changeStep', { step: title })}
              onClick={() => guide.open(step)}
            >
              {t('guide.change')}
            </Button>
          </>
        )}
      </div>
      {isCurrent && children}
    </li>
  )
}
