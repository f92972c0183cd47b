import { IconAlertTriangle, IconInbox, IconLayoutDashboard, IconPlus, IconTicket, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../components/format.ts'
import { InboxMark } from '../components/state-mark.tsx'
import { addressOf, type Place } from '../navigation.ts'
import { useQuery } from '../stores/create-query-store.ts'
import { inboxes } from '../stores/queries.ts'
import { useWireState } from '../stores/wire-state.ts'
import { ColourSchemeSwitch } from './colour-scheme-switch.tsx'
import { OverallState } from './overall-state.tsx'

/** Navigation on the left, the place itself on the right. */
export function Frame({ place, children }: { readonly place: Place; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const wire = useWireState(store => store.state)
  const list = useQuery(inboxes, {}).data ?? []
  const errors = list.reduce((sum, inbox) => sum + inbox.counts.error, 0)
  const here = (...screens: Place['screen'][]) => (screens.includes(place.screen) ? 'page' : undefined)
  return (
    <div className="frame">
      <nav className="frame-navigation" aria-label={t('frame.navigation')}>
        <div className="frame-brand">
          <img src="./icon.svg" alt="" />
          <span>Postdesk</span>
        </div>
        <ul className="frame-links">
          <Link address={addressOf.overview} current={here('overview')} icon={<IconLayoutDashboard size={18} />}>
            {t('frame.overview')}
          </Link>
          <li className="frame-link frame-section">
            <IconInbox size={18} />
            <span className="cut">{t('frame.inboxes')}</span>
            <a
              href={addressOf.newInbox}
              className="frame-add"
              aria-current={here('new-inbox')}
              aria-label={t('frame.addInbox')}
              title={t('frame.addInbox')}
            >
              <IconPlus size={16} />
            </a>
          </li>
          {list.length > 0 && (
            <li>
              <ul aria-label={t('frame.inboxes')}>
                {list.map(inbox => (
                  <li key={inbox.id}>
                    <a
                      className="frame-link inner"
                      href={addressOf.inbox(inbox.id)}
                      aria-current={
                        (place.screen === 'inbox' || place.screen === 'inbox-settings') && place.id === inbox.id
                          ? 'page'
                          : undefined
                      }
                    >
                      <bdi className="cut" title={inbox.name}>
                        {inbox.name}
                      </bdi>
                      <InboxMark inbox={inbox} word={false} />
                    </a>
                  </li>
                ))}
              </ul>
            </li>
          )}
          <Link
            address={addressOf.errors}
            current={here('errors')}
            icon={<IconAlertTriangle size={18} />}
            count={errors}
          >
            {t('frame.errors')}
          </Link>
          <Link address={addressOf.tickets} current={here('tickets', 'ticket')} icon={<IconTicket size={18} />}>
            {t('frame.tickets')}
          </Link>
          <Link address={addressOf.people} current={here('people')} icon={<IconUsers size={18} />}>
            {t('frame.people')}
          </Link>
        </ul>
        <div className="frame-foot">
          <OverallState inboxes={list} />
          <ColourSchemeSwitch />
        </div>
      </nav>
      <div className="frame-main">
        {wire === 'lost' && (
          <div className="frame-lost" role="status">
            {t('wire.lost')}
          </div>
        )}
        {children}
      </div>
    </div>
  )
}

type LinkProps = {
  readonly address: string
  readonly current: 'page' | undefined
  readonly icon: ReactNode
  readonly count?: number
  readonly children: string
}

function Link({ address, current, icon, count = 0, children }: LinkProps) {
  const { t } = useTranslation()
  return (
    <li>
      <a className="frame-link" href={address} aria-current={current} title={children}>
        {icon}
        <span className="cut">{children}</span>
        {count > 0 && (
          <span className="frame-count" title={t('frame.errorCount', { count })}>
            {formatNumber(count)}
          </span>
        )}
      </a>
    </li>
  )
}
