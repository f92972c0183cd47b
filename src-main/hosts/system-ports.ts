import { networkInterfaces } from 'node:os'
import type { Clock, Log, LogFields, Network } from '../engine/ports.ts'
import { wait } from '../wait.ts'

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: wait,
}

/** Addresses of the link alone are left out: they come and go with every container. */
export const systemNetwork: Network = {
  addresses: () =>
    Object.values(networkInterfaces())
      .flatMap(each => each ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80:') && !address.startsWith('169.254.'))
      .map(({ address }) => address)
      .sort()
      .join(' '),
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
