import type { ProcedureName } from '../../src-preload/contract/procedures.ts'
import type { Engine } from '../engine/index.ts'
import type { GateLimits } from './byte-gate.ts'

const MB = 1024 * 1024

/** The reader has a few threads, and a mail being read takes several times its size beside what it came in. */
export const heavyCalls: GateLimits = {
  callsAtOnce: 4,
  /** Some twenty ordinary mails, or one of the largest. */
  bytesAtOnce: 32 * MB,
  callsWaiting: 256,
  /** One of the largest mails as base64, and another one. */
  bytesWaiting: 128 * MB,
  bytesWaitingOfAll: 256 * MB,
}

/** What a call holds while it runs, and while it waits: what it names by its id is not in memory yet. */
export type Weight = { readonly bytes: number; readonly bytesWaiting: number }

/**
 * How many bytes a call holds, of those that take or give a whole mail or a part of it; null for all
 * others. What comes with the input is held while it waits, too.
 */
export async function weightOf(engine: Engine, name: ProcedureName, input: unknown): Promise<Weight | null> {
  switch (name) {
    case 'mails.explain': {
      const { length } = (input as { readonly base64: string }).base64
      return { bytes: length, bytesWaiting: length }
    }
    case 'messages.raw':
    case 'messages.body':
    case 'messages.part':
    case 'messages.preview':
      return { bytes: await sizeIn(engine, 'message', input), bytesWaiting: 0 }
    case 'attachments.read':
    case 'attachments.keep':
      return { bytes: await sizeIn(engine, 'attachment', input), bytesWaiting: 0 }
    default:
      return null
  }
}

/** 0 for what is not there: its handler says so. */
async function sizeIn(engine: Engine, table: 'message' | 'attachment', input: unknown): Promise<number> {
  const { id } = input as { readonly id: string }
  const found = await engine.store.reads
    .selectFrom(table)
    .select('size_bytes')
    .where('id', '=', Number(id))
    .executeTakeFirst()
  return found?.size_bytes ?? 0
}
