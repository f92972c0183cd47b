import { IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './components/empty-state.tsx'
import { Page } from './components/page.tsx'
import { Frame } from './frame/frame.tsx'
import { addressOf, type Place, usePlace } from './navigation.ts'
import { AccountsScreen } from './screens/accounts/accounts-screen.tsx'
import { ClientScreen } from './screens/accounts/client-screen.tsx'
import { SignInDialog } from './screens/accounts/sign-in-dialog.tsx'
import { AddInboxScreen } from './screens/add-inbox/add-inbox-screen.tsx'
import { CauseScreen } from './screens/errors/cause-screen.tsx'
import { ErrorsScreen } from './screens/errors/errors-screen.tsx'
import { InboxScreen } from './screens/inbox/inbox-screen.tsx'
import { InboxFormScreen } from './screens/inbox-form/inbox-form-screen.tsx'
import { InboxesScreen } from './screens/inboxes/inboxes-screen.tsx'
import { MessageScreen } from './screens/message/message-screen.tsx'
import { OrganisationScreen } from './screens/organisations/organisation-screen.tsx'
import { OrganisationsScreen } from './screens/organisations/organisations-screen.tsx'
import { OutgoingScreen } from './screens/outgoing/outgoing-screen.tsx'
import { OverviewScreen } from './screens/overview/overview-screen.tsx'
import { PeopleScreen } from './screens/people/people-screen.tsx'
import { PersonScreen } from './screens/people/person-screen.tsx'
import { SettingsScreen } from './screens/settings/settings-screen.tsx'
import { TicketScreen } from './screens/ticket/ticket-screen.tsx'
import { TicketsScreen } from './screens/tickets/tickets-screen.tsx'
import { useWireState } from './stores/wire-state.ts'

export function App() {
  const place = usePlace()
  const wire = useWireState(store => store.state)
  if (wire === 'no-token') return <NoToken />
  return (
    <>
      <Frame place={place}>
        <Screen place={place} />
      </Frame>
      <SignInDialog />
    </>
  )
}

/** `key` gives each object a screen of its own: no half-written text wanders from one ticket to the next. */
function Screen({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case 'overview':
      return <OverviewScreen />
    case 'new-inbox':
      return <AddInboxScreen key="new" view="guide" />
    case 'new-inbox-form':
      return <AddInboxScreen key="new" view="form" />
    case 'inbox-settings':
      return <InboxFormScreen key={place.id} id={place.id} />
    case 'inbox':
      return <InboxScreen key={place.id} id={place.id} />
    case 'message':
      return <MessageScreen key={place.id} id={place.id} />
    case 'tickets':
      return <TicketsScreen />
    case 'ticket':
      return <TicketScreen key={place.id} id={place.id} />
    case 'people':
      return <PeopleScreen />
    case 'errors':
      return <ErrorsScreen />
    case 'inboxes':
      return <InboxesScreen />
    case 'organisations':
      return <OrganisationsScreen />
    case 'organisation':
      return <OrganisationScreen key={place.id} id={place.id} />
    case 'person':
      return <PersonScreen key={place.id} id={place.id} />
    case 'new-person':
      return <PersonScreen key="new" />
    case 'accounts':
      return <AccountsScreen />
    case 'client':
      return <ClientScreen key={place.id} id={place.id} />
    case 'new-client':
      return <ClientScreen key="new" />
    case 'cause':
      return <CauseScreen key={place.id} code={place.id} />
    case 'outgoing':
      return <OutgoingScreen />
    case 'settings':
      return <SettingsScreen />
    case 'unknown':
      return <NotHere />
  }
}

function NotHere() {
  const { t } = useTranslation()
  return (
    <Page title={t('frame.notHere')}>
      <a href={addressOf.overview}>{t('frame.toOverview')}</a>
    </Page>
  )
}

function NoToken() {
  const { t } = useTranslation()
  return (
    <main>
      <EmptyState icon={<IconKey size={40} stroke={1.2} />} title={t('wire.noTokenTitle')} advice={t('wire.noToken')} />
    </main>
  )
}
