import { NOTHING, type Outcome } from '../reports.ts'
import { currentCommit, inOrderOf } from './choose.ts'
import { plants } from './plants.ts'
import { describeTried } from './say.ts'
import { tryPlants } from './try-plants.ts'

/** With what comes before and after, a minute. */
const BUDGET_MS = 55_000
/** One that begins later would seldom come to its end. */
const START_WITHIN_MS = 40_000

/**
 * The planted changes of `npm test`: those that this commit's turn it is, as many as a minute holds. `failures` are
 * those of the tests without any plant: a file that fails anyhow notices nothing.
 */
export async function runSomePlants(root: string, failures: readonly string[]): Promise<Outcome> {
  const startedAt = performance.now()
  const usable = plants.filter(({ tests }) => !tests.some(test => failures.some(failure => failure.startsWith(test))))
  const all = await tryPlants(inOrderOf(currentCommit(root), usable), {
    root,
    lanes: 2,
    mayStart: () => performance.now() - startedAt < START_WITHIN_MS,
    signal: AbortSignal.timeout(BUDGET_MS),
    onTried: () => {},
  })
  const tried = all.filter(({ verdict }) => verdict !== 'late')
  const missed = tried.filter(({ verdict }) => verdict !== 'noticed')
  const names = tried.map(({ plant }) => `'${plant.name}'`)
  const say = (text: string) => process.stdout.write(`${text}\n`)
  say(`\nPlanted changes: ${tried.length - missed.length} of ${tried.length} were noticed. Again:`)
  say(`  npm run mutate -- ${names.join(' ')}`)
  return {
    ...NOTHING,
    passed: tried.length - missed.length,
    failed: missed.length,
    failures: missed.map(each => `test/mutate › ${describeTried(each)}`),
  }
}
