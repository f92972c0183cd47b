import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createApi } from '../../src-main/api/dispatch.ts'
import { createEngine, type Engine } from '../../src-main/engine/index.ts'
import type { Clock, Log, Network, Probe } from '../../src-main/engine/ports.ts'
import { createKeyFileSecrets } from '../../src-main/hosts/service/key-file-secrets.ts'
import { systemClock } from '../../src-main/hosts/system-ports.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../src-preload/contract/procedures.ts'

const root = resolve(import.meta.dirname, '..', '..')
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

export type TestDesk = {
  readonly engine: Engine
  /** Throws with the refusal's message. */
  ask<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  close(): Promise<void>
}

/** The engine straight from source, as the owner of the store in `dataDir`. Polls only when asked to. */
export async function openTestDesk(
  dataDir: string,
  ports: { readonly probe?: Probe; readonly log?: Log; readonly clock?: Clock; readonly network?: Network } = {},
): Promise<TestDesk> {
  const engine = await createEngine(
    {
      clock: ports.clock ?? systemClock,
      log: ports.log ?? silent,
      secrets: createKeyFileSecrets(dataDir, 'crash tests'),
      ...(ports.probe ? { probe: ports.probe } : {}),
      ...(ports.network ? { network: ports.network } : {}),
    },
    {
      dataDir,
      version: '0.0.0',
      host: 'service',
      workerUrl: pathToFileURL(resolve(root, 'src-main/engine/mail/worker.ts')),
      resourcesDir: resolve(root, 'resources'),
      readerThreads: 2,
      mode: 'own',
    },
  )
  const api = createApi(engine)
  return {
    engine,
    async ask(name, input) {
      const reply = await api.dispatch(name, input)
      if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
      return reply.data as OutputOf<typeof name>
    },
    close: () => engine.close(),
  }
}
