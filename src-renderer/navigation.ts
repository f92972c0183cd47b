import { useMemo, useSyncExternalStore } from 'react'

/**
 * Addresses live in the fragment (`#/tickets/12`), so that both hosts serve one page, reload and Back work, and no
 * router is needed.
 */
export type Place =
  | { readonly screen: 'overview' | 'tickets' | 'people' | 'errors' | 'new-inbox' | 'unknown' }
  | { readonly screen: 'inbox' | 'inbox-settings' | 'message' | 'ticket'; readonly id: string }

export const addressOf = {
  overview: '#/',
  tickets: '#/tickets',
  people: '#/people',
  errors: '#/errors',
  newInbox: '#/inboxes/new',
  inbox: (id: string) => `#/inboxes/${encodeURIComponent(id)}`,
  inboxSettings: (id: string) => `#/inboxes/${encodeURIComponent(id)}/settings`,
  message: (id: string) => `#/messages/${encodeURIComponent(id)}`,
  ticket: (id: string) => `#/tickets/${encodeURIComponent(id)}`,
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
  if (first === 'inboxes' && id === 'new') return { screen: 'new-inbox' }
  if (first === 'inboxes' && id && last === 'settings') return { screen: 'inbox-settings', id }
  if (first === 'inboxes' && id) return { screen: 'inbox', id }
  if (first === 'messages' && id) return { screen: 'message', id }
  if (first === 'tickets' && id) return { screen: 'ticket', id }
  if (first === 'tickets' || first === 'people' || first === 'errors') return { screen: first }
  return { screen: 'unknown' }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function listen(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(listen, () => location.hash)
  return useMemo(() => readPlace(hash), [hash])
}
