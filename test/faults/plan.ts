import type { ProbePoint } from '../../src-main/engine/ports.ts'
import { createRandom, type SeededRandom } from '../fixtures/seeded-random.ts'
import type { End, Mode, Scenario } from './scenario.ts'

export type Planned = { readonly name: ProbePoint | 'random'; readonly scenario: Scenario }

export const MODES = ['keep', 'delete', 'move'] as const satisfies readonly Mode[]

/** In the order in which a pass comes by. */
export const POINTS = [
  'listed',
  'fetched',
  'blobs-kept',
  'kept',
  'understood',
  'inside-batch',
  'committed',
  'before-server-action',
  'after-server-action',
] as const satisfies readonly ProbePoint[]

/** More than the 50 messages of one chunk, so that one is fetched while another is decided. */
const CHUNKS_COUNT = { low: 52, high: 60 }
const COUNT = { low: 40, high: 48 }
/** Points that a chunk passes once. */
const OF_A_CHUNK: readonly ProbePoint[] = ['fetched', 'blobs-kept', 'kept', 'understood']

/** Ends the process at a named point, at a seeded one of its occasions. */
export function planNamed(point: ProbePoint, mode: Mode, seed: number): Planned {
  const random = createRandom(seed)
  const perChunk = OF_A_CHUNK.includes(point)
  const { low, high } = perChunk ? CHUNKS_COUNT : COUNT
  const end = { point, reach: pickReach(point, mode, random), how: 'kill', leastInBatch: leastInBatch(point) } as const
  return {
    name: point,
    scenario: {
      mode,
      // In keep mode only undesired mail leaves the server.
      purgeUndesired: mode === 'keep' || random.chance(0.3),
      count: random.between(low, high),
      seed,
      ends: [end],
    },
  }
}

/** Kills from outside, wherever the process is by then; now and then the restart is killed as well. */
export function planRandom(mode: Mode, seed: number): Planned {
  const random = createRandom(seed)
  const count = random.between(COUNT.low, CHUNKS_COUNT.high)
  // What a pass of this mode comes by at the least: a decision each, and two points for each mail that leaves.
  const points = Math.floor(count * (mode === 'keep' ? 1.2 : 2.6))
  const pick = (): End => ({ points: random.between(0, points), delayMs: random.between(0, 25) })
  const ends: [End, ...End[]] = [pick()]
  if (random.chance(0.4)) ends.push(pick())
  return { name: 'random', scenario: { mode, purgeUndesired: random.chance(0.5), count, seed, ends } }
}

function pickReach(point: ProbePoint, mode: Mode, random: SeededRandom): number {
  if (point === 'listed') return 1
  if (OF_A_CHUNK.includes(point)) return random.between(1, 2)
  if (point === 'inside-batch') return random.between(1, 25)
  if (point === 'committed') return random.between(1, 5)
  return mode === 'keep' ? random.between(1, 3) : random.between(1, 30)
}

/** A half-done batch proves something only where it holds more than one message. */
function leastInBatch(point: ProbePoint): number {
  return point === 'inside-batch' ? 2 : 0
}
