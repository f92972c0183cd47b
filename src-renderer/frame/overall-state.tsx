import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDotted,
  IconHelpCircle,
  IconPlayerPause,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../src-preload/contract/entities/inbox.ts'
import { conditionOf } from '../components/state-mark.tsx'

type OverallStateProps = { readonly inboxes: readonly InboxSummary[] | null; readonly polling: boolean }

/** Is all well? In words, at the foot of every screen. */
export function OverallState({ inboxes, polling }: OverallStateProps) {
  const { t } = useTranslation()
  // Nothing is known yet: nothing is claimed.
  if (inboxes === null) return <span className="mark" role="status" />
  const { Icon, tone, words } = stateOf(inboxes, polling, t)
  return (
    <span className={tone === 'bad' ? 'mark bad' : 'mark'} role="status" title={words}>
      <Icon size={14} className={tone} aria-hidden />
      <span className="cut">{words}</span>
    </span>
  )
}

function stateOf(inboxes: readonly InboxSummary[], polling: boolean, t: TFunction) {
  const count = (condition: ReturnType<typeof conditionOf>) =>
    inboxes.filter(inbox => conditionOf(inbox) === condition).length
  const active = inboxes.filter(inbox => inbox.active).length
  if (inboxes.length === 0) return { Icon: IconCircleDotted, tone: 'dimmed', words: t('frame.nothingChecked') }
  if (!polling) return { Icon: IconPlayerPause, tone: 'wait', words: t('frame.paused') }
  if (count('failing') > 0) {
    return { Icon: IconAlertTriangleFilled, tone: 'bad', words: t('frame.failing', { count: count('failing') }) }
  }
  if (active === 0) {
    return { Icon: IconPlayerPause, tone: 'dimmed', words: t('frame.allPaused', { count: inboxes.length }) }
  }
  if (count('firstLook') > 0) {
    return { Icon: IconHelpCircle, tone: 'wait', words: t('frame.firstLook', { count: count('firstLook') }) }
  }
  return { Icon: IconCircleCheckFilled, tone: 'good', words: t('frame.allWell', { count: active }) }
}
