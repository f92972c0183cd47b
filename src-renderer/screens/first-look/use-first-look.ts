import { useCallback, useEffect, useState } from 'react'
import type { FirstLook } from '../../../src-preload/contract/entities/inbox.ts'
import type { InputOf } from '../../../src-preload/contract/procedures.ts'
import { CallError, call } from '../../bridge/bridge.ts'

const PAUSE_MS = 400

/** Which mailbox: of a stored inbox, or of one that is being typed. */
export type Mailbox = Omit<InputOf<'inboxes.look'>, 'since'>
export type LookFailure = { readonly message: string; readonly field: string | null }

/**
 * What lies in the mailbox; with `since`, how many of it are from then on. The counts stay while a new day is being
 * counted: nothing jumps.
 */
export function useFirstLook(mailbox: Mailbox, since: number | null) {
  const [look, setLook] = useState<FirstLook | null>(null)
  const [failure, setFailure] = useState<LookFailure | null>(null)
  const [counted, setCounted] = useState<number | null | undefined>(undefined)
  const [turn, setTurn] = useState(0)
  const asked = JSON.stringify(mailbox)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks once more
  useEffect(() => {
    // All is known already: only a day asks again.
    if (since === null && counted !== undefined) return
    let current = true
    const ask = async () => {
      try {
        const found = await call('inboxes.look', { ...JSON.parse(asked), ...(since === null ? {} : { since }) })
        if (!current) return
        setLook(found)
        setCounted(since)
        setFailure(null)
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        if (current) setFailure({ message: error.message, field: error.field ?? null })
      }
    }
    const timer = setTimeout(ask, since === null ? 0 : PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asked, since, turn])
  const again = useCallback(() => {
    setFailure(null)
    setTurn(before => before + 1)
  }, [])
  return { look, failure, again, isCounting: counted === undefined || (since !== null && counted !== since) }
}
