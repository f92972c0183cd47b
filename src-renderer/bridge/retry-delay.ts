const FIRST_MS = 500
const LONGEST_MS = 8_000

/**
 * How long to wait after so many failures in a row (1 or more): doubled each time up to a bound, and spread by a third,
 * so that many tabs do not all come back in the same moment. `chance` is 0 to 1.
 */
export function retryDelayMs(failures: number, chance: number = Math.random()): number {
  const delayMs = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS)
  return delayMs * (1 + (chance - 0.5) / 1.5)
}
