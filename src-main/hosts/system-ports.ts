import { setTimeout as wait } from 'node:timers/promises'
import type { Clock, Log, LogFields } from '../engine/ports.ts'

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined)
  },
}

type Level = keyof Log
const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error']

/** One JSON line a fact on standard error; standard output belongs to results. */
export function createStderrLog(least: Level): Log {
  const from = LEVELS.indexOf(least)
  const write =
    (level: Level) =>
    (event: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(level) < from) return
      process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)
    }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
