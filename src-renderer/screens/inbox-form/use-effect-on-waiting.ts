import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import type { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import type { WaitingEffect } from '../../../src-preload/contract/entities/operations.ts'
import { CallError, call } from '../../bridge/bridge.ts'

const PAUSE_MS = 350

/** What saving would do to the server actions that wait, asked for a little after the last key; null while unknown. */
export function useEffectOnWaiting(id: string | undefined, config: InboxConfig | null): WaitingEffect | null {
  const [effect, setEffect] = useState<WaitingEffect | null>(null)
  const asked = id === undefined || config === null ? null : JSON.stringify({ id, config })
  useEffect(() => {
    setEffect(null)
    if (asked === null) return
    let current = true
    const timer = setTimeout(async () => {
      try {
        const found = await call('inboxes.effectOnWaiting', JSON.parse(asked))
        if (current) setEffect(found)
      } catch (error) {
        // Saving tells it as well.
        if (!(error instanceof CallError)) throw error
      }
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asked])
  return effect
}

/** The effect in words; '' where there is none. */
export function tellEffect(t: TFunction, when: 'before' | 'after', effect: WaitingEffect | null): string {
  const { calledOff = 0, changed = 0, redated = 0 } = effect ?? {}
  return [
    ...(calledOff > 0 ? [t(`waiting.${when}.calledOff`, { count: calledOff })] : []),
    ...(changed > 0 ? [t(`waiting.${when}.changed`, { count: changed })] : []),
    ...(redated > 0 ? [t(`waiting.${when}.redated`, { count: redated })] : []),
  ].join(' ')
}
