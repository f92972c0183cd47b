import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCompileErrors } from './compile-errors.ts'
import { type Plant, planted } from './plant.ts'
import { runTests, type TestRun } from './run-tests.ts'
import { copyTree } from './tree-copy.ts'

/** `broken`: its tests did not run, so nobody can say. `late`: no time was left, or its tests never came to an end. */
export type Tried = {
  readonly plant: Plant
  readonly verdict: 'noticed' | 'unnoticed' | 'broken' | 'late'
  /** The test that noticed, or why nothing ran. */
  readonly because: string
  readonly seconds: number
}

export type Trial = {
  readonly root: string
  /** Copies of the tree, each with one plant at a time. */
  readonly lanes: number
  /** Whether there is time for another one. */
  readonly mayStart: () => boolean
  readonly signal: AbortSignal
  readonly onTried: (tried: Tried) => void
}

/** An endless loop must not end the whole run. */
const LONGEST_MS = 150_000

/** Plants one change after another, in the order given, and runs the tests that have to notice it. */
export async function tryPlants(plants: readonly Plant[], trial: Trial): Promise<readonly Tried[]> {
  const broken = findCompileErrors(trial.root, plants)
  const waiting = [...plants]
  const all: Tried[] = []
  async function runLane(): Promise<void> {
    const copy = copyTree(trial.root)
    try {
      for (let plant = next(); plant; plant = next()) {
        const error = broken.get(plant)
        const tried = error === undefined ? await tryOne(copy.dir, plant, trial) : refuse(plant, error)
        all.push(tried)
        trial.onTried(tried)
      }
    } finally {
      copy.remove()
    }
  }
  function next(): Plant | undefined {
    return !trial.signal.aborted && trial.mayStart() ? waiting.shift() : undefined
  }
  await Promise.all(Array.from({ length: Math.min(trial.lanes, plants.length) }, runLane))
  return all
}

function refuse(plant: Plant, error: string): Tried {
  return { plant, verdict: 'broken', because: error, seconds: 0 }
}

async function tryOne(dir: string, plant: Plant, { root, signal }: Trial): Promise<Tried> {
  const startedAt = performance.now()
  const file = join(dir, plant.file)
  const source = readFileSync(file, 'utf8')
  writeFileSync(file, planted(plant, source))
  try {
    const wanted = { tests: plant.tests, titles: plant.test === undefined ? null : [plant.test] }
    const run = await runTests(root, dir, wanted, AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]))
    return { plant, ...judge(run), seconds: (performance.now() - startedAt) / 1000 }
  } finally {
    writeFileSync(file, source)
  }
}

function judge(run: TestRun): Pick<Tried, 'verdict' | 'because'> {
  switch (run.kind) {
    case 'passed':
      return { verdict: 'unnoticed', because: 'all its tests pass' }
    case 'failed':
      return { verdict: 'noticed', because: run.test }
    case 'nothing':
      return { verdict: 'broken', because: run.why }
    case 'stopped':
      return { verdict: 'late', because: 'its tests were stopped before they ended' }
  }
}
