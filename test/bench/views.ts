import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { createApi } from '../../src-main/api/dispatch.ts'
import { createEngine } from '../../src-main/engine/index.ts'
import { deskFile } from '../../src-main/engine/store/open.ts'
import { createKeyFileSecrets } from '../../src-main/hosts/service/key-file-secrets.ts'
import { createStderrLog, systemClock } from '../../src-main/hosts/system-ports.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../src-preload/contract/procedures.ts'
import { fillBigDesk } from '../fixtures/big-desk.ts'
import { createRandom } from '../fixtures/seeded-random.ts'
import { median } from './measure.ts'

/**
 * Long lists at the engine's door, against the barest query over the same rows: median and worst of 20, what one costs
 * the processor (which says the same on a busy machine), and how long the event loop was held up.
 */
const RUNS = 20

type Ask = <N extends ProcedureName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>

const say = (line: string) => process.stdout.write(`${line}\n`)

async function time(name: string, work: () => Promise<unknown>, runs = RUNS): Promise<void> {
  await work()
  const wallMs: number[] = []
  const cpuMs: number[] = []
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now()
    const cpu = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(cpu)
    cpuMs.push((user + system) / 1000)
    wallMs.push(performance.now() - startedAt)
  }
  delay.disable()
  const figure = (ms: number) => ms.toFixed(1).padStart(7)
  say(
    `${name.padEnd(46)}median ${figure(median(wallMs))}  worst ${figure(Math.max(...wallMs))}  ` +
      `cpu ${figure(median(cpuMs))}  loop p99 ${figure(delay.percentile(99) / 1e6)} max ${figure(delay.max / 1e6)} ms`,
  )
}

