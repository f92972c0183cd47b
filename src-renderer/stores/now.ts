import { create } from 'zustand'

const TICK_MS = 10_000

/** One clock for all relative times on the screen. */
export const useNow = create<{ readonly now: number }>(() => ({ now: Date.now() }))

setInterval(() => useNow.setState({ now: Date.now() }), TICK_MS)
