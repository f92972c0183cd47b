import { type LineOutcome, planLine, runLineScenario } from './faults/line-scenario.ts'
import { type Ground, prepareGround } from './faults/scenario.ts'

const RUNS = 300

export type LineSoak = { readonly runs?: number; readonly firstSeed: number; readonly lanes: number }

/** Mailboxes over lines that break; a line for each run that failed, with its seed, then figures. */
export async function soakLine(
  { runs = RUNS, firstSeed, lanes }: LineSoak,
  say: (text: string) => void,
): Promise<number> {
  const startedAt = performance.now()
  const ground = await prepareGround()
  const seeds = Array.from({ length: runs }, (_, index) => firstSeed + index)
  const outcomes: LineOutcome[] = []
  const lane = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const outcome = await tryRun(ground, seed)
      outcomes.push(outcome)
      if (outcome.losses.length > 0) say([`line, seed ${seed} failed`, ...outcome.losses].join('\n    '))
      else if (outcomes.length % 20 === 0) say(`line: ${outcomes.length}/${runs}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
  } finally {
    await ground.remove()
  }
  const failed = outcomes.filter(({ losses }) => losses.length > 0).length
  const faults = outcomes.flatMap(outcome => outcome.faults)
  const kinds = Object.entries(Object.groupBy(faults, ({ what }) => what)).map(
    ([what, some]) => `${some.length} ${what}`,
  )
  const passes = outcomes.reduce((sum, { failedPasses }) => sum + failedPasses, 0)
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  say(
    `line: ${runs} runs, ${faults.length} faults (${kinds.join(', ')}), ${passes} passes broken, ${failed} failed, ${seconds} s`,
  )
  return failed
}

async function tryRun(ground: Ground, seed: number): Promise<LineOutcome> {
  try {
    return await runLineScenario(ground, planLine(seed))
  } catch (error) {
    return {
      faults: [],
      failedPasses: 0,
      losses: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }
  }
}
