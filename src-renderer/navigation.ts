import { useMemo, useSyncExternalStore } from 'react'

/**
 * Addresses live in the fragment (`#/tickets/12`), so that both hosts serve one page, reload and Back work, and no
 * router is needed.
 */
export type Place =
  | {
      readonly screen:
        | 'overview'
        | 'inboxes'
        | 'tickets'
        | 'people'
        | 'organisations'
        | 'accounts'
        | 'errors'
        | 'outgoing'
        | 'settings'
        | 'new-inbox'
        | 'new-inbox-form'
        | 'new-person'
        | 'new-client'
        | 'unknown'
    }
  | {
      readonly screen:
        | 'inbox'
        | 'inbox-settings'
        | 'message'
        | 'ticket'
        | 'person'
        | 'organisation'
        | 'client'
        | 'cause'
      readonly id: string
    }

export const addressOf = {
  overview: '#/',
  inboxes: '#/inboxes',
  tickets: '#/tickets',
  people: '#/people',
  organisations: '#/organisations',
  accounts: '#/accounts',
  errors: '#/errors',
  outgoing: '#/outgoing',
  settings: '#/settings',
  /** The guide, and all settings at once. */
  newInbox: '#/inboxes/new',
  newInboxForm: '#/inboxes/new/form',
  newPerson: '#/people/new',
  newClient: '#/accounts/clients/new',
  inbox: (id: string) => `#/inboxes/${encodeURIComponent(id)}`,
  inboxSettings: (id: string) => `#/inboxes/${encodeURIComponent(id)}/settings`,
  message: (id: string) => `#/messages/${encodeURIComponent(id)}`,
  ticket: (id: string) => `#/tickets/${encodeURIComponent(id)}`,
  person: (id: string) => `#/people/${encodeURIComponent(id)}`,
  organisation: (id: string) => `#/organisations/${encodeURIComponent(id)}`,
  /** An OAuth client. */
  client: (id: string) => `#/accounts/clients/${encodeURIComponent(id)}`,
  /** The messages that wait for one cause. */
  cause: (code: string) => `#/errors/${encodeURIComponent(code)}`,
} as const

const LISTS = ['inboxes', 'tickets', 'people', 'organisations', 'accounts', 'errors', 'outgoing', 'settings'] as const
const OBJECTS = {
  inboxes: 'inbox',
  messages: 'message',
  tickets: 'ticket',
  people: 'person',
  organisations: 'organisation',
  errors: 'cause',
} as const

export function goTo(address: string): void {
  location.hash = address
}

export function readPlace(hash: string): Place {
  const [first = '', id, last] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode)
  if (first === '') return { screen: 'overview' }
  if (first === 'inboxes' && id === 'new') return { screen: last === 'form' ? 'new-inbox-form' : 'new-inbox' }
  if (first === 'people' && id === 'new') return { screen: 'new-person' }
  if (first === 'accounts' && id === 'clients' && last) {
    return last === 'new' ? { screen: 'new-client' } : { screen: 'client', id: last }
  }
  if (first === 'inboxes' && id && last === 'settings') return { screen: 'inbox-settings', id }
  if (id && Object.hasOwn(OBJECTS, first)) return { screen: OBJECTS[first as keyof typeof OBJECTS], id }
  const list = LISTS.find(name => name === first)
  return { screen: id ? 'unknown' : (list ?? 'unknown') }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** A page with something unsaved asks before it is left; see `unsaved.tsx`. */
type LeaveGuard = (goOn: () => void) => void
let leaveGuard: LeaveGuard | null = null
let heldHash: string | null = null
let inside: readonly string[] = []

/**
 * While set, every change of the address is put back, and `ask` gets the way to carry it out after all. Addresses that
 * show the same thing in another way lead nowhere else: `within`.
 */
export function guardLeaving(ask: LeaveGuard, within: readonly string[] = []): () => void {
  leaveGuard = ask
  heldHash = location.hash
  inside = within
  return () => {
    if (leaveGuard === ask) leaveGuard = null
  }
}

function listen(changed: () => void): () => void {
  const onHashChange = () => {
    if (leaveGuard && inside.includes(location.hash)) heldHash = location.hash
    if (leaveGuard && location.hash !== heldHash) {
      const wanted = location.hash
      const ask = leaveGuard
      history.replaceState(null, '', heldHash ?? '#/')
      ask(() => {
        leaveGuard = null
        goTo(wanted)
      })
      return
    }
    changed()
  }
  addEventListener('hashchange', onHashChange)
  return () => removeEventListener('hashchange', onHashChange)
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(listen, () => location.hash)
  return useMemo(() => readPlace(hash), [hash])
}

// Esc goes back in the history only after this window itself went somewhere.
addEventListener('hashchange', () => sessionStorage.setItem('postdesk.moved', 'yes'))
