import type { InputOf, OutputOf, ProcedureName } from '../../src-preload/contract/procedures.ts'
import type { Api } from '../api/api.ts'
import { createApi } from '../api/dispatch.ts'
import { AppError } from '../engine/errors.ts'
import { createEngine, type Engine, hasPartOfStore, readLockNote, requireDataFolder } from '../engine/index.ts'
import { findBuildPaths } from '../hosts/build-paths.ts'
import { commandSocketPath, connectToOwner } from '../hosts/service/command-socket.ts'
import { createKeyFileSecrets } from '../hosts/service/key-file-secrets.ts'
import { createStderrLog, systemClock, systemNetwork } from '../hosts/system-ports.ts'
import { ownerAnswers } from './owner-answers.ts'

/** A desk that a command can talk to: its own, one opened for reading, or another process's. */
export type Desk = {
  readonly api: Api
  /** Null when another process owns the store and does the work. */
  readonly engine: Engine | null
  close(): Promise<void>
}

type Host = Engine['options']['host']
type Adoption = Engine['options']['adoption']

/** Asks the desk; throws AppError with the wire's code for a refusal. */
export async function ask<N extends ProcedureName>(desk: Desk, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const reply = await desk.api.dispatch(name, input)
  if (reply.ok) return reply.data as OutputOf<N>
  const { code, message, field } = reply.error
  throw new AppError(code, message, field === undefined ? {} : { field })
}

/** Beside whoever owns it. Throws AppError `not-found` where there is no desk, and makes nothing there. */
export async function openForReading(dataDir: string): Promise<Desk> {
  requireDesk(dataDir)
  return overEngine(await engineAt(dataDir, 'read', 'command-line'))
}

/** As `openForChange`, for a command that changes what is there already: it makes no desk to find nothing in it. */
export async function openToEdit(dataDir: string): Promise<Desk> {
  requireDesk(dataDir)
  return openForChange(dataDir)
}

/** As the owner; where another process owns the store, the command is handed to it. */
export async function openForChange(dataDir: string): Promise<Desk> {
  try {
    return await openOwn(dataDir, 'command-line')
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'store-locked') throw error
    return handOver(dataDir, error)
  }
}

function requireDesk(dataDir: string): void {
  requireDataFolder(dataDir)
  if (hasPartOfStore(dataDir)) return
  throw new AppError(
    'not-found',
    `There is no desk in ${dataDir}; name the folder of one with --data or POSTDESK_DATA, or make one with postdesk inbox add.`,
  )
}

export async function openOwn(dataDir: string, host: Host, adoption?: Adoption): Promise<Desk & { engine: Engine }> {
  return overEngine(await engineAt(dataDir, 'own', host, adoption))
}

async function handOver(dataDir: string, refusal: AppError): Promise<Desk> {
  const socket = readLockNote(dataDir)?.socket
  if (!socket || !(await ownerAnswers(socket))) throw refusal
  const owner = await connectToOwner(socket).catch(() => {
    throw refusal
  })
  return {
    api: owner,
    engine: null,
    async close() {
      owner.close()
    },
  }
}

async function engineAt(dataDir: string, mode: 'own' | 'read', host: Host, adoption?: Adoption): Promise<Engine> {
  const paths = findBuildPaths(import.meta.url)
  return createEngine(
    {
      clock: systemClock,
      network: systemNetwork,
      log: createStderrLog(process.env['POSTDESK_LOG'] === 'debug' ? 'debug' : 'warn'),
      secrets: createKeyFileSecrets(dataDir, process.env['POSTDESK_KEY']),
    },
    {
      dataDir,
      version: paths.version,
      host,
      workerUrl: paths.workerUrl,
      resourcesDir: paths.resourcesDir,
      readerThreads: 2,
      mode,
      adoption,
      socket: host === 'service' ? commandSocketPath(dataDir) : '',
    },
  )
}

function overEngine(engine: Engine): Desk & { engine: Engine } {
  return { api: createApi(engine), engine, close: () => engine.close() }
}
