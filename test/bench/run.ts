import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { eachBenchMail } from '../fixtures/bench-mails.ts'
import { startDovecot } from '../protocol/dovecot.ts'
import type { Target } from './child-target.ts'
import { type Cost, median } from './measure.ts'
import { benchPolling } from './polling.ts'
import { benchReading } from './reading.ts'
import { benchViews } from './views.ts'

/**
 * `npm run bench`: Postdesk against the bare loop on the same mails and the same server, in alternating runs, each in a
 * process of its own. Figures, never a test: machines differ, ratios less.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    counts: { type: 'string', default: '500,2000' },
    /** `views`: nothing but the lists of messages and tickets; `reading`: the reader; `polling`: polls of a large mailbox. */
    only: { type: 'string', default: '' },
    rows: { type: 'string', default: '100000' },
  },
})
const runs = Number(values.runs)
const ways = ['child-bare-loop.ts', 'child-pass.ts'] as const
type Way = (typeof ways)[number]

function runChild(way: Way, target: Target, flags: readonly string[] = []): Cost {
  const dataDir = mkdtempSync(join(tmpdir(), 'postdesk-bench-'))
  try {
    const script = join(import.meta.dirname, way)
    const child = spawnSync(process.execPath, [...flags, script, JSON.stringify({ ...target, dataDir })], {
      encoding: 'utf8',
    })
    if (child.status !== 0) throw new Error(`${way} failed: ${child.stderr}`)
    return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '') as Cost
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 })
  }
}

const medianOf = (costs: readonly Cost[], key: keyof Cost) => median(costs.map(cost => cost[key]))
const megabytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(0)

function report(name: string, costs: readonly Cost[]): void {
  const wallMs = medianOf(costs, 'wallMs')
  const count = costs[0]?.count ?? 0
  const words = [
    name.padEnd(10),
    `${count} mails`,
    `${(count / (wallMs / 1000)).toFixed(0)}/s`,
    `wall ${(wallMs / 1000).toFixed(2)} s`,
    `cpu ${(medianOf(costs, 'cpuMs') / 1000).toFixed(2)} s`,
    `heap+external ${megabytes(medianOf(costs, 'peakHeapBytes'))} MB`,
    `rss ${megabytes(medianOf(costs, 'peakRssBytes'))} MB`,
    `loop p99 ${medianOf(costs, 'loopDelayP99Ms').toFixed(1)} ms`,
    `max ${medianOf(costs, 'loopDelayMaxMs').toFixed(1)} ms`,
  ]
  process.stdout.write(`${words.join('  ')}\n`)
}

function reportMemory(name: string, [small, large]: readonly number[]): void {
  if (!small || !large) return
  const words = `${megabytes(small)} -> ${megabytes(large)} MB, ${(large / small).toFixed(2)} times`
  process.stdout.write(`${name}: ${words} (expected: at most 1.15)\n`)
}

async function benchPasses(): Promise<void> {
  const dovecot = await startDovecot()
  const scratch = mkdtempSync(join(tmpdir(), 'postdesk-bench-ca-'))
  try {
    const caFile = join(scratch, 'ca.pem')
    writeFileSync(caFile, dovecot.caPem)
    const peak: number[] = []
    const live: number[] = []
    for (const count of values.counts.split(',').map(Number)) {
      const login = `bench${count}`
      await dovecot.addUser(login, 'secret')
      await dovecot.deliver(login, 'INBOX', [...eachBenchMail({ count, seed: 7 })])
      const place = { server: dovecot.host, port: dovecot.ports.imaps, login, password: 'secret', caFile }
      const costs: Record<Way, Cost[]> = { 'child-bare-loop.ts': [], 'child-pass.ts': [] }
      for (let run = 0; run <= runs; run += 1) {
        for (const way of ways) {
          const cost = runChild(way, { ...place, dataDir: '', count })
          // The first pair warms Dovecot's caches and the disk; it does not count.
          if (run > 0) costs[way].push(cost)
        }
      }
      report('bare loop', costs['child-bare-loop.ts'])
      report('Postdesk', costs['child-pass.ts'])
      const ratio = medianOf(costs['child-bare-loop.ts'], 'wallMs') / medianOf(costs['child-pass.ts'], 'wallMs')
      process.stdout.write(`ratio      ${ratio.toFixed(2)} of the bare loop (expected: at least 0.35)\n\n`)
      peak.push(medianOf(costs['child-pass.ts'], 'peakHeapBytes'))
      live.push(runChild('child-pass.ts', { ...place, dataDir: '', count }, ['--expose-gc']).peakHeapBytes)
    }
    reportMemory('live memory (collected before each sample)', live)
    reportMemory('peak memory (with garbage)', peak)
  } finally {
    await dovecot.stop()
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20 })
  }
}

/** In a process of its own: what the passes left in memory is not theirs to carry. */
function runAlone(part: 'views' | 'reading' | 'polling'): void {
  const child = spawnSync(process.execPath, [import.meta.filename, '--only', part, '--rows', values.rows], {
    stdio: 'inherit',
  })
  if (child.status !== 0) process.exitCode = 1
}

if (values.only === 'views') {
  await benchViews(Number(values.rows))
} else if (values.only === 'reading') {
  await benchReading(300, runs)
} else if (values.only === 'polling') {
  await benchPolling(Number(values.rows))
} else {
  await benchPasses()
  runAlone('views')
  runAlone('reading')
  runAlone('polling')
}
