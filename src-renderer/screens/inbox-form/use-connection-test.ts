import { useState } from 'react'
import type { ConnectionReport } from '../../../src-preload/contract/entities/inbox.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { fromEngine } from '../../forms/issues.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { triedWith } from './tried-with.ts'

export type TestState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running' }
  | { readonly phase: 'failed'; readonly message: string }
  | { readonly phase: 'done'; readonly report: ConnectionReport; readonly at: number }

export type ConnectionTest = {
  readonly state: TestState
  /** What stands in the form is no longer what was tested. */
  readonly isOutdated: boolean
  run(): Promise<TestOutcome>
}

export type TestOutcome = {
  /** Null when it could not even be tried. */
  readonly report: ConnectionReport | null
  /** The field that the failing step names; null when there is none. */
  readonly field: string | null
}

/** Tries the connection with what stands in the form, saved or not, and marks the field that a failing step names. */
export function useConnectionTest(form: InboxForm): ConnectionTest {
  const [state, setState] = useState<TestState>({ phase: 'idle' })
  const [tested, setTested] = useState('')
  const current = connectionOf(form)
  const mark = (field: string | undefined, message: string) => {
    if (field === undefined) return null
    const issue = fromEngine({ field, message }, form.linesOf)
    form.refuse(issue)
    return issue.field
  }
  return {
    state,
    isOutdated: state.phase === 'done' && tested !== current,
    async run() {
      setTested(current)
      setState({ phase: 'running' })
      form.refuse(null)
      try {
        const report = await call('inboxes.test', triedWith(form))
        setState({ phase: 'done', report, at: Date.now() })
        const failed = report.steps.find(({ ok }) => !ok)
        return { report, field: failed ? mark(failed.field, failed.message) : null }
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        setState({ phase: 'failed', message: error.message })
        return { report: null, field: mark(error.field, error.message) }
      }
    },
  }
}

function connectionOf(form: InboxForm): string {
  const { mailbox, path } = form.values
  return JSON.stringify([signInOf(form), mailbox, path])
}

/** Everything that decides whether signing in works, as one text to compare. */
export function signInOf({ values, password }: Pick<InboxForm, 'values' | 'password'>): string {
  const { protocol, server, port, security, validate_certificate, ca_file, pinned_certificate, login } = values
  const line = [protocol, server, port, security, validate_certificate, ca_file, pinned_certificate]
  const { auth, oauth_account, auth_option, disable_authenticator } = values
  return JSON.stringify([line, login, auth, oauth_account, auth_option, disable_authenticator, password])
}
