import { z } from 'zod'
import { create } from 'zustand'
import { TicketChoice } from './ticket-choice.ts'

const SavedView = z.object({ id: z.string(), name: z.string().min(1).max(100), choice: TicketChoice })
export type SavedView = z.output<typeof SavedView>

const STORED_AS = 'postdesk.ticketViews'

type SavedViews = { readonly views: readonly SavedView[] }

/** Views of the ticket list that somebody saved, by name; kept on this computer. */
export const useSavedViews = create<SavedViews>(() => ({ views: read() }))

export function saveView(name: string, choice: TicketChoice): SavedView {
  const view = { id: crypto.randomUUID(), name, choice }
  write([...useSavedViews.getState().views, view])
  return view
}

export function changeView(id: string, part: Partial<Omit<SavedView, 'id'>>): void {
  write(useSavedViews.getState().views.map(view => (view.id === id ? { ...view, ...part } : view)))
}

/** Returns how to take it back. */
export function deleteView(id: string): () => void {
  const before = useSavedViews.getState().views
  write(before.filter(view => view.id !== id))
  return () => write(before)
}

/** In the order in which people look for them. */
function write(views: readonly SavedView[]): void {
  const sorted = views.toSorted((a, b) => a.name.localeCompare(b.name))
  useSavedViews.setState({ views: sorted })
  localStorage.setItem(STORED_AS, JSON.stringify(sorted))
}

/** One that cannot be read, from a later version perhaps, is left out; the others stay. */
function read(): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '[]')
    if (!Array.isArray(stored)) return []
    return stored.flatMap(each => SavedView.safeParse(each).data ?? [])
  } catch {
    return []
  }
}
