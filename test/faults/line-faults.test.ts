import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planLine, runLineScenario } from './line-scenario.ts'
import { type Ground, prepareGround } from './scenario.ts'

/** Every mode over TLS and over plain text; `npm run soak -- --only line` runs many more. */
const SEEDS = [1, 2, 3, 4, 5, 6]

let ground: Ground

beforeAll(async () => {
  ground = await prepareGround()
})

afterAll(async () => {
  await ground.remove()
})

describe('a line that breaks, stalls and damages loses nothing and does nothing twice, and one good pass mends all', () => {
  for (const seed of SEEDS) {
    const scenario = planLine(seed)
    it(`seed ${seed}: ${scenario.mode} mode, ${scenario.security === 'tls' ? 'TLS' : 'plain text'}`, async () => {
      const outcome = await runLineScenario(ground, scenario)
      expect(outcome.losses).toEqual([])
      expect(outcome.faults.length).toBeGreaterThan(0)
    })
  }
})
