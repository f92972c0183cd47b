import { useEffect, useState } from 'react'
import type { ConfigIssue, InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import { CallError, call } from '../bridge/bridge.ts'

const PAUSE_MS = 350
const NOTHING: readonly ConfigIssue[] = []

/**
 * What saving would refuse and no schema can see (patterns, default values, another inbox on the same mailbox), asked
 * for a little after the last key. What is shown stays until the next answer, so that nothing flickers.
 */
export function useEngineCheck(id: string | undefined, config: InboxConfig | null): readonly ConfigIssue[] {
  const [issues, setIssues] = useState(NOTHING)
  const asked = config === null ? null : JSON.stringify({ id, config })
  useEffect(() => {
    if (asked === null) return
    let current = true
    const timer = setTimeout(async () => {
      try {
        const found = await call('inboxes.check', JSON.parse(asked))
        if (current) setIssues(found.length === 0 ? NOTHING : found)
      } catch (error) {
        // Saving says it again, with its reason; a check that cannot be asked is no fault of what was typed.
        if (!(error instanceof CallError)) throw error
      }
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asked])
  return issues
}
