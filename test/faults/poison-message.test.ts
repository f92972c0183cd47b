import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProbePoint } from '../../src-main/engine/ports.ts'
import { runChild } from './run-child.ts'
import { fillMailbox, type Ground, lossesOf, prepareGround } from './scenario.ts'

/** The first beside its neighbours, which tells nothing, and five alone before it waits for a person. */
const KILLS = 6
/** Eight processes one after the other, each of which opens a store. */
const LONGEST_MS = 300_000

let ground: Ground

beforeAll(async () => {
  ground = await prepareGround()
})

afterAll(async () => {
  await ground.remove()
})

it('gives up a message that ends the process every time, and that one only', { timeout: LONGEST_MS }, async () => {
  const scenario = { mode: 'move', purgeUndesired: false, count: 14, seed: 4 } as const
  const { user, mails, dataDir, job } = await fillMailbox(ground, scenario)
  // An absence note in the middle: whether it was decided changes nothing for the others.
  const poison = mails.findIndex(({ expect }, index) => index > 3 && expect.kind === 'undesired')
  expect(poison).toBeGreaterThan(3)
  expect(poison).toBeLessThan(mails.length - 3)

  let decided = 0
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const end = { point: 'inside-batch', reach: poison + 1 - decided, how: 'kill' } as const
    const run = await runChild({ ...job, end })
    expect(run.signal).toBe('SIGKILL')
    decided += committedIn(run.points)
  }
  const { result } = await runChild(job)
  expect(result).toMatchObject({ failure: null })
  expect(await lossesOf(ground, scenario, { user, mails, dataDir }, [poison])).toEqual([])
})

it('parks nobody when a person or the machine ends the process six times, wherever it is', {
  timeout: LONGEST_MS,
}, async () => {
  const scenario = { mode: 'move', purgeUndesired: false, count: 14, seed: 5 } as const
  const { user, mails, dataDir, job } = await fillMailbox(ground, scenario)
  // In the first run all of them are in flight; in each later one another one is, alone.
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const run = await runChild({ ...job, end: { point: 'understood', reach: Math.min(kill, 2), how: 'kill' } })
    expect(run.signal ?? run.result).not.toBeNull()
  }
  const { result } = await runChild(job)
  expect(result).toMatchObject({ failure: null })
  expect(await lossesOf(ground, scenario, { user, mails, dataDir })).toEqual([])
})

/** Messages whose decision became durable: those inside a batch that was committed. */
function committedIn(points: readonly ProbePoint[]): number {
  const until = points.lastIndexOf('committed')
  return points.slice(0, Math.max(0, until)).filter(point => point === 'inside-batch').length
}
