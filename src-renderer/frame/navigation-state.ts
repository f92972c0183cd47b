import { create } from 'zustand'

const STORED_AS = 'postdesk.navigation'

/** Is the navigation folded to its icons? Remembered on this computer. */
export const useNavigation = create<{ readonly collapsed: boolean; toggle(): void }>((set, get) => ({
  collapsed: (localStorage.getItem(STORED_AS) ?? (innerWidth < 900 ? 'collapsed' : 'open')) === 'collapsed',
  toggle() {
    const collapsed = !get().collapsed
    localStorage.setItem(STORED_AS, collapsed ? 'collapsed' : 'open')
    set({ collapsed })
  },
}))
