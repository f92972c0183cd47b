import { useEffect, useState } from 'react'
import type { TicketViewRow } from '../../../../src-preload/contract/entities/ticket-views.ts'
import { CallError, call } from '../../../bridge/bridge.ts'

/** Enough to see whether the words are right; who does not find his ticket among these writes more of them. */
const MOST_TICKETS = 30

type FoundTickets = { readonly tickets: readonly TicketViewRow[] | null; readonly failure: string | null }

/** The tickets that hold these words, the best first; without words those that something happened on last. */
export function useFoundTickets(search: string): FoundTickets {
  const [found, setFound] = useState<FoundTickets>({ tickets: null, failure: null })
  useEffect(() => {
    let current = true
    findTickets(search)
      .then(tickets => {
        if (current) setFound({ tickets, failure: null })
      })
      .catch((error: unknown) => {
        if (!(error instanceof CallError)) throw error
        if (current) setFound({ tickets: null, failure: error.message })
      })
    return () => {
      current = false
    }
  }, [search])
  return found
}

async function findTickets(search: string): Promise<readonly TicketViewRow[]> {
  const { viewId, total } = await call('tickets.openView', {
    filter: search === '' ? {} : { search },
    sort: { by: search === '' ? 'updated' : 'relevance', descending: true },
  })
  try {
    if (total === 0) return []
    const { rows } = await call('tickets.rows', { viewId, from: 0, count: MOST_TICKETS })
    return rows.filter(row => row !== null)
  } finally {
    await call('tickets.closeView', { viewId })
  }
}
