import { create } from 'zustand'
import type { SignInView } from '../../../src-preload/contract/entities/oauth.ts'
import { bridge, CallError, call } from '../../bridge/bridge.ts'
import { i18n } from '../../i18n/i18n.ts'

/** A sign-in with the browser, as a person asks for it: at a client, or again for one account. */
export type WantedSignIn = ({ readonly clientId: string } | { readonly accountId: string }) & {
  /** Whose sign-in it is: the client, or the login of the account. */
  readonly name: string
  readonly loginHint: string
  readonly onDone?: (accountId: string) => void
  /** The field that the person comes back to where the button that was pressed is gone by then. */
  readonly returnTo?: string
}

export type SignInRun =
  | { readonly phase: 'none' }
  | { readonly phase: 'starting'; readonly wanted: WantedSignIn }
  | { readonly phase: 'waiting'; readonly wanted: WantedSignIn; readonly view: SignInView }
  | { readonly phase: 'failed'; readonly wanted: WantedSignIn; readonly message: string }
  | { readonly phase: 'done'; readonly wanted: WantedSignIn; readonly accountId: string }

/** The one sign-in that goes on in this window; `SignInDialog` shows it on every page. */
export const useSignIn = create<SignInRun>(() => ({ phase: 'none' }))

const show = (run: SignInRun) => useSignIn.setState(run, true)
let turn = 0

export async function startSignIn(wanted: WantedSignIn): Promise<void> {
  turn += 1
  const mine = turn
  show({ phase: 'starting', wanted })
  try {
    const who = 'clientId' in wanted ? { clientId: wanted.clientId } : { accountId: wanted.accountId }
    const view = await call('oauthAccounts.signIn', { ...who, loginHint: wanted.loginHint.trim().slice(0, 320) })
    if (mine === turn) take(wanted, view)
    else await giveUp(view.id)
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    if (mine === turn) show({ phase: 'failed', wanted, message: error.message })
  }
}

/** Gives up what waits, and closes the dialog. */
export function closeSignIn(): void {
  turn += 1
  const run = useSignIn.getState()
  show({ phase: 'none' })
  if (run.phase === 'waiting') void giveUp(run.view.id)
}

async function giveUp(id: string): Promise<void> {
  try {
    await call('oauthAccounts.cancelSignIn', { id })
  } catch (error) {
    // It ends by itself after ten minutes.
    if (!(error instanceof CallError)) throw error
  }
}

function take(wanted: WantedSignIn, view: SignInView): void {
  show(runOf(wanted, view))
  if (view.state === 'done') wanted.onDone?.(view.accountId ?? '')
}

function runOf(wanted: WantedSignIn, view: SignInView): SignInRun {
  switch (view.state) {
    case 'waiting':
      return { phase: 'waiting', wanted, view }
    case 'failed':
      return { phase: 'failed', wanted, message: view.error ?? i18n.t('signIn.failed') }
    case 'cancelled':
      return { phase: 'failed', wanted, message: i18n.t('signIn.cancelledElsewhere') }
    case 'done':
      return { phase: 'done', wanted, accountId: view.accountId ?? '' }
  }
}

/** The answer comes to the engine, in a page of the provider: only events tell of it. */
async function look(): Promise<void> {
  const run = useSignIn.getState()
  if (run.phase !== 'waiting') return
  const isStill = () => useSignIn.getState() === run
  try {
    const view = await call('oauthAccounts.signInState', { id: run.view.id })
    if (isStill() && view.state !== 'waiting') take(run.wanted, view)
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    if (isStill() && error.code === 'not-found') {
      show({ phase: 'failed', wanted: run.wanted, message: error.message })
    }
  }
}

bridge.on(({ name }) => {
  if (name === 'oauth.changed') void look()
})
bridge.onGap(() => void look())
