import { useState } from 'react'
import { CallError } from '../../bridge/bridge.ts'

export type Task<T> = {
  readonly busy: boolean
  readonly result: T | null
  readonly failure: CallError | null
  run(work: () => Promise<T>): Promise<void>
  clear(): void
}

/** Work that is started by hand and whose result stays on the page. */
export function useTask<T>(): Task<T> {
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<T | null>(null)
  const [failure, setFailure] = useState<CallError | null>(null)
  const clear = () => {
    setResult(null)
    setFailure(null)
  }
  return {
    busy,
    result,
    failure,
    clear,
    async run(work) {
      setBusy(true)
      clear()
      try {
        setResult(await work())
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        setFailure(error)
      } finally {
        setBusy(false)
      }
    },
  }
}
