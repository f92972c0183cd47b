import type { Clock, Network } from '../ports.ts'

/** A tick that comes this much too late, or too early, means that the machine slept or its clock was set. */
const JUMP_MS = 60_000
/** A network that has just come is not everywhere yet: names are not found in the first moments. */
const SETTLE_MS = 3_000

/**
 * Asked after each rest of the clock whether the machine has come back, from a sleep or into a network: lines that were
 * open before look alive and are not, and whoever waits out a failure need not wait any longer.
 */
export function createAwakening(
  clock: Clock,
  network: Network | undefined,
): (restedAt: number, restMs: number) => boolean {
  let addresses = network?.addresses() ?? ''
  let settledAt: number | null = null
  return (restedAt, restMs) => {
    const now = clock.now()
    const current = network?.addresses() ?? ''
    if (current !== addresses) settledAt = current === '' ? null : now + SETTLE_MS
    addresses = current
    const hasNetwork = settledAt !== null && now >= settledAt
    if (hasNetwork) settledAt = null
    return hasNetwork || Math.abs(now - restedAt - restMs) > JUMP_MS
  }
}
