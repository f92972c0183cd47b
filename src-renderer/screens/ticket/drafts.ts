import { create } from 'zustand'

export type Draft = { readonly text: string; readonly log: 'public_log' | 'private_log' }

const EMPTY: Draft = { text: '', log: 'public_log' }
const STORED_AS = 'postdesk.draft '

/** Entries that were begun, by ticket: kept while one looks elsewhere, and over a reload of the window. */
const useDrafts = create<{ readonly drafts: ReadonlyMap<string, Draft> }>(() => ({ drafts: new Map() }))

export function useEntryDraft(ticketId: string): Draft {
  return useDrafts(({ drafts }) => drafts.get(ticketId)) ?? stored(ticketId)
}

export function keepDraft(ticketId: string, part: Partial<Draft>): void {
  const draft = { ...(useDrafts.getState().drafts.get(ticketId) ?? stored(ticketId)), ...part }
  useDrafts.setState(({ drafts }) => ({ drafts: new Map(drafts).set(ticketId, draft) }))
  if (draft.text === '') sessionStorage.removeItem(STORED_AS + ticketId)
  else sessionStorage.setItem(STORED_AS + ticketId, JSON.stringify(draft))
}

function stored(ticketId: string): Draft {
  const text = sessionStorage.getItem(STORED_AS + ticketId)
  if (text === null) return EMPTY
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null || !('text' in found)) return EMPTY
    const isPrivate = 'log' in found && found.log === 'private_log'
    return { text: String(found.text), log: isPrivate ? 'private_log' : 'public_log' }
  } catch {
    return EMPTY
  }
}

export const COMPOSER_ID = 'ticket-composer'

/** Leads to where an entry is written; `log` says which kind. */
export function focusComposer(ticketId: string, log?: Draft['log']): void {
  if (log) keepDraft(ticketId, { log })
  const field = document.getElementById(COMPOSER_ID)
  field?.focus()
  field?.scrollIntoView({ block: 'center' })
}