/** As many messages and tickets as said, in a store of their own. */
export async function benchViews(rows: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'postdesk-bench-lists-'))
  try {
    const startedAt = performance.now()
    await fillBigDesk(dataDir, { messages: rows, tickets: rows, now: Date.now() })
    say(`\n${rows} messages and tickets, filled in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
    const engine = await createEngine(
      {
        clock: systemClock,
        log: createStderrLog('error'),
        secrets: createKeyFileSecrets(dataDir, 'bench'),
      },
      {
        dataDir,
        version: 'bench',
        host: 'command-line',
        workerUrl: pathToFileURL(resolve(import.meta.dirname, '../../out/main/mail-worker.js')),
        resourcesDir: resolve(import.meta.dirname, '../../resources'),
        readerThreads: 1,
        mode: 'own',
      },
    )
    const api = createApi(engine)
    const ask: Ask = async (name, input) => {
      const reply = await api.dispatch(name, input)
      if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
      return reply.data as OutputOf<typeof name>
    }
    await benchYardstick(dataDir)
    await benchMessages(ask, rows)
    await benchTickets(ask, rows)
    await benchActions(ask)
    await engine.close()
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 })
  }
}

async function benchYardstick(dataDir: string): Promise<void> {
  const db = new Database(deskFile(dataDir), { readonly: true })
  const bare = db.prepare('SELECT id FROM message ORDER BY received_at DESC')
  await time('yardstick: every id, bare SQLite', async () => bare.all())
  db.close()
}

async function benchMessages(ask: Ask, rows: number): Promise<void> {
  /** Opened, and the first rows in sight. */
  const open = (query: InputOf<'messages.openView'>) => async () => {
    const { viewId } = await ask('messages.openView', query)
    await ask('messages.rows', { viewId, from: 0, count: 100 })
    await ask('messages.closeView', { viewId })
  }
  await time('messages: open', open({}))
  await time('messages: one inbox', open({ filter: { inboxId: '2' } }))
  await time('messages: errors', open({ filter: { states: ['error'] } }))
  await time('messages: search, rare word', open({ filter: { search: 'qxzj' } }))
  await time('messages: search, common word', open({ filter: { search: 'imprimante' } }))
  await time('messages: search, two words', open({ filter: { search: 'buro zugriff' } }))
  await time('messages: search, reference', open({ filter: { search: 'R-000123' } }))
  for (const by of ['received', 'from', 'subject', 'size', 'state', 'ticket'] as const) {
    await time(`messages: by ${by}`, open({ sort: { by, descending: false } }))
  }
  const { viewId, total } = await ask('messages.openView', {})
  const random = createRandom(5)
  await time('messages: 100 rows somewhere', () =>
    ask('messages.rows', { viewId, from: random.between(0, total - 100), count: 100 }),
  )
  await time('messages: news, nothing happened', () => ask('messages.viewNews', { viewId }))
  await time('messages: causes', () => ask('messages.causes', {}))
  await time('messages: consider a reset of all', () =>
    ask('messages.consider', { action: 'reset', selection: { viewId } }),
  )
  await time('messages: unknown senders of all', () => ask('messages.unknownSenders', { selection: { viewId } }), 3)
  say(`  (${total} of ${rows} messages are listed)`)
}

async function benchTickets(ask: Ask, rows: number): Promise<void> {
  const open = (query: InputOf<'tickets.openView'>) => async () => {
    const { viewId } = await ask('tickets.openView', query)
    await ask('tickets.rows', { viewId, from: 0, count: 100 })
    await ask('tickets.closeView', { viewId })
  }
  await time('tickets: open', open({}))
  await time('tickets: two states', open({ filter: { states: ['new', 'assigned'] } }))
  await time('tickets: one agent', open({ filter: { agentId: '3' } }))
  await time('tickets: search, rare word', open({ filter: { search: 'qxzj' } }))
  await time('tickets: search, common word', open({ filter: { search: 'imprimante' } }))
  await time('tickets: search, in two of three', open({ filter: { search: 'week' } }))
  await time('tickets: search, one letter', open({ filter: { search: 'i' } }))
  await time('tickets: search, two words', open({ filter: { search: 'imprimante couleur' } }))
  await time('tickets: search, reference', open({ filter: { search: 'R-000123' } }))
  const relevance = { by: 'relevance' } as const
  await time('tickets: search by relevance', open({ filter: { search: 'imprimante depot' }, sort: relevance }))
  await time('tickets: by relevance, in two of three', open({ filter: { search: 'week' }, sort: relevance }))
  for (const by of ['updated', 'created', 'ref', 'title', 'state', 'priority', 'caller', 'organisation'] as const) {
    await time(`tickets: by ${by}`, open({ sort: { by, descending: false } }))
  }
  const { viewId } = await ask('tickets.openView', { filter: { search: 'week' } })
  const random = createRandom(5)
  await time('tickets: 100 rows with hits somewhere', () =>
    ask('tickets.rows', { viewId, from: random.between(0, Math.floor(rows / 3)), count: 100 }),
  )
  await time('tickets: news, nothing happened', () => ask('tickets.viewNews', { viewId }))
  await time('tickets: counts', () => ask('tickets.counts', {}))
}

async function benchActions(ask: Ask): Promise<void> {
  const { viewId } = await ask('messages.openView', {})
  const everything = { selection: { viewId } }
  await time('all messages: reset, and undo', () => changeAndUndo(ask, ask('messages.reset', everything)), 1)
  await time('all messages: delete, and undo', () => changeAndUndo(ask, ask('messages.delete', everything)), 1)
  // Each time something was committed before, so that the list is read again.
  const { rows } = await ask('messages.rows', { viewId, from: 0, count: 1 })
  const selection = { ids: [rows[0]?.id ?? ''] }
  await time('messages: news after a change', async () => {
    await changeAndUndo(ask, ask('messages.delete', { selection }))
    await ask('messages.viewNews', { viewId })
  })
}

async function changeAndUndo(ask: Ask, changing: Promise<OutputOf<'messages.reset'>>): Promise<void> {
  const { undoId } = await changing
  await ask('messages.undo', { undoId: undoId ?? '' })
}
