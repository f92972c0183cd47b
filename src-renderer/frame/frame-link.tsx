import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../components/format.ts'

type FrameLinkProps = {
  readonly address: string
  readonly current: 'page' | undefined
  readonly icon: ReactNode
  /** How many wait for a person; nothing is shown for none. */
  readonly count?: number
  /** A second, small way that belongs to this place. */
  readonly beside?: ReactNode
  readonly children: string
}

export function FrameLink({ address, current, icon, count = 0, beside, children }: FrameLinkProps) {
  const { t } = useTranslation()
  return (
    <li className="frame-item">
      <a className="frame-link" href={address} aria-current={current} title={children}>
        {icon}
        <span className="cut">{children}</span>
        {count > 0 && (
          <span className="frame-count" title={t('frame.errorCount', { count })}>
            {formatNumber(count)}
          </span>
        )}
      </a>
      {beside}
    </li>
  )
}
