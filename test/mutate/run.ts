import { resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Plant } from './plant.ts'
import { plants } from './plants.ts'
import { runTests } from './run-tests.ts'
import { describeTried } from './say.ts'
import { copyTree } from './tree-copy.ts'
import { tryPlants } from './try-plants.ts'
import { runWide } from './wide/run-wide.ts'

/**
 * `npm run mutate`: plants each change in a copy of the tree and runs the tests that have to turn red. A plant that
 * nobody notices is a hole in the tests, and the command fails.
 *
 *     npm run mutate -- WORD…      those with one of the words in their names
 *     npm run mutate -- --why      names the test that noticed each
 *     npm run mutate -- --only     without running the tests once as they are
 *     npm run mutate -- --wide     every small change that Stryker knows, in the files of wide/pieces.ts
 */
const root = resolve(import.meta.dirname, '..', '..')
const LANES = 2

const options = {
  why: { type: 'boolean', default: false },
  only: { type: 'boolean', default: false },
  wide: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options']

const stopped = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // The handlers of `exit` end the tests and remove the copies.
  process.on(signal, () => process.exit(1))
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** What fails without any plant would be taken for a notice. */
async function requireGreen(chosen: readonly Plant[]): Promise<void> {
  const copy = copyTree(root)
  const whole = chosen.filter(({ test }) => test === undefined)
  const named = chosen.filter(({ test }) => test !== undefined)
  try {
    for (const [some, titles] of [
      [whole, null],
      [named, named.flatMap(({ test }) => test ?? [])],
    ] as const) {
      const tests = [...new Set(some.flatMap(plant => plant.tests))]
      if (tests.length === 0) continue
      const run = await runTests(root, copy.dir, { tests, titles }, stopped.signal)
      if (run.kind === 'failed') throw new Error(`This fails without any plant; mend it first: ${run.test}: ${run.why}`)
      if (run.kind !== 'passed') throw new Error('The tests do not run without any plant; mend that first.')
    }
  } finally {
    copy.remove()
  }
}

async function main(): Promise<number> {
  const { values, positionals: words } = parseArgs({ options, allowPositionals: true })
  if (values.wide) return runWide(root, words)
  const chosen = words.length === 0 ? plants : plants.filter(({ name }) => words.some(word => name.includes(word)))
  if (chosen.length === 0) throw new Error('No plant has such a name.')
  const startedAt = performance.now()
  if (!values.only) await requireGreen(chosen)
  say(`The tests pass without any plant (${((performance.now() - startedAt) / 1000).toFixed(0)} s).`)
  const all = await tryPlants(chosen, {
    root,
    lanes: LANES,
    mayStart: () => true,
    signal: stopped.signal,
    onTried: tried => say(`${describeTried(tried)}${values.why ? `\n${' '.repeat(20)}${tried.because}` : ''}`),
  })
  const noticed = all.filter(({ verdict }) => verdict === 'noticed').length
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1)
  say(`\n${noticed} of ${chosen.length} planted changes were noticed, in ${minutes} minutes.`)
  return noticed === chosen.length ? 0 : 1
}

process.exitCode = await main()
