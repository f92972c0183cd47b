import { useRef, useState } from 'react'
import type { Discovery } from '../../../src-preload/contract/entities/discovery.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { takeCandidate } from '../inbox-form/take-candidate.ts'
import { type FoundServer, serversAmong } from './found-server.ts'

type Found =
  | { readonly phase: 'idle' | 'looking' }
  | { readonly phase: 'failed'; readonly message: string }
  | { readonly phase: 'found'; readonly servers: readonly FoundServer[]; readonly trail: Discovery['trail'] }

/** The search for the servers of an address, and what a person takes of it. */
export type ServerSearch = {
  readonly found: Found
  /** The address that was asked about last. */
  readonly askedFor: string
  /** The key of a server, `by-hand`, or null while nothing is chosen. */
  readonly choice: string | null
  /** The server that is taken; null by hand. */
  readonly chosen: FoundServer | null
  look(address: string): Promise<void>
  choose(server: FoundServer): void
  byHand(): void
}

export const BY_HAND = 'by-hand'

export function useServerSearch(form: InboxForm): ServerSearch {
  const [found, setFound] = useState<Found>({ phase: 'idle' })
  const [askedFor, setAskedFor] = useState('')
  const [choice, setChoice] = useState<string | null>(null)
  // What comes back after a newer question, or after a person helped themselves, chooses nothing.
  const turn = useRef(0)
  const choose = (server: FoundServer) => {
    setChoice(server.key)
    takeCandidate(form, server.ways[0])
  }
  const byHand = () => {
    turn.current += 1
    setChoice(BY_HAND)
    setFound(before => (before.phase === 'looking' ? { phase: 'idle' } : before))
  }
  return {
    found,
    askedFor,
    choice,
    chosen: found.phase === 'found' ? (found.servers.find(({ key }) => key === choice) ?? null) : null,
    choose,
    byHand,
    async look(address) {
      turn.current += 1
      const own = turn.current
      setAskedFor(address)
      setChoice(null)
      setFound({ phase: 'looking' })
      form.set('login', address)
      try {
        const { candidates, trail } = await call('inboxes.discover', { address })
        if (own !== turn.current) return
        const servers = serversAmong(candidates)
        setFound({ phase: 'found', servers, trail })
        const [best] = servers
        if (!best) setChoice(BY_HAND)
        // What needs a second look is for a person to choose.
        else if (best.ways[0].warning === null) choose(best)
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        if (own === turn.current) setFound({ phase: 'failed', message: error.message })
      }
    },
  }
}
