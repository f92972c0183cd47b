import type { z } from 'zod'
import type { Reply } from '../../src-preload/contract/define.ts'
import { type ProcedureName, procedures } from '../../src-preload/contract/procedures.ts'
import { AppError, describeError } from '../engine/errors.ts'
import type { Engine } from '../engine/index.ts'
import type { Api } from './api.ts'
import { ByteGate } from './byte-gate.ts'
import { type Handlers, handlers } from './handlers/all.ts'
import { heavyCalls, type Weight, weightOf } from './heavy-calls.ts'
import { isModestInput } from './modest-input.ts'

/** The one door: look up, parse, run, reply. Whatever the host, and whatever went wrong. */
export function createApi(engine: Engine): Api {
  const heavy = new ByteGate(heavyCalls)
  const somebody = {}
  return {
    async dispatch(name, input, client = somebody) {
      try {
        return await dispatch(engine, name, input, (weight, run) => heavy.run(client, weight, run))
      } catch (error) {
        if (error instanceof AppError) return refuse(error.code, error.message, error.field)
        engine.log.error('procedure.failed', { name, error: describeError(error), stack: stackOf(error) })
        return refuse('internal', `Postdesk failed: ${describeError(error)}`)
      }
    },
    on: listener => engine.events.on(listener),
  }
}

type InTurn = <T>(weight: Weight, run: () => Promise<T>) => Promise<T>

async function dispatch(engine: Engine, name: unknown, input: unknown, inTurn: InTurn): Promise<Reply<unknown>> {
  if (typeof name !== 'string') return refuse('invalid-input', 'Name the procedure to call as text.')
  if (!isProcedure(name)) return refuse('not-found', `There is no procedure ${name.slice(0, 100)}.`)
  if (!isModestInput(input)) {
    return refuse('invalid-input', 'The input has more values, or is nested deeper, than any call takes.')
  }
  const { kind, input: schema } = procedures[name]
  if (kind === 'command' && engine.options.mode === 'read') {
    return refuse('not-allowed', 'This store was opened for reading only.')
  }
  const parsed = schema.safeParse(input ?? {})
  if (!parsed.success) return refuseInput(parsed.error)
  const run = handlers[name] as (engine: Engine, input: unknown) => Promise<unknown>
  const weight = await weightOf(engine, name, parsed.data)
  const data = weight === null ? run(engine, parsed.data) : inTurn(weight, () => run(engine, parsed.data))
  return { ok: true, data: await data }
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
