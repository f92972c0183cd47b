export type PatternsToCheck = {
  readonly patterns: readonly string[]
  /** Shared with the thread that checks: first the number of the pattern being tried, then what came out of each. */
  readonly progress: Int32Array
}

/** What came out, where the thread had to be killed before it could say so; 0 for what was not tried. */
export const GOOD = 1
export const BAD = 2

export function createProgress(patterns: readonly string[]): Int32Array {
  const progress = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * (patterns.length + 1)))
  // None yet: a thread that never began is no word against the first.
  progress[0] = -1
  return progress
}

export function readProgress(progress: Int32Array, index: number): 'good' | 'bad' | 'tried' | 'untried' {
  const result = Atomics.load(progress, index + 1)
  if (result === GOOD) return 'good'
  if (result === BAD) return 'bad'
  return Atomics.load(progress, 0) === index ? 'tried' : 'untried'
}
