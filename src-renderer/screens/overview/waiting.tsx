import {
  IconAlertTriangle,
  IconChevronRight,
  IconClockHour4,
  IconMail,
  IconServer,
  IconTicket,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../src-preload/contract/entities/host.ts'
import { formatNumber } from '../../components/format.ts'
import { addressOf } from '../../navigation.ts'

/** What waits, for Postdesk or for a person; each number leads to its list. */
export function Waiting({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const { waiting, openTickets } = overview
  return (
    <section className="panel waiting" aria-label={t('overview.waiting')}>
      <h2>{t('overview.waiting')}</h2>
      <ul>
        <Line icon={<IconMail size={18} />} address={addressOf.inboxes} count={waiting.new}>
          {t('overview.newMessages')}
        </Line>
        <Line icon={<IconAlertTriangle size={18} />} address={addressOf.errors} count={waiting.error} isBad>
          {t('overview.errors')}
        </Line>
        <Line icon={<IconClockHour4 size={18} />} address={addressOf.errors} count={waiting.held}>
          {t('overview.held')}
        </Line>
        <Line icon={<IconServer size={18} />} address={addressOf.outgoing} count={waiting.serverActions}>
          {t('overview.serverActions')}
        </Line>
        <Line icon={<IconTicket size={18} />} address={addressOf.tickets} count={openTickets}>
          {t('overview.openTickets')}
        </Line>
      </ul>
    </section>
  )
}

type LineProps = {
  readonly icon: ReactNode
  readonly address: string
  readonly count: number
  readonly isBad?: boolean
  readonly children: string
}

function Line({ icon, address, count, isBad = false, children }: LineProps) {
  return (
    <li>
      <a href={address}>
        <span className="dimmed" aria-hidden>
          {icon}
        </span>
        <span className="waiting-name">{children}</span>
        <span className={count === 0 ? 'number dimmed' : isBad ? 'number bad' : 'number'}>{formatNumber(count)}</span>
        <IconChevronRight size={16} className="dimmed" aria-hidden />
      </a>
    </li>
  )
}
