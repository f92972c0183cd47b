import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Api } from '../../src-main/api/api.ts'
import { createApi } from '../../src-main/api/dispatch.ts'
import { createEngine, type Engine } from '../../src-main/engine/index.ts'
import { createKeyFileSecrets } from '../../src-main/hosts/service/key-file-secrets.ts'
import type { WireError } from '../../src-preload/contract/errors.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../src-preload/contract/procedures.ts'
import { realClock, recordLog } from './source-ports.ts'

export const repository = join(import.meta.dirname, '..', '..')

/** A whole desk in this process, over a folder of its own; asked through its one door. */
export type DeskUnderTest = {
  readonly dir: string
  readonly api: Api
  readonly engine: Engine
  /** Throws with the error of the wire when it is refused. */
  ask<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** The refusal; throws when there is none. */
  refusal(name: string, input: unknown): Promise<WireError>
  /** Lets the desk's clock run ahead. */
  advance(ms: number): void
  logText(): string
  /** Another desk over the same folder, beside this one. */
  beside(): Promise<DeskUnderTest>
  close(): Promise<void>
}

/** `prepare` may fill the folder before it is opened. */
export async function openDesk(prepare?: (dir: string) => Promise<void>): Promise<DeskUnderTest> {
  const dir = await mkdtemp(join(tmpdir(), 'postdesk-desk-'))
  await prepare?.(dir)
  return open(dir, 'own', () => rm(dir, { recursive: true, force: true, maxRetries: 20 }))
}

async function open(dir: string, mode: 'own' | 'read', remove: () => Promise<void>): Promise<DeskUnderTest> {
  let ahead = 0
  const log = recordLog()
  const engine = await createEngine(
    {
      clock: { ...realClock, now: () => Date.now() + ahead },
      log,
      secrets: createKeyFileSecrets(dir, undefined),
    },
    {
      dataDir: dir,
      version: '0.0.0',
      host: 'service',
      workerUrl: pathToFileURL(join(repository, 'src-main/engine/mail/worker.ts')),
      resourcesDir: join(repository, 'resources'),
      readerThreads: 2,
      mode,
    },
  )
  const api = createApi(engine)
  return {
    dir,
    api,
    engine,
    async ask<N extends ProcedureName>(name: N, input: InputOf<N>) {
      const reply = await api.dispatch(name, input)
      if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`)
      return reply.data as OutputOf<N>
    },
    async refusal(name, input) {
      const reply = await api.dispatch(name, input)
      if (reply.ok) throw new Error(`${name} was not refused`)
      return reply.error
    },
    advance(ms) {
      ahead += ms
    },
    logText: () => log.text(),
    beside: () => open(dir, 'read', async () => {}),
    async close() {
      await engine.close()
      await remove()
    },
  }
}
