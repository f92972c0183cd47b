import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MODES, POINTS, planNamed, planRandom } from './plan.ts'
import { type Ground, prepareGround, runScenario } from './scenario.ts'

/** `npm run soak` runs many more of these. */
const SEED = 20260

let ground: Ground

beforeAll(async () => {
  ground = await prepareGround()
})

afterAll(async () => {
  await ground.remove()
})

describe('a pass that is killed in the middle and started again loses nothing and does nothing twice', () => {
  const named = POINTS.map((point, index) => {
    const mode = MODES[(index + 1) % MODES.length] ?? 'keep'
    return planNamed(point, mode, SEED + index)
  })
  const random = MODES.map((mode, index) => planRandom(mode, SEED + 100 + index))

  for (const { name, scenario } of [...named, ...random]) {
    const place = name === 'random' ? `at random (seed ${scenario.seed})` : `at ${name}`
    it(`killed ${place}, in ${scenario.mode} mode`, async () => {
      const outcome = await runScenario(ground, scenario)
      expect(outcome.losses).toEqual([])
      expect(outcome.kind).toBe('killed')
      if (name === 'inside-batch') expect(outcome.ended[0]?.inBatch).toBeGreaterThan(1)
      if (name !== 'random') expect(outcome.ended[0]?.after).toBe(name)
    })
  }
})
