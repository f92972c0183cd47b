import { AppError } from '../errors.ts'
import { type BlobStore, noBlobs, openBlobs, openBlobsForReading } from './blobs.ts'
import { kyselyOver, openSqlite, type SqliteDatabase } from './connection.ts'
import type { Reads, Tx } from './handles.ts'
import { inOurWords } from './in-our-words.ts'
import { type Adoption, type Found, inspectStore } from './inspect-store.ts'
import { holdLock, type LockNote, type StoreLock } from './lock.ts'
import { makeMissingFiles } from './make-store.ts'
import { migrate, schemaVersion } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import { namePair } from './name-pair.ts'
import { kindOf, lookAtPath, refusePath } from './path-trouble.ts'
import { makePrivateFolder } from './private-files.ts'
import type { DeskSchema } from './schema.ts'
import { createSnapshots, type Snapshots } from './snapshots.ts'
import { blobsFile, deskFile, hasPartOfStore, tightenStoreFiles } from './store-files.ts'
import { storeIdOf } from './store-id.ts'
import { transactionsOver } from './transactions.ts'

export { blobsFile, deskFile }

/** The two files of a desk, with readers and the one writer apart by type. */
export interface DeskStore {
  readonly dataDir: string
  /** The id in desk.db as it is now; blobs.db has the same. */
  storeId(): string | null
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

/**
 * Opens a store as its only owner; makes it when there is none. Throws AppError `store-locked`, `store-newer`, and
 * `store-damaged` where its two files are not whole or no halves of one store: then nothing was written. `adoption` is
 * what a person allows with half a store.
 */
export function openStore(dataDir: string, holder: LockNote, adoption?: Adoption): DeskStore {
  makeDataFolder(dataDir)
  const lock = holdLock(dataDir)
  const found = lookOrWithdraw(dataDir, adoption, lock)
  const opened: { close(): void }[] = []
  try {
    lock.announce(holder)
    tightenStoreFiles(dataDir)
    return openPair(dataDir, found, lock, opened)
  } catch (error) {
    for (const part of opened.toReversed()) part.close()
    lock.release()
    throw error
  }
}

function lookOrWithdraw(dataDir: string, adoption: Adoption | undefined, lock: StoreLock): Found {
  try {
    return inspectStore(dataDir, adoption)
  } catch (error) {
    lock.withdraw()
    throw error
  }
}

function openPair(dataDir: string, found: Found, lock: StoreLock, opened: { close(): void }[]): DeskStore {
  const keepOpen = <T extends { close(): void }>(part: T): T => {
    opened.push(part)
    return part
  }
  makeMissingFiles(dataDir, found, Date.now())
  const desk = deskFile(dataDir)
  const writer = keepOpen(openSqlite(desk))
  inOurWords(desk, () => migrate(writer))
  inOurWords(desk, () => namePair(dataDir, found, writer))
  const reader = keepOpen(openSqlite(desk, { readonly: true }))
  const snapshots = createSnapshots(keepOpen(openSqlite(desk, { readonly: true })))
  const blobs = keepOpen(openBlobs(blobsFile(dataDir)))
  const write = inOurWords(desk, () => transactionsOver(writer))
  return {
    dataDir,
    reads: kyselyOver<DeskSchema>(reader),
    storeId: () => storeIdOf(reader, 'desk_meta'),
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
}

/** Opens a store beside its owner, for commands that only read. `write` refuses. Throws as `openStore` does. */
export function openStoreForReading(dataDir: string): DeskStore {
  if (!hasPartOfStore(dataDir)) {
    throw new AppError('not-found', `There is no store in ${dataDir}.`)
  }
  const found = inspectStore(dataDir)
  const reader = openSqlite(deskFile(dataDir), { readonly: true })
  try {
    requireNewestSchema(dataDir, reader)
    const snapshots = createSnapshots(openSqlite(deskFile(dataDir), { readonly: true }))
    const blobs = found.kind === 'desk-only' ? noBlobs() : openBlobsForReading(blobsFile(dataDir))
    return {
      dataDir,
      reads: kyselyOver<DeskSchema>(reader),
      storeId: () => storeIdOf(reader, 'desk_meta'),
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
  } catch (error) {
    reader.close()
    throw error
  }
}

/** An older one is brought up to date by whoever opens it for change; a reading command must not do that. */
function requireNewestSchema(dataDir: string, reader: SqliteDatabase): void {
  const version = schemaVersion(reader)
  const newest = migrations.at(-1)?.number ?? 0
  if (version === newest) return
  throw new AppError(
    'store-newer',
    `${deskFile(dataDir)} has schema ${version}, and this Postdesk reads ${newest}. Start Postdesk on it once (postdesk serve, or postdesk poll): that brings it up to date.`,
  )
}
