import { useCallback, useEffect, useState } from 'react'
import { CallError, call } from '../../bridge/bridge.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { triedWith } from './tried-with.ts'

/** The folders as they are on the server, asked for once with what stands in the form; `ask` asks again. */
export function useFolders(form: InboxForm) {
  const [folders, setFolders] = useState<readonly string[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [tried] = useState(() => JSON.stringify(triedWith(form)))
  const ask = useCallback(async () => {
    setFailure(null)
    try {
      setFolders(await call('inboxes.folders', JSON.parse(tried)))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure(error.message)
    }
  }, [tried])
  useEffect(() => void ask(), [ask])
  return { folders, failure, ask }
}
