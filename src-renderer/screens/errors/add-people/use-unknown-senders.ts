import { useEffect, useState } from 'react'
import type { Cause, UnknownSender } from '../../../../src-preload/contract/entities/message-views.ts'
import type { Organisation } from '../../../../src-preload/contract/entities/person.ts'
import { CallError, call } from '../../../bridge/bridge.ts'
import { filterOfCauses } from '../cause-name.ts'

export type FoundSenders = {
  readonly senders: readonly UnknownSender[]
  readonly organisations: readonly Organisation[]
}

/** Who wrote the messages of a cause and is no person yet; asked once, so that nothing typed is lost. */
export function useUnknownSenders(cause: Cause) {
  const [found, setFound] = useState<FoundSenders | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a cause that counts on meanwhile must not ask again
  useEffect(() => {
    let current = true
    findSenders(cause)
      .then(all => {
        if (current) setFound(all)
      })
      .catch((error: unknown) => {
        if (!(error instanceof CallError)) throw error
        if (current) setFailure(error.message)
      })
    return () => {
      current = false
    }
  }, [cause.code, cause.state])
  return { found, failure }
}

async function findSenders(cause: Cause): Promise<FoundSenders> {
  const { viewId } = await call('messages.openView', { filter: filterOfCauses([cause]) })
  try {
    const [senders, organisations] = await Promise.all([
      call('messages.unknownSenders', { selection: { viewId } }),
      call('organisations.list', {}),
    ])
    return { senders, organisations }
  } finally {
    await call('messages.closeView', { viewId })
  }
}

/** Takes all messages of a cause up again. Resolves to how many there were. */
export async function retryCause(cause: Cause): Promise<number> {
  const { viewId } = await call('messages.openView', { filter: filterOfCauses([cause]) })
  try {
    return (await call('messages.process', { selection: { viewId } })).changed
  } finally {
    await call('messages.closeView', { viewId })
  }
}
