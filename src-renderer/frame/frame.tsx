import {
  IconAlertTriangle,
  IconBuilding,
  IconInbox,
  IconKey,
  IconLayoutDashboard,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconPlus,
  IconSearch,
  IconSend,
  IconSettings,
  IconTicket,
  IconUsers,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CommandPalette, openPalette } from '../commands/command-palette.tsx'
import { KeyCaps } from '../commands/key-caps.tsx'
import { KeyboardMap } from '../commands/keyboard-map.tsx'
import { useCommandKeys } from '../commands/use-command-keys.ts'
import { addressOf, type Place } from '../navigation.ts'
import { useQuery } from '../stores/create-query-store.ts'
import { hostStatus, inboxes } from '../stores/queries.ts'
import { useWireState } from '../stores/wire-state.ts'
import { ColourSchemeSwitch } from './colour-scheme-switch.tsx'
import { FrameLink } from './frame-link.tsx'
import { InboxLinks } from './inbox-links.tsx'
import { useNavigation } from './navigation-state.ts'
import { OverallState } from './overall-state.tsx'
import { useAppCommands } from './use-app-commands.ts'

/** Navigation on the left, the place itself on the right. */
export function Frame({ place, children }: { readonly place: Place; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const wire = useWireState(store => store.state)
  const list = useQuery(inboxes, {}).data
  const polling = useQuery(hostStatus, {}).data?.polling ?? true
  const { collapsed, toggle } = useNavigation()
  useAppCommands(place, list ?? [], polling)
  useCommandKeys()
  const waiting = (list ?? []).reduce((sum, { counts }) => sum + counts.error + counts.held, 0)
  const here = (...screens: Place['screen'][]) => (screens.includes(place.screen) ? 'page' : undefined)
  return (
    <div className={collapsed ? 'frame collapsed' : 'frame'}>
      <button type="button" className="skip-link" onClick={focusContent}>
        {t('frame.skip')}
      </button>
      <nav className="frame-navigation" aria-label={t('frame.navigation')}>
        <div className="frame-brand">
          <img src="./icon.svg" alt="" />
          <span>Postdesk</span>
        </div>
        <button type="button" className="frame-search" onClick={openPalette} title={t('commands.palette')}>
          <IconSearch size={16} aria-hidden />
          <span className="cut">{t('frame.search')}</span>
          <KeyCaps keys="mod+k" />
        </button>
        <ul className="frame-links">
          <FrameLink address={addressOf.overview} current={here('overview')} icon={<IconLayoutDashboard size={18} />}>
            {t('frame.overview')}
          </FrameLink>
          <FrameLink
            address={addressOf.inboxes}
            current={here('inboxes')}
            icon={<IconInbox size={18} />}
            beside={
              <a
                href={addressOf.newInbox}
                className="frame-add"
                aria-current={here('new-inbox', 'new-inbox-form')}
                aria-label={t('frame.addInbox')}
                title={t('frame.addInbox')}
              >
                <IconPlus size={16} />
              </a>
            }
          >
            {t('frame.inboxes')}
          </FrameLink>
          {list && list.length > 0 && <InboxLinks inboxes={list} place={place} />}
          <FrameLink
            address={addressOf.errors}
            current={here('errors', 'cause')}
            icon={<IconAlertTriangle size={18} />}
            count={waiting}
          >
            {t('frame.errors')}
          </FrameLink>
          <FrameLink address={addressOf.tickets} current={here('tickets', 'ticket')} icon={<IconTicket size={18} />}>
            {t('frame.tickets')}
          </FrameLink>
          <FrameLink
            address={addressOf.people}
            current={here('people', 'person', 'new-person')}
            icon={<IconUsers size={18} />}
          >
            {t('frame.people')}
          </FrameLink>
          <FrameLink
            address={addressOf.organisations}
            current={here('organisations', 'organisation')}
            icon={<IconBuilding size={18} />}
          >
            {t('frame.organisations')}
          </FrameLink>
          <FrameLink
            address={addressOf.accounts}
            current={here('accounts', 'client', 'new-client')}
            icon={<IconKey size={18} />}
          >
            {t('frame.accounts')}
          </FrameLink>
          <FrameLink address={addressOf.outgoing} current={here('outgoing')} icon={<IconSend size={18} />}>
            {t('frame.outgoing')}
          </FrameLink>
          <FrameLink address={addressOf.settings} current={here('settings')} icon={<IconSettings size={18} />}>
            {t('frame.settings')}
          </FrameLink>
        </ul>
        <div className="frame-foot">
          <OverallState inboxes={list} polling={polling} />
          <div className="frame-foot-actions">
            <ColourSchemeSwitch />
            <button
              type="button"
              className="frame-add"
              onClick={toggle}
              aria-label={collapsed ? t('frame.expand') : t('frame.collapse')}
              title={collapsed ? t('frame.expand') : t('frame.collapse')}
            >
              {collapsed ? <IconLayoutSidebarLeftExpand size={16} /> : <IconLayoutSidebarLeftCollapse size={16} />}
            </button>
          </div>
        </div>
      </nav>
      <div className="frame-main" id="content" tabIndex={-1}>
        {wire === 'lost' && (
          <div className="frame-lost" role="status">
            {t('wire.lost')}
          </div>
        )}
        {children}
      </div>
      <CommandPalette />
      <KeyboardMap />
    </div>
  )
}

/** For the keyboard: past the navigation, into the page. */
function focusContent(): void {
  document.getElementById('content')?.focus()
}
