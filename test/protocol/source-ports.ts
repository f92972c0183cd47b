import { setTimeout as pause } from 'node:timers/promises'
import type { Clock, KnownFolder, Log, StepNotes } from '../../src-main/engine/ports.ts'

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => pause(ms, undefined, signal ? { signal } : {}).catch(() => {}),
}

/** Keeps everything that was logged as one text, to look for what must not be in it. */
export function recordLog(): Log & { text(): string } {
  const lines: string[] = []
  const write = (event: string, fields: unknown = {}): void => {
    lines.push(`${event} ${JSON.stringify(fields)}`)
  }
  return { debug: write, info: write, warn: write, error: write, text: () => lines.join('\n') }
}

export const nothingKnown: KnownFolder = {
  uidValidity: null,
  highestUid: null,
  onServer: 0,
  state: null,
  ...recordOf([]),
}

/** The part of what is known of a folder that tells which uids it holds. */
export function recordOf(uids: Iterable<string>): Pick<KnownFolder, 'uids' | 'among' | 'stamps' | 'namesakes'> {
  const all = new Set(uids)
  return {
    uids: async () => all,
    among: async some => new Set(some.filter(uid => all.has(uid))),
    // Only files have them.
    stamps: async () => [],
    namesakes: async () => [],
  }
}

/** Nothing was begun before, and nobody asks again. */
export const noNotes: StepNotes = { left: null, keep: async () => {} }
