import { describe, expect, it } from 'vitest'
import { planDay } from './day/plan.ts'
import { runDay } from './day/run.ts'

const MINUTE = 60_000

describe('an inbox holds for a day of sleeps, outages, lost networks, revoked grants and mail all the while', () => {
  it('seed 5: what is said of its health is true at every moment, and every mail has one ticket', async () => {
    const outcome = await runDay(planDay(5, { hours: 1, periods: [300, 600, 900], mailMinutes: 300 }))
    expect(outcome.wrong).toEqual([])
    expect(outcome.failedPasses).toBeGreaterThan(0)
    expect(outcome.tokens).toBeGreaterThan(3)
    expect(outcome.idles).toBeGreaterThan(10)
    expect(outcome.longestIdleMs).toBeLessThan(29 * MINUTE)
    expect(outcome.mostOpen).toBeLessThanOrEqual(3)
  }, 240_000)
})
