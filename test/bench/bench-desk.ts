import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createApi } from '../../src-main/api/dispatch.ts'
import { createEngine, type Engine } from '../../src-main/engine/index.ts'
import { createKeyFileSecrets } from '../../src-main/hosts/service/key-file-secrets.ts'
import { createStderrLog, systemClock } from '../../src-main/hosts/system-ports.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../src-preload/contract/procedures.ts'

const root = resolve(import.meta.dirname, '..', '..')

/** A whole desk over a folder, asked through its one door; a refusal throws. */
export type BenchDesk = {
  readonly engine: Engine
  ask<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** An inbox over an unencrypted line to this machine: what TLS costs is nobody's figure here. */
  addInbox(login: string, password: string, port: number): Promise<string>
}

export async function openBenchDesk(dataDir: string): Promise<BenchDesk> {
  const engine = await createEngine(
    { clock: systemClock, log: createStderrLog('error'), secrets: createKeyFileSecrets(dataDir, 'bench') },
    {
      dataDir,
      version: 'bench',
      host: 'command-line',
      workerUrl: pathToFileURL(resolve(root, 'src-main/engine/mail/worker.ts')),
      resourcesDir: resolve(root, 'resources'),
      readerThreads: 1,
      mode: 'own',
    },
  )
  const api = createApi(engine)
  const ask: BenchDesk['ask'] = async (name, input) => {
    const reply = await api.dispatch(name, input)
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
    return reply.data as OutputOf<typeof name>
  }
  return {
    engine,
    ask,
    async addInbox(login, password, port) {
      const { id } = await ask('inboxes.save', { config: benchConfig(login, port), password, askFirst: true })
      return id
    },
  }
}

export function benchConfig(login: string, port: number): InputOf<'inboxes.save'>['config'] {
  return {
    name: login,
    server: '127.0.0.1',
    port,
    security: 'none',
    login,
    unknown_caller_behavior: 'create_contact',
    email_storage: 'keep',
    active: false,
    settings: { periodicity: 3600 },
  }
}
