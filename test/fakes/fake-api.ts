import type { Api } from '../../src-main/api/api.ts'
import type { Reply } from '../../src-preload/contract/define.ts'
import type { ErrorCode } from '../../src-preload/contract/errors.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'
import {
  type OutputOf,
  type ParsedInputOf,
  type ProcedureName,
  procedures,
} from '../../src-preload/contract/procedures.ts'
import { type FakeContext, FakeError, findById } from './fake-context.ts'
import type { FakeDesk } from './fake-desk.ts'
import { fakeApplication } from './handlers/fake-application.ts'
import { fakeInboxes } from './handlers/fake-inboxes.ts'
import { fakeMessages } from './handlers/fake-messages.ts'
import { fakeOauth } from './handlers/fake-oauth.ts'
import { fakeTickets } from './handlers/fake-tickets.ts'

type Handler<N extends ProcedureName> = (input: ParsedInputOf<N>) => OutputOf<N> | Promise<OutputOf<N>>
export type FakeHandlers = { [N in ProcedureName]?: Handler<N> }
export type FakeApi = Api & {
  readonly desk: FakeDesk
  /** Names of all calls so far, in order. */
  readonly calls: readonly string[]
  emit(event: AnyEvent): void
}

/** The contract over a desk in memory, for screens and hosts; `handlers` replace single procedures. */
export function createFakeApi(desk: FakeDesk, handlers: FakeHandlers = {}): FakeApi {
  const listeners = new Set<(event: AnyEvent) => void>()
  const calls: string[] = []
  const emit = (event: AnyEvent) => {
    for (const listener of listeners) listener(event)
  }
  const context: FakeContext = { desk, emit, byId: findById }
  const all: FakeHandlers = {
    ...fakeApplication(context),
    ...fakeInboxes(context),
    ...fakeMessages(context),
    ...fakeOauth(context),
    ...fakeTickets(context),
    ...handlers,
  }
  return {
    desk,
    calls,
    emit,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async dispatch(name, input): Promise<Reply<unknown>> {
      calls.push(name)
      if (!isProcedure(name)) return refuse('not-found', `There is no ${name}.`)
      const parsed = procedures[name].input.safeParse(input)
      if (!parsed.success) return refuse('invalid-input', parsed.error.message)
      try {
        const handler = all[name] as ((input: unknown) => unknown) | undefined
        if (!handler) return refuse('not-yet', `${name} is not in the fake.`)
        return { ok: true, data: procedures[name].output.parse(await handler(parsed.data)) }
      } catch (error) {
        if (error instanceof FakeError) return refuse(error.code, error.message, error.field)
        return refuse('invalid-input', error instanceof Error ? error.message : String(error))
      }
    },
  }
}

function isProcedure(name: string): name is ProcedureName {
  return Object.hasOwn(procedures, name)
}

function refuse(code: ErrorCode, message: string, field?: string): Reply<never> {
  return { ok: false, error: { code, message, ...(field ? { field } : {}) } }
}
