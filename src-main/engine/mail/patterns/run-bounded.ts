import { createContext, Script } from 'node:vm'

/**
 * The one way to stop a regular expression from inside its own thread: V8 checks for the end of a vm timeout while it
 * backtracks. One context and one script serve all calls; a call costs about 0.2 ms (the watchdog thread), so callers
 * put many patterns into one.
 */
const room = createContext({ job: null as (() => void) | null })
const script = new Script('job()')

/** Runs `job` for at most `timeoutMs`; false when it was stopped. Errors of the job itself are thrown on. */
export function runBounded(job: () => void, timeoutMs: number): boolean {
  room['job'] = job
  try {
    script.runInContext(room, { timeout: timeoutMs })
    return true
  } catch (error) {
    if (isTimeout(error)) return false
    throw error
  } finally {
    room['job'] = null
  }
}

/** Not by `instanceof`: the error is made in whichever context was running when the time was up. */
export function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
}
