import { IconAlertTriangleFilled, IconCircleCheckFilled, IconHandStop } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Hindrance, Overview } from '../../../src-preload/contract/entities/host.ts'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { weightOf } from './hindrance-weight.ts'

const LOOKS = {
  bad: { Icon: IconAlertTriangleFilled, tone: 'bad' },
  wait: { Icon: IconHandStop, tone: 'wait' },
  calm: { Icon: IconCircleCheckFilled, tone: 'good' },
} as const

type HeadlineProps = { readonly overview: Overview; readonly inboxes: readonly InboxSummary[] }

/** The state of everything in one sentence; below it what stands behind it. */
export function Headline({ overview, inboxes }: HeadlineProps) {
  const { t } = useTranslation()
  const troubles = overview.hindrances.filter(({ kind }) => weightOf(kind) !== 'calm')
  const [first] = troubles
  const weight = troubles.some(({ kind }) => weightOf(kind) === 'bad') ? 'bad' : first ? 'wait' : 'calm'
  const { Icon, tone } = LOOKS[weight]
  return (
    <section className="overview-headline" data-weight={weight} aria-label={t('overview.state')}>
      <Icon size={32} className={tone} aria-hidden />
      <div role="status">
        <p className="overview-sentence">
          <ForeignText whole>{sentenceOf(troubles, t)}</ForeignText>
        </p>
        <p className="dimmed">
          <Behind overview={overview} inboxes={inboxes} />
        </p>
      </div>
    </section>
  )
}

function sentenceOf(troubles: readonly Hindrance[], t: TFunction): string {
  const [first] = troubles
  if (!first) return t('overview.headline.well')
  const isFailing = ({ kind }: Hindrance) => kind === 'inbox-failing' || kind === 'signed-out'
  const failing = troubles.filter(isFailing)
  if (isFailing(first) && failing.length > 1) {
    return t('overview.headline.several-failing', { count: failing.length })
  }
  return t(`overview.headline.${first.kind}`, { name: first.inboxName, count: first.count })
}

function Behind({ overview, inboxes }: HeadlineProps) {
  const { t } = useTranslation()
  const active = inboxes.filter(inbox => inbox.active)
  const successes = active.flatMap(({ health }) => health.lastSuccessAt ?? [])
  if (overview.paused || active.length === 0) return <>{t('overview.byHand')}</>
  if (successes.length === 0) return <>{t('overview.watched', { count: active.length })}</>
  return (
    <>
      {t('overview.watchedSince', { count: active.length })} <Moment at={Math.max(...successes)} />
    </>
  )
}
