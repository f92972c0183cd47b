import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleDotted } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../src-preload/contract/entities/inbox.ts'
import { conditionOf } from '../components/state-mark.tsx'

/** Is all well? In words, at the foot of every screen. */
export function OverallState({ inboxes }: { readonly inboxes: readonly InboxSummary[] }) {
  const { t } = useTranslation()
  const failing = inboxes.filter(inbox => conditionOf(inbox) === 'failing').length
  const active = inboxes.filter(inbox => inbox.active).length
  if (failing > 0) {
    return (
      <span className="mark bad" role="status">
        <IconAlertTriangleFilled size={14} aria-hidden />
        <span>{t('frame.failing', { count: failing })}</span>
      </span>
    )
  }
  if (active === 0) {
    return (
      <span className="mark dimmed" role="status">
        <IconCircleDotted size={14} aria-hidden />
        <span>
          {inboxes.length === 0 ? t('frame.nothingChecked') : t('frame.allPaused', { count: inboxes.length })}
        </span>
      </span>
    )
  }
  return (
    <span className="mark" role="status">
      <IconCircleCheckFilled size={14} className="good" aria-hidden />
      <span>{t('frame.allWell', { count: active })}</span>
    </span>
  )
}
