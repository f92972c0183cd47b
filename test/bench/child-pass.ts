import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createApi } from '../../src-main/api/dispatch.ts'
import { createEngine } from '../../src-main/engine/index.ts'
import { keepHeapSmall } from '../../src-main/hosts/keep-heap-small.ts'
import { createKeyFileSecrets } from '../../src-main/hosts/service/key-file-secrets.ts'
import { createStderrLog, systemClock } from '../../src-main/hosts/system-ports.ts'
import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import { readTarget } from './child-target.ts'
import { measure } from './measure.ts'

/** Postdesk's own way: one pass from the server to committed tickets, everything on. */
const target = readTarget()
const root = resolve(import.meta.dirname, '..', '..')

// As every host does.
keepHeapSmall()
const cost = await measure(target.count, async () => {
  const engine = await createEngine(
    {
      clock: systemClock,
      log: createStderrLog('error'),
      secrets: createKeyFileSecrets(target.dataDir, 'bench'),
    },
    {
      dataDir: target.dataDir,
      version: 'bench',
      host: 'command-line',
      workerUrl: pathToFileURL(resolve(root, 'out/main/mail-worker.js')),
      resourcesDir: resolve(root, 'resources'),
      readerThreads: Number(process.env['BENCH_THREADS'] ?? 2),
      mode: 'own',
    },
  )
  const api = createApi(engine)
  const config = InboxConfig.parse({
    name: 'bench',
    server: target.server,
    port: target.port,
    login: target.login,
    ca_file: target.caFile,
    unknown_caller_behavior: 'create_contact',
  })
  const saved = await api.dispatch('inboxes.save', { config, password: target.password })
  if (!saved.ok) throw new Error(saved.error.message)
  const polled = await api.dispatch('inboxes.poll', {})
  if (!polled.ok) throw new Error(polled.error.message)
  const [result] = (polled.data as { inboxes: { processed: number; failure: string | null }[] }).inboxes
  if (result?.processed !== target.count) throw new Error(`Not every mail was processed: ${JSON.stringify(result)}`)
  await engine.close()
})
process.stdout.write(`${JSON.stringify(cost)}\n`)
