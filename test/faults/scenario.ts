import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProbePoint } from '../../src-main/engine/ports.ts'
import { type MixedMail, makeMixedMails } from '../fixtures/mixed-mails.ts'
import { type Dovecot, type DovecotOptions, startDovecot } from '../protocol/dovecot.ts'
import { batchSizes, type ChildJob, type NamedEnd } from './child-protocol.ts'
import { findLosses } from './find-losses.ts'
import { type ChildRun, type OutsideKill, runChild } from './run-child.ts'

export type Mode = 'keep' | 'delete' | 'move'
export type End = NamedEnd | OutsideKill

export type Scenario = {
  readonly mode: Mode
  /** Remove undesired mail from the server in the same pass, instead of in seven days. */
  readonly purgeUndesired: boolean
  readonly count: number
  readonly seed: number
  /** The first run ends here, the next one there, and so on; the runs after them are left in peace. */
  readonly ends: readonly [End, ...End[]]
}

export type Outcome = {
  /** `finished-before`: the pass was over before its end came, also in further tries. It proves nothing. */
  readonly kind: 'killed' | 'finished-before' | 'failed'
  /** Each ended run: the last point it passed, and how many messages its open batch held there. */
  readonly ended: readonly { readonly after: ProbePoint | 'start'; readonly inBatch: number }[]
  readonly runs: number
  /** What is wrong afterwards, one sentence each. */
  readonly losses: readonly string[]
  readonly ms: number
}

/** One mail server for many scenarios; each has a user and a store of its own. */
export type Ground = {
  readonly dovecot: Dovecot
  readonly caFile: string
  readonly folder: string
  remove(): Promise<void>
}

export const TARGET_FOLDER = 'Done'
const PASSWORD = 'crash tests'
const TRIES = 4
const MOST_RUNS = 5
let users = 0

export async function prepareGround(server: DovecotOptions = {}): Promise<Ground> {
  const dovecot = await startDovecot(server)
  const folder = await mkdtemp(join(tmpdir(), 'postdesk-faults-'))
  const caFile = join(folder, 'ca.pem')
  await writeFile(caFile, dovecot.caPem)
  return {
    dovecot,
    caFile,
    folder,
    async remove() {
      await dovecot.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}

/** Ends passes where the scenario says, lets one come through, and looks for what was lost, doubled or left over. */
export async function runScenario(ground: Ground, scenario: Scenario): Promise<Outcome> {
  const startedAt = performance.now()
  let [first, ...others] = scenario.ends
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryScenario(ground, scenario, [first, ...others])
    const ms = Math.round(performance.now() - startedAt)
    if (outcome.kind !== 'finished-before' || attempt === TRIES) return { ...outcome, ms }
    first = earlier(first)
  }
}

/** The mailbox of one scenario, its mails in the order of arrival. */
export async function fillMailbox(ground: Ground, scenario: Omit<Scenario, 'ends'>) {
  const { dovecot } = ground
  users += 1
  const user = `desk${process.pid}-${users}`
  const mails = makeMixedMails({ count: scenario.count, seed: scenario.seed })
  await dovecot.addUser(user, PASSWORD)
  for (const { raw, expect } of mails) await dovecot.deliver(user, 'INBOX', [raw], { receivedAt: expect.receivedAt })
  await dovecot.createMailbox(user, TARGET_FOLDER)
  const dataDir = await mkdtemp(join(ground.folder, 'store-'))
  const config: ChildJob['config'] = {
    name: 'Crash tests',
    server: dovecot.host,
    port: dovecot.ports.imaps,
    security: 'tls',
    ca_file: ground.caFile,
    login: user,
    own_addresses: ['helpdesk@desk.example.org'],
    unknown_caller_behavior: 'create_contact',
    email_storage: scenario.mode,
    // Undesired mail leaves the server only where mail may leave it at all.
    remove_when_ticket_closes: scenario.mode === 'keep',
    target_folder: scenario.mode === 'move' ? TARGET_FOLDER : '',
    settings: {
      server_action_grace_seconds: 0,
      ...(scenario.purgeUndesired ? { 'undesired-purge-delay': 0 } : {}),
    },
  }
  return { user, mails, dataDir, job: { dataDir, config, password: PASSWORD, end: null } satisfies ChildJob }
}

async function tryScenario(
  ground: Ground,
  scenario: Scenario,
  ends: readonly [End, ...End[]],
): Promise<Omit<Outcome, 'ms'>> {
  const { user, mails, dataDir, job } = await fillMailbox(ground, scenario)
  try {
    const ended: Outcome['ended'][number][] = []
    let runs = 0
    for (;;) {
      const end = ends[runs]
      const run = await runOnce(job, end)
      runs += 1
      if (wasEnded(run, end)) ended.push(lastOf(run))
      else if (run.result === null || endedBadly(run, end))
        return failed(ended, runs, `A run ended badly: ${run.errors}`)
      else if (run.result.failure === null) break
      if (ended.length > 0 && runs >= MOST_RUNS) {
        return failed(ended, runs, `No pass came through: ${run.result?.failure ?? 'ended'}`)
      }
    }
    if (ended.length === 0) return { kind: 'finished-before', ended, runs, losses: [] }
    const losses = await lossesOf(ground, scenario, { user, mails, dataDir })
    return { kind: losses.length === 0 ? 'killed' : 'failed', ended, runs, losses }
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
  }
}

async function runOnce(job: ChildJob, end: End | undefined): Promise<ChildRun> {
  if (end === undefined) return runChild(job)
  return 'point' in end ? runChild({ ...job, end }) : runChild(job, end)
}

/** An end that hit a process whose pass was over does not count. */
function wasEnded(run: ChildRun, end: End | undefined): boolean {
  if (end === undefined || run.result !== null) return false
  return 'how' in end && end.how === 'close' ? run.closed && run.code === 0 : run.signal === 'SIGKILL'
}

/** A kill from outside may come when the pass is over and only the process still stands. */
function endedBadly(run: ChildRun, end: End | undefined): boolean {
  return run.code !== 0 && !(end !== undefined && run.signal === 'SIGKILL')
}

function lastOf(run: ChildRun): Outcome['ended'][number] {
  return { after: run.points.at(-1) ?? 'start', inBatch: batchSizes(run.points).at(-1) ?? 0 }
}

function failed(ended: Outcome['ended'], runs: number, loss: string): Omit<Outcome, 'ms'> {
  return { kind: 'failed', ended, runs, losses: [loss] }
}

function earlier(end: End): End {
  if ('point' in end) return { ...end, reach: Math.max(1, Math.floor(end.reach / 2)) }
  return { points: Math.floor(end.points / 2), delayMs: end.delayMs }
}

/** Read from the store and from the server's own files. */
export async function lossesOf(
  ground: Ground,
  scenario: Omit<Scenario, 'ends'>,
  desk: { readonly user: string; readonly mails: readonly MixedMail[]; readonly dataDir: string },
  givenUp: readonly number[] = [],
): Promise<readonly string[]> {
  return findLosses({
    ...desk,
    ...scenario,
    givenUp,
    inbox: () => ground.dovecot.rawMessages(desk.user, 'INBOX'),
    target: () => ground.dovecot.rawMessages(desk.user, TARGET_FOLDER),
  })
}
