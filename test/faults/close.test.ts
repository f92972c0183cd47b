import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ground, prepareGround, runScenario } from './scenario.ts'

let ground: Ground

beforeAll(async () => {
  ground = await prepareGround()
})

afterAll(async () => {
  await ground.remove()
})

describe('a pass in whose middle Postdesk is closed goes on at the next start as if nothing had happened', () => {
  const places = [
    { point: 'fetched', reach: 1 },
    { point: 'kept', reach: 2 },
    { point: 'before-server-action', reach: 3 },
  ] as const

  for (const { point, reach } of places) {
    it(`closed at ${point}`, async () => {
      const outcome = await runScenario(ground, {
        mode: 'move',
        purgeUndesired: false,
        count: 56,
        seed: 3,
        ends: [{ point, reach, how: 'close' }],
      })
      expect(outcome.losses).toEqual([])
      // Ended in the middle, here by an orderly close.
      expect(outcome.kind).toBe('killed')
    })
  }
})
