/**
 * One pass over one inbox in a process of its own, which ends itself where its job says. Every probe point is a line on
 * standard output, written before anything else happens, so that whoever waits knows how far it came.
 */
import { writeSync } from 'node:fs'
import type { Probe } from '../../src-main/engine/ports.ts'
import type { ChildJob, ChildLine } from './child-protocol.ts'
import { openTestDesk } from './desk-over-folder.ts'

const job = JSON.parse(process.argv[2] ?? '') as ChildJob
let reached = 0
let inBatch = 0
let end: () => void = () => process.kill(process.pid, 'SIGKILL')

const probe: Probe = {
  reached(point) {
    say({ point })
    if (point === 'committed') inBatch = 0
    if (point === 'inside-batch') inBatch += 1
    if (job.end?.point !== point || inBatch < (job.end.leastInBatch ?? 0)) return
    reached += 1
    if (reached === job.end.reach) end()
  },
}

function say(line: ChildLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const desk = await openTestDesk(job.dataDir, { probe })
let closing: Promise<void> | null = null
const close = () => {
  closing ??= desk.close()
  return closing
}
if (job.end?.how === 'close') end = () => void close()

const [known] = await desk.ask('inboxes.list', {})
const id = known?.id ?? (await desk.ask('inboxes.save', { config: job.config, password: job.password })).id
if (job.putsBack) {
  const actions = await desk.ask('actions.list', {})
  const deleted = actions.findLast(({ kind, state }) => kind === 'delete' && state === 'done')
  if (deleted) await desk.ask('actions.putBack', { id: deleted.id })
}
const { inboxes } = await desk.ask('inboxes.poll', { id, actAtOnce: true })
if (closing === null) for (const result of inboxes) say({ result })
else say({ closed: true })
await close()
// Timers that are only there to give up on something must not hold up a crash test.
process.exit(0)
