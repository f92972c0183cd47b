/**
 * `npm run soak [-- --runs N] [--seed N] [--lanes N] [--only fuzz|kills|line|day|damage] [--minutes N]`: ten minutes of mails that
 * nobody would write, then every command on every kind of damaged store, then 300 mailboxes over lines that break, then six days of troubles by a clock of their own, then
 * every named point five times in every mode and twenty random
 * kills, each with a mailbox and a store of its own. One line a run, then a histogram; fails when one run does.
 */
import { parseArgs } from 'node:util'
import { MODES, type Planned, POINTS, planNamed, planRandom } from './faults/plan.ts'
import { type Ground, type Outcome, prepareGround, runScenario } from './faults/scenario.ts'
import { soakDamage } from './soak-damage.ts'
import { soakDay } from './soak-day.ts'
import { soakReading } from './soak-fuzz.ts'
import { soakLine } from './soak-line.ts'

type Done = { readonly planned: Planned; readonly outcome: Outcome }

const TIMES = 5
const RANDOM_KILLS = 20

function plan(seed: number): Planned[] {
  const named = Array.from({ length: TIMES }, (_, round) =>
    POINTS.flatMap((point, index) =>
      MODES.map((mode, m) => planNamed(point, mode, seed + round * 1000 + index * 10 + m)),
    ),
  ).flat()
  const random = Array.from({ length: RANDOM_KILLS }, (_, index) =>
    planRandom(MODES[index % MODES.length] ?? 'keep', seed + 100_000 + index),
  )
  // Interleaved, so that a shortened run has some of everything.
  const every = Math.floor(named.length / random.length)
  return named.flatMap((planned, index) => {
    const extra = index % every === 0 ? random[index / every] : undefined
    return extra ? [planned, extra] : [planned]
  })
}

async function runLane(ground: Ground, queue: Planned[], done: Done[], total: number): Promise<void> {
  for (let planned = queue.shift(); planned; planned = queue.shift()) {
    const outcome = await runScenario(ground, planned.scenario).catch(failedRun)
    done.push({ planned, outcome })
    say(describeRun(`${done.length}/${total}`, planned, outcome))
  }
}

function failedRun(error: unknown): Outcome {
  const losses = [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  return { kind: 'failed', ended: [], runs: 0, losses, ms: 0 }
}

function describeRun(number: string, { name, scenario }: Planned, outcome: Outcome): string {
  const ends = outcome.ended.map(({ after, inBatch }) => (inBatch > 0 ? `${after} (${inBatch} in batch)` : after))
  const mails = `${scenario.count} mails, seed ${scenario.seed}`
  const story = `${name}, ${scenario.mode}: ${outcome.kind} after ${ends.join(', then ') || '-'}`
  return [
    `${number} ${story}; ${mails}, ${outcome.runs} runs, ${outcome.ms} ms`,
    ...outcome.losses.map(loss => `    ${loss}`),
  ].join('\n')
}

function histogram(done: readonly Done[]): string {
  const kinds = ['killed', 'finished-before', 'failed'] as const
  const cell = (text: string | number, width: number) => String(text).padEnd(width)
  const line = (label: string, cells: readonly (string | number)[]) =>
    `${cell(label, 22)}${cells.map(text => cell(text, 26)).join('')}`.trimEnd()
  const countOf = (name: string, mode: string) => {
    const here = done.filter(({ planned }) => planned.name === name && planned.scenario.mode === mode)
    return kinds.map(kind => here.filter(({ outcome }) => outcome.kind === kind).length).join(' / ')
  }
  const names = [...POINTS, 'random']
  return [
    line(kinds.join(' / '), []),
    line('', MODES),
    ...names.map(name =>
      line(
        name,
        MODES.map(mode => countOf(name, mode)),
      ),
    ),
  ].join('\n')
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string' },
      seed: { type: 'string', default: '1' },
      lanes: { type: 'string', default: '2' },
      /** `fuzz`: mails that nobody would write; `line`: lines that break; `day`: days; `damage`: stores; `kills`: processes that end. */
      only: { type: 'string', default: '' },
      /** Of the fuzz. */
      minutes: { type: 'string', default: '10' },
    },
  })
  const seed = Number(values.seed)
  const runs = values.runs === undefined ? {} : { runs: Number(values.runs) }
  const lanes = Number(values.lanes)
  const wanted = (part: string) => values.only === '' || values.only === part
  const unread = wanted('fuzz') ? await soakReading(Number(values.minutes), seed, say) : 0
  const unsaid = wanted('damage') ? await soakDamage(say) : 0
  const lost = wanted('line') ? await soakLine({ ...runs, firstSeed: seed, lanes }, say) : 0
  const untrue = wanted('day') ? await soakDay({ ...runs, firstSeed: seed }, say) : 0
  const broken = unread + unsaid + lost + untrue
  if (!wanted('kills')) return broken === 0 ? 0 : 1
  const all = plan(seed)
  const queue = all.slice(0, runs.runs ?? all.length)
  const total = queue.length
  const done: Done[] = []
  const startedAt = performance.now()
  const ground = await prepareGround()
  try {
    await Promise.all(Array.from({ length: lanes }, () => runLane(ground, queue, done, total)))
  } finally {
    await ground.remove()
  }
  const failed = done.filter(({ outcome }) => outcome.kind !== 'killed').length
  const kills = done.reduce((sum, { outcome }) => sum + outcome.ended.length, 0)
  say(`\n${histogram(done)}\n`)
  say(
    `${total} runs, ${kills} kills, ${failed} failed or not killed, ${Math.round((performance.now() - startedAt) / 1000)} s`,
  )
  return failed + broken === 0 ? 0 : 1
}

process.exitCode = await main()
