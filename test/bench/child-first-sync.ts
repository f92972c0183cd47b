import { keepHeapSmall } from '../../src-main/hosts/keep-heap-small.ts'
import { openBenchDesk } from './bench-desk.ts'
import { readTarget } from './child-target.ts'
import { measure } from './measure.ts'

/** Postdesk's first listing of a mailbox: every message gets its row, nothing is fetched. */
const target = readTarget()
keepHeapSmall()
const desk = await openBenchDesk(target.dataDir)
const id = await desk.addInbox(target.login, target.password, target.port)
const cost = await measure(target.count, async () => {
  const { total } = await desk.ask('inboxes.look', { id })
  if (total !== target.count) throw new Error(`Listed ${total} of ${target.count}`)
})
await desk.engine.close()
process.stdout.write(`${JSON.stringify(cost)}\n`)
