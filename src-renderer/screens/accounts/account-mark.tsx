import { IconAlertTriangleFilled, IconCircleCheckFilled, IconClockHour4 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OauthAccountState } from '../../../src-preload/contract/entities/oauth.ts'

const MARKS = {
  ok: { Icon: IconCircleCheckFilled, tone: 'good' },
  expiring: { Icon: IconClockHour4, tone: 'wait' },
  'signed-out': { Icon: IconAlertTriangleFilled, tone: 'bad' },
} as const

/** The state of a sign-in: a shape and a word; colour only helps. */
export function AccountMark({ state }: { readonly state: OauthAccountState }) {
  const { t } = useTranslation()
  const { Icon, tone } = MARKS[state]
  return (
    <span className="mark">
      <Icon size={16} className={tone} aria-hidden />
      <span>{t(`accountState.${state}`)}</span>
    </span>
  )
}
