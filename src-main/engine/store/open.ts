import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { AppError } from '../errors.ts'
import { type BlobStore, openBlobs } from './blobs.ts'
import { kyselyOver, openSqlite, type SqliteDatabase } from './connection.ts'
import type { Reads, Tx } from './handles.ts'
import { type LockNote, takeLock } from './lock.ts'
import { migrate, schemaVersion } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import { kindOf, lookAtPath, refusePath } from './path-trouble.ts'
import { makePrivateFolder } from './private-files.ts'
import type { DeskSchema } from './schema.ts'
import { createSnapshots, type Snapshots } from './snapshots.ts'
import { tightenStoreFiles } from './store-files.ts'

/** The two files of a desk, with readers and the one writer apart by type. */
export interface DeskStore {
  readonly dataDir: string
  /** A connection that cannot write; it sees what was committed. */
  readonly reads: Reads
  /** For what is read in several turns and has to be of one moment: long lists. */
  readonly snapshots: Snapshots
  readonly blobs: BlobStore
  /**
   * One transaction; the next one waits. Commits when `work` resolves, undoes all of it when `work` throws. Nothing
   * slow is awaited inside: one that was open longer than five seconds is undone and fails.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Longer than any honest batch, shorter than a person's patience. */
const LONGEST_TRANSACTION_MS = 5000

export function deskFile(dataDir: string): string {
  return join(dataDir, 'desk.db')
}

export function blobsFile(dataDir: string): string {
  return join(dataDir, 'blobs.db')
}

const dataFolder = { remedy: 'name a folder for the desk that you can write to, with --data or POSTDESK_DATA' }

/** Makes the folder of a desk where there is none; returns what it made. Throws AppError when there can be none. */
export function makeDataFolder(dataDir: string): readonly string[] {
  return makePrivateFolder(dataDir, dataFolder)
}

/** Throws AppError when this path can never be the folder of a desk; one that does not exist yet can. Makes nothing. */
export function requireDataFolder(dataDir: string): void {
  const found = lookAtPath(dataDir, dataFolder)
  if (found && !found.isDirectory()) throw refusePath(dataDir, `is ${kindOf(found)}, not a folder`, dataFolder)
}

/** Opens a store as its only owner; makes it when there is none. Throws AppError `store-locked` or `store-newer`. */
export function openStore(dataDir: string, holder: LockNote): DeskStore {
  makeDataFolder(dataDir)
  const lock = takeLock(dataDir, holder)
  try {
    tightenStoreFiles(dataDir)
    const writer = openSqlite(deskFile(dataDir))
    migrate(writer)
    const reader = openSqlite(deskFile(dataDir), { readonly: true })
    const snapshots = createSnapshots(openSqlite(deskFile(dataDir), { readonly: true }))
    const blobs = openBlobs(blobsFile(dataDir))
    const write = transactionsOver(writer)
    return {
      dataDir,
      reads: kyselyOver<DeskSchema>(reader),
      snapshots,
      blobs,
      write,
      async close() {
        await write(async () => undefined)
        await snapshots.close()
        reader.close()
        writer.close()
        blobs.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Opens a store beside its owner, for commands that only read. `write` refuses. */
export function openStoreForReading(dataDir: string): DeskStore {
  if (!existsSync(deskFile(dataDir))) throw new AppError('not-found', `There is no store in ${dataDir}.`)
  const reader = openSqlite(deskFile(dataDir), { readonly: true })
  const version = schemaVersion(reader)
  const newest = migrations.at(-1)?.number ?? 0
  if (version !== newest) {
    reader.close()
    throw new AppError('store-newer', `This store has schema ${version}, this Postdesk reads ${newest}.`)
  }
  const snapshots = createSnapshots(openSqlite(deskFile(dataDir), { readonly: true }))
  const blobs = openBlobs(blobsFile(dataDir), { readonly: true })
  return {
    dataDir,
    reads: kyselyOver<DeskSchema>(reader),
    snapshots,
    blobs,
    async write() {
      throw new AppError('not-allowed', 'This store was opened for reading only.')
    },
    async close() {
      await snapshots.close()
      reader.close()
      blobs.close()
    },
  }
}

function transactionsOver(writer: SqliteDatabase): DeskStore['write'] {
  const handle: Kysely<DeskSchema> = kyselyOver<DeskSchema>(writer)
  const begin = writer.prepare('BEGIN IMMEDIATE')
  const commit = writer.prepare('COMMIT')
  const rollback = writer.prepare('ROLLBACK')
  let last: Promise<unknown> = Promise.resolve()

  async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    begin.run()
    const startedAt = performance.now()
    try {
      const result = await work(handle as unknown as Tx)
      const openMs = performance.now() - startedAt
      if (openMs > LONGEST_TRANSACTION_MS) throw new Error(`A transaction was open for ${Math.round(openMs)} ms.`)
      commit.run()
      return result
    } catch (error) {
      if (writer.inTransaction) rollback.run()
      throw diskFullOr(error)
    }
  }

  return work => {
    const turn = last.then(() => transact(work))
    last = turn.catch(() => undefined)
    return turn
  }
}

function diskFullOr(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code !== 'SQLITE_FULL') return error
  return new AppError('disk-full', 'The disk is full. Free some space; nothing was lost.', {
    cause: error,
    retry: true,
  })
}
