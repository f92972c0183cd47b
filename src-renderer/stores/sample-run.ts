import { create } from 'zustand'
import type { PollResult } from '../../src-preload/contract/entities/inbox.ts'
import { bridge, CallError, call } from '../bridge/bridge.ts'

export type SampleRun =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly decided: number }
  | { readonly phase: 'failed'; readonly message: string }

/** The trial with the sample mailbox: adds it, processes it, and counts the mails as they are decided. */
export const useSampleRun = create<{ readonly run: SampleRun }>(() => ({ run: { phase: 'idle' } }))

/** Resolves to the counts of the pass; null when it failed (the store says why) or runs already. */
export async function runSample(): Promise<PollResult | null> {
  if (useSampleRun.getState().run.phase === 'running') return null
  useSampleRun.setState({ run: { phase: 'running', decided: 0 } })
  const stop = bridge.on(event => {
    const { run } = useSampleRun.getState()
    if (event.name !== 'message.decided' || run.phase !== 'running') return
    useSampleRun.setState({ run: { phase: 'running', decided: run.decided + 1 } })
  })
  try {
    const { id } = await call('inboxes.addSample', {})
    const result = (await call('inboxes.poll', { id })).inboxes.find(each => each.id === id)
    if (result?.failure) throw new CallError({ code: 'source-unreadable', message: result.failure })
    useSampleRun.setState({ run: { phase: 'idle' } })
    return result ?? null
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    useSampleRun.setState({ run: { phase: 'failed', message: error.message } })
    return null
  } finally {
    stop()
  }
}
