import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../src-preload/contract/entities/inbox.ts'
import { call } from '../bridge/bridge.ts'
import { openPalette } from '../commands/command-palette.tsx'
import { type Command, useOfferedCommands } from '../commands/commands.ts'
import { openKeyboardMap } from '../commands/keyboard-map.tsx'
import { attempt, undoLast } from '../components/toast.ts'
import { switchLanguage } from '../i18n/i18n.ts'
import { isLanguage, LANGUAGES } from '../i18n/languages.ts'
import { addressOf, goTo, type Place } from '../navigation.ts'
import { useNavigation } from './navigation-state.ts'

/** What can be done from everywhere. Pages add their own. */
export function useAppCommands(place: Place, inboxes: readonly InboxSummary[], polling: boolean): void {
  const { t, i18n } = useTranslation()
  const go = (id: string, label: string, address: string, key?: string, detail?: string): Command => ({
    id: `go ${id}`,
    group: 'go',
    label,
    ...(key === undefined ? {} : { key }),
    ...(detail === undefined ? {} : { detail }),
    run: () => goTo(address),
  })
  const above = parentOf(place)
  useOfferedCommands([
    ...(above === null
      ? []
      : [{ id: 'back', group: 'go', label: t('commands.back'), key: 'Escape', run: () => goBack(above) } as const]),
    go('overview', t('frame.overview'), addressOf.overview, 'g o'),
    go('inboxes', t('frame.inboxes'), addressOf.inboxes, 'g i'),
    ...inboxes.map(inbox => go(`inbox ${inbox.id}`, inbox.name, addressOf.inbox(inbox.id), undefined, inbox.where)),
    go('errors', t('frame.errors'), addressOf.errors, 'g e'),
    go('tickets', t('frame.tickets'), addressOf.tickets, 'g t'),
    go('people', t('frame.people'), addressOf.people, 'g p'),
    go('organisations', t('frame.organisations'), addressOf.organisations),
    go('accounts', t('frame.accounts'), addressOf.accounts, 'g a'),
    go('outgoing', t('frame.outgoing'), addressOf.outgoing),
    go('settings', t('frame.settings'), addressOf.settings, 'g s'),
    go('new-inbox', t('commands.addInbox'), addressOf.newInbox),
    go('new-person', t('commands.newPerson'), addressOf.newPerson),
    go('new-client', t('commands.newClient'), addressOf.newClient),
    {
      id: 'check-all',
      group: 'app',
      label: t('commands.checkAll'),
      key: 'g c',
      disabled: inboxes.length === 0,
      run: () =>
        void attempt(
          () => call('inboxes.poll', {}),
          () => t('commands.checking'),
        ),
    },
    {
      id: 'pause',
      group: 'app',
      label: polling ? t('commands.pause') : t('commands.resume'),
      run: () =>
        void attempt(
          () => call('polling.pause', { paused: polling }),
          () => (polling ? t('commands.pausedNow') : t('commands.resumedNow')),
        ),
    },
    ...Object.entries(LANGUAGES).flatMap(([code, language]) =>
      code === i18n.language || !isLanguage(code)
        ? []
        : [
            {
              id: `language ${code}`,
              group: 'app',
              label: t('commands.language', { language }),
              run: () => void switchLanguage(code),
            } as const,
          ],
    ),
    { id: 'undo', group: 'app', label: t('commands.undo'), key: 'mod+z', run: undoLast },
    { id: 'collapse', group: 'app', label: t('commands.collapse'), key: '[', run: useNavigation.getState().toggle },
    { id: 'keys', group: 'app', label: t('commands.showKeys'), key: '?', run: openKeyboardMap },
    { id: 'palette', group: 'app', label: t('commands.palette'), key: 'mod+k', run: openPalette },
  ])
}

/** Where Esc leads: what the page belongs to. */
function parentOf(place: Place): string | null {
  switch (place.screen) {
    case 'inbox':
    case 'new-inbox':
      return addressOf.inboxes
    case 'new-inbox-form':
      return addressOf.newInbox
    case 'inbox-settings':
      return addressOf.inbox(place.id)
    case 'ticket':
      return addressOf.tickets
    case 'person':
    case 'new-person':
      return addressOf.people
    case 'organisation':
      return addressOf.organisations
    case 'client':
    case 'new-client':
      return addressOf.accounts
    case 'cause':
      return addressOf.errors
    case 'message':
      return addressOf.inboxes
    default:
      return null
  }
}

/** Back to the list the person came from where there is one; else to what the page belongs to. */
function goBack(above: string): void {
  if (history.length > 1 && sessionStorage.getItem('postdesk.moved') === 'yes') history.back()
  else goTo(above)
}
