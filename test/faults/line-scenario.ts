import { rm } from 'node:fs/promises'
import { systemClock } from '../../src-main/hosts/system-ports.ts'
import { createRandom } from '../fixtures/seeded-random.ts'
import { openTestDesk } from './desk-over-folder.ts'
import { MODES } from './plan.ts'
import { fillMailbox, type Ground, lossesOf, type Mode } from './scenario.ts'
import { type LineFault, startUnreliableLine } from './unreliable-line.ts'

export type LineScenario = {
  readonly mode: Mode
  readonly security: 'tls' | 'none'
  readonly purgeUndesired: boolean
  readonly count: number
  readonly seed: number
  /** How many passes go over the bad line. */
  readonly badPasses: number
}

export type LineOutcome = {
  readonly faults: readonly LineFault[]
  /** Passes over the bad line that ended with a failure. */
  readonly failedPasses: number
  /** What is wrong afterwards, one sentence each. */
  readonly losses: readonly string[]
}

/** An action whose line broke is tried again after at most this long. */
const LONGEST_WAIT_MS = 3_600_000

export function planLine(seed: number): LineScenario {
  const random = createRandom(seed)
  return {
    mode: MODES[seed % MODES.length] ?? 'keep',
    security: seed % 2 === 0 ? 'tls' : 'none',
    purgeUndesired: random.chance(0.5),
    count: random.between(26, 34),
    seed,
    badPasses: random.between(3, 6),
  }
}

/** Some passes over a bad line and one over a good one; then everything has to be as if nothing had happened. */
export async function runLineScenario(ground: Ground, scenario: LineScenario): Promise<LineOutcome> {
  const { security, seed, badPasses } = scenario
  const { host, ports } = ground.dovecot
  const { user, mails, dataDir, job } = await fillMailbox(ground, scenario)
  const line = await startUnreliableLine({
    to: { host, port: security === 'tls' ? ports.imaps : ports.imap },
    seed,
    mayCorrupt: security === 'tls',
  })
  let ahead = 0
  const clock = { ...systemClock, now: () => systemClock.now() + ahead }
  const desk = await openTestDesk(dataDir, { clock })
  let closed = false
  try {
    const config = { ...job.config, port: line.port, security }
    const { id } = await desk.ask('inboxes.save', { config, password: job.password })
    const pass = async () => (await desk.ask('inboxes.poll', { id, actAtOnce: true })).inboxes[0]?.failure
    let failedPasses = 0
    for (let n = 0; n < badPasses; n++) if ((await pass()) !== null) failedPasses += 1
    line.heal()
    ahead = LONGEST_WAIT_MS
    const failure = await pass()
    await desk.close()
    closed = true
    const losses = await lossesOf(ground, scenario, { user, mails, dataDir })
    const unrecovered = failure === null ? [] : [`The pass over the good line failed: ${failure}`]
    return { faults: line.faults(), failedPasses, losses: [...unrecovered, ...losses] }
  } finally {
    if (!closed) await desk.close()
    await line.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
  }
}
