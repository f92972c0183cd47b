import { app, powerMonitor } from 'electron'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'

/** The store survives being cut off; a quit that hangs keeps the computer from shutting down. */
const LONGEST_MS = 15_000

export type QuitOptions = {
  /** Lets what runs come to a safe end and closes the store. */
  readonly drain: () => Promise<void>
  /** Closes the window without a question. */
  readonly destroyWindow: () => void
  readonly log: Log
}

export type QuitInOrder = {
  readonly isQuitting: () => boolean
  /** Somebody chose to stay. */
  readonly stay: () => void
  /** Ends without a question: the session ends, or a signal came. */
  readonly leaveNow: () => void
}

/**
 * Every way out (menu, tray, signal, end of the session, an update) becomes: windows closed, what runs drained, store
 * closed, end. Electron closes the windows before `will-quit`, which is held back until the rest is done.
 */
export function quitInOrder({ drain, destroyWindow, log }: QuitOptions): QuitInOrder {
  let isQuitting = false
  let draining: 'not yet' | 'under way' | 'done' = 'not yet'

  app.on('before-quit', () => {
    isQuitting = true
  })
  app.on('will-quit', event => {
    if (draining === 'done') return
    event.preventDefault()
    if (draining === 'under way') return
    draining = 'under way'
    void within(LONGEST_MS, drain())
      .catch(error => log.error('desktop.quit-not-clean', { error: describeError(error) }))
      .finally(() => {
        draining = 'done'
        app.quit()
      })
  })

  const leaveNow = () => {
    isQuitting = true
    destroyWindow()
    app.quit()
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leaveNow)
  // `npm start` stands before this process and may die first.
  process.on('disconnect', leaveNow)
  leaveAtShutdown(powerMonitor, leaveNow)
  // Windows tells it to windows only.
  app.on('browser-window-created', (_event, window) => window.on('session-end', leaveNow))

  return {
    isQuitting: () => isQuitting,
    stay() {
      isQuitting = false
    },
    leaveNow,
  }
}

/** Linux and macOS wait for us when asked to. The types do not tell that the listener gets an event. */
function leaveAtShutdown(monitor: NodeJS.EventEmitter, leaveNow: () => void): void {
  monitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    leaveNow()
  })
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done within ${ms / 1000} s.`)), ms)
  })
  await Promise.race([work, tooLong]).finally(() => clearTimeout(timer))
}
