import { join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { createApi } from '../../src-main/api/dispatch.ts'
import { createEngine } from '../../src-main/engine/index.ts'
import { createKeyFileSecrets } from '../../src-main/hosts/service/key-file-secrets.ts'
import { startServiceHost } from '../../src-main/hosts/service/start-service-host.ts'
import { createStderrLog, systemClock } from '../../src-main/hosts/system-ports.ts'

/**
 * The service host over a store that was filled before, for the bench of the screens. Prints `{url}`, then answers each
 * line on its input: `poll PATH` adds a folder inbox and takes its mail, `delay` tells and forgets the delay of the loop.
 */
const dataDir = process.argv[2] ?? ''
const repository = resolve(import.meta.dirname, '../..')
const engine = await createEngine(
  { clock: systemClock, log: createStderrLog('warn'), secrets: createKeyFileSecrets(dataDir, undefined) },
  {
    dataDir,
    version: '0.0.0',
    host: 'service',
    workerUrl: pathToFileURL(join(repository, 'out/main/mail-worker.js')),
    resourcesDir: join(repository, 'resources'),
    readerThreads: 2,
    mode: 'own',
  },
)
const api = createApi(engine)
const host = await startServiceHost({ api, rendererDir: join(repository, 'out/renderer'), log: engine.log })
engine.start()
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)
say({ url: host.url })

async function ask(name: string, input: unknown): Promise<unknown> {
  const reply = await api.dispatch(name, input)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  return reply.data
}

for await (const line of createInterface({ input: process.stdin })) {
  const [word = '', path = ''] = line.split(' ')
  if (word === 'poll') {
    const config = { name: 'Bench', protocol: 'folder', path, unknown_caller_behavior: 'create_contact', active: false }
    const { id } = (await ask('inboxes.save', { config })) as { id: string }
    const startedAt = performance.now()
    await ask('inboxes.poll', { id })
    say({ pollMs: performance.now() - startedAt })
  }
  if (word === 'delay') {
    say({ p99Ms: delay.percentile(99) / 1e6, maxMs: delay.max / 1e6 })
    delay.reset()
  }
}
await host.close()
await engine.close()
