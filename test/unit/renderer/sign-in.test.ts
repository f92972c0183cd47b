import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { SignInView } from '../../../src-preload/contract/entities/oauth.ts'

type Asked = {
  readonly name: string
  readonly input: unknown
  answer(data: unknown): void
  refuse(error: unknown): void
}

/** The wire as the sign-in sees it: answers come when the test gives them. */
const wire = vi.hoisted(() => ({
  tell: (_event: { readonly name: string }) => {},
  gap: () => {},
  asked: [] as Asked[],
}))
vi.mock('../../../src-renderer/bridge/bridge.ts', () => {
  class CallError extends Error {
    readonly code: string
    constructor(code: string, message: string) {
      super(message)
      this.code = code
    }
  }
  const bridge = {
    on(listener: typeof wire.tell) {
      wire.tell = listener
    },
    onGap(listener: () => void) {
      wire.gap = listener
    },
  }
  const call = (name: string, input: unknown) =>
    new Promise((answer, refuse) => wire.asked.push({ name, input, answer, refuse }))
  return { bridge, CallError, call }
})
vi.mock('../../../src-renderer/i18n/i18n.ts', () => ({ i18n: { t: (key: string) => key } }))

const { closeSignIn, startSignIn, useSignIn } = await import('../../../src-renderer/screens/accounts/use-sign-in.ts')
const { CallError } = (await import('../../../src-renderer/bridge/bridge.ts')) as unknown as {
  CallError: new (code: string, message: string) => Error
}

const view = (more: Partial<SignInView> = {}): SignInView => ({
  id: 's1',
  clientId: '1',
  state: 'waiting',
  url: 'https://login.example.org',
  opened: false,
  endsAt: 0,
  accountId: null,
  error: null,
  ...more,
})
const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}
const last = () => wire.asked.at(-1)
const answer = async (data: unknown) => {
  last()?.answer(data)
  await settle()
}
const done: string[] = []
const start = (loginHint = '') =>
  void startSignIn({ clientId: '1', name: 'Own', loginHint, onDone: id => void done.push(id) })
const phase = () => useSignIn.getState().phase

beforeEach(() => {
  closeSignIn()
  wire.asked.length = 0
  done.length = 0
})

describe('a sign-in with the browser', () => {
  test('waits until an event says that it may have ended, and gives its account', async () => {
    start(` ${'x'.repeat(400)}`)
    expect(phase()).toBe('starting')
    expect(last()?.input).toEqual({ clientId: '1', loginHint: 'x'.repeat(320) })
    await answer(view())
    expect(phase()).toBe('waiting')
    wire.tell({ name: 'inbox.changed' })
    expect(wire.asked).toHaveLength(1)
    wire.tell({ name: 'oauth.changed' })
    await answer(view())
    expect(phase()).toBe('waiting')
    wire.tell({ name: 'oauth.changed' })
    await answer(view({ state: 'done', accountId: '7' }))
    expect(useSignIn.getState()).toMatchObject({ phase: 'done', accountId: '7' })
    expect(done).toEqual(['7'])
  })

  test('is looked at again when something may have been missed', async () => {
    start()
    await answer(view())
    wire.gap()
    await answer(view({ state: 'failed', error: 'You declined.' }))
    expect(useSignIn.getState()).toMatchObject({ phase: 'failed', message: 'You declined.' })
  })

  test('that the engine knows no more has failed; one that cannot be asked about goes on', async () => {
    start()
    await answer(view())
    wire.gap()
    last()?.refuse(new CallError('connection-failed', 'No line.'))
    await settle()
    expect(phase()).toBe('waiting')
    wire.gap()
    last()?.refuse(new CallError('not-found', 'This sign-in ended long ago.'))
    await settle()
    expect(useSignIn.getState()).toMatchObject({ phase: 'failed', message: 'This sign-in ended long ago.' })
  })

  test('that was given up in another window says so', async () => {
    start()
    await answer(view())
    wire.tell({ name: 'oauth.changed' })
    await answer(view({ state: 'cancelled' }))
    expect(useSignIn.getState()).toMatchObject({ phase: 'failed', message: 'signIn.cancelledElsewhere' })
  })

  test('that is closed is given up at the engine, also when it had not begun yet', async () => {
    start()
    await answer(view())
    closeSignIn()
    expect(last()).toMatchObject({ name: 'oauthAccounts.cancelSignIn', input: { id: 's1' } })
    start()
    closeSignIn()
    await answer(view({ id: 's2' }))
    expect(last()).toMatchObject({ name: 'oauthAccounts.cancelSignIn', input: { id: 's2' } })
    expect(phase()).toBe('none')
    expect(done).toEqual([])
  })

  test('that the provider does not even begin says why', async () => {
    start()
    last()?.refuse(new CallError('connection-failed', 'The provider cannot be reached.'))
    await settle()
    expect(useSignIn.getState()).toMatchObject({ phase: 'failed', message: 'The provider cannot be reached.' })
  })
})
