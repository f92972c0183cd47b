import type { z } from 'zod'
import type { Reply } from '../../src-preload/contract/define.ts'
import { type ProcedureName, procedures } from '../../src-preload/contract/procedures.ts'
import { AppError, describeError } from '../engine/errors.ts'
import type { Engine } from '../engine/index.ts'
import type { Api } from './api.ts'
import { type Handlers, handlers } from './handlers/all.ts'

/** The one door: look up, parse, run, reply. Whatever the host, and whatever went wrong. */
export function createApi(engine: Engine): Api {
  return {
    dispatch: (name, input) => dispatch(engine, name, input),
    on: listener => engine.events.on(listener),
  }
}

async function dispatch(engine: Engine, name: string, input: unknown): Promise<Reply<unknown>> {
  if (!isProcedure(name)) return refuse('not-found', `There is no procedure ${name.slice(0, 100)}.`)
  const { kind, input: schema } = procedures[name]
  if (kind === 'command' && engine.options.mode === 'read') {
    return refuse('not-allowed', 'This store was opened for reading only.')
  }
  const parsed = schema.safeParse(input ?? {})
  if (!parsed.success) return refuseInput(parsed.error)
  try {
    const run = handlers[name] as (engine: Engine, input: unknown) => Promise<unknown>
    return { ok: true, data: await run(engine, parsed.data) }
  } catch (error) {
    if (error instanceof AppError) return refuse(error.code, error.message, error.field)
    engine.log.error('procedure.failed', { name, error: describeError(error), stack: stackOf(error) })
    return refuse('internal', `Postdesk failed: ${describeError(error)}`)
  }
}

function isProcedure(name: string): name is ProcedureName & keyof Handlers {
  return Object.hasOwn(procedures, name)
}

function refuse(code: AppError['code'], message: string, field?: string): Reply<never> {
  return { ok: false, error: { code, message, ...(field === undefined ? {} : { field }) } }
}

/** Longer words than these are an echo of what was sent. */
const LONGEST_FIELD = 200
const LONGEST_MESSAGE = 1_000

function refuseInput(error: z.ZodError): Reply<never> {
  const [issue] = error.issues
  const path = (issue?.path ?? []).map(String).filter(part => part !== 'config')
  const named = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : path.join('.')
  const field = named.slice(0, LONGEST_FIELD)
  const message = (issue?.message ?? 'Invalid input.').slice(0, LONGEST_MESSAGE)
  return refuse('invalid-input', field ? `${field}: ${message}` : message, field)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : ''
}
