import { useCallback, useEffect, useState } from 'react'
import type { FirstLook } from '../../../src-preload/contract/entities/inbox.ts'
import { CallError, call } from '../../bridge/bridge.ts'

const PAUSE_MS = 400

/**
 * What lies in the mailbox; with `since`, how many of it are from then on. The counts stay while a new day is being
 * counted: nothing jumps.
 */
export function useFirstLook(inboxId: string, since: number | null) {
  const [look, setLook] = useState<FirstLook | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [counted, setCounted] = useState<number | null | undefined>(undefined)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks once more
  useEffect(() => {
    // All is known already: only a day asks again.
    if (since === null && counted !== undefined) return
    let current = true
    const ask = async () => {
      try {
        const found = await call('inboxes.look', { id: inboxId, ...(since === null ? {} : { since }) })
        if (!current) return
        setLook(found)
        setCounted(since)
        setFailure(null)
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        if (current) setFailure(error.message)
      }
    }
    const timer = setTimeout(ask, since === null ? 0 : PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [inboxId, since, turn])
  const again = useCallback(() => {
    setFailure(null)
    setTurn(before => before + 1)
  }, [])
  return { look, failure, again, isCounting: counted === undefined || (since !== null && counted !== since) }
}
