import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../errors.ts'
import { prepareBlobs } from '../store/blobs.ts'
import { openSqlite } from '../store/connection.ts'
import { isDamage, storeFailure } from '../store/in-our-words.ts'
import { takeLock } from '../store/lock.ts'
import { schemaVersion } from '../store/migrate.ts'
import { migrations } from '../store/migrations/all.ts'
import { markMails } from '../store/name-pair.ts'
import { blobsFile, type DeskStore, deskFile } from '../store/open.ts'
import { newStoreId, writeStoreId } from '../store/store-id.ts'

/**
 * One file with everything: desk.db first, then the blobs it may refer to, so that no reference can be missing. Works
 * beside the owner: both parts are read from a snapshot of their own. Secrets stay sealed; their key is not in it.
 */
export async function backUp(store: DeskStore, file: string, now: number): Promise<{ sizeBytes: number; at: number }> {
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  const desk = openSqlite(deskFile(store.dataDir), { readonly: true })
  try {
    await desk.backup(partial)
  } catch (error) {
    throw storeFailure(error, isDamage(error) ? deskFile(store.dataDir) : file)
  } finally {
    desk.close()
  }
  const copy = openSqlite(partial, { journal: 'delete' })
  try {
    copy.prepare('ATTACH ? AS blobs').run(blobsFile(store.dataDir))
    copy.exec('CREATE TABLE backup_blob AS SELECT sha256, stored_at, bytes FROM blobs.blob')
    copy.exec('DETACH blobs')
  } catch (error) {
    throw storeFailure(error, isDamage(error) ? blobsFile(store.dataDir) : file)
  } finally {
    copy.close()
  }
  renameSync(partial, file)
  return { sizeBytes: statSync(file).size, at: now }
}

/** Puts a backup in place of the store in `dataDir`, which nobody may be using. What was there stays beside it. */
export function restoreBackup(dataDir: string, file: string, now: number): { readonly kept: string | null } {
  if (!existsSync(file)) throw new AppError('not-found', `There is no backup at ${file}.`, { field: 'file' })
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = takeLock(dataDir, { pid: process.pid, name: 'restore', since: now, socket: '' })
  try {
    const desk = join(dataDir, 'restored-desk.db')
    const blobs = join(dataDir, 'restored-blobs.db')
    for (const partial of [desk, blobs]) rmSync(partial, { force: true })
    split(file, desk, blobs)
    nameRestored(desk, blobs)
    const kept = setAside(dataDir, now)
    renameSync(desk, deskFile(dataDir))
    renameSync(blobs, blobsFile(dataDir))
    return { kept }
  } finally {
    lock.release()
  }
}

function split(file: string, desk: string, blobs: string): void {
  const backup = openSqlite(file, { readonly: true })
  try {
    const version = schemaVersion(backup)
    const newest = migrations.at(-1)?.number ?? 0
    if (version === 0 || version > newest) {
      throw new AppError('store-newer', `${file} is no backup that this Postdesk can read (schema ${version}).`, {
        field: 'file',
      })
    }
    backup.prepare('VACUUM INTO ?').run(desk)
  } catch (error) {
    if (!isDamage(error)) throw storeFailure(error, desk)
    throw new AppError('store-damaged', `${file} is damaged, or no backup. Take another one.`, { field: 'file' })
  } finally {
    backup.close()
  }
  const content = openSqlite(blobs, { journal: 'delete' })
  prepareBlobs(content)
  content.close()
  const copy = openSqlite(desk, { journal: 'delete' })
  try {
    copy.prepare('ATTACH ? AS blobs').run(blobs)
    copy.exec('INSERT INTO blobs.blob (sha256, stored_at, bytes) SELECT sha256, stored_at, bytes FROM main.backup_blob')
    copy.exec('DETACH blobs')
    copy.exec('DROP TABLE backup_blob')
    copy.exec('VACUUM')
  } finally {
    copy.close()
  }
}

/** What is restored is a store of its own: neither of its files is half of the one that was backed up. */
function nameRestored(desk: string, blobs: string): void {
  const id = newStoreId()
  const deskDb = openSqlite(desk, { journal: 'delete' })
  const blobsDb = openSqlite(blobs, { journal: 'delete' })
  try {
    markMails(blobsDb, deskDb)
    writeStoreId(blobsDb, 'blob_meta', id)
    writeStoreId(deskDb, 'desk_meta', id)
  } finally {
    deskDb.close()
    blobsDb.close()
  }
}

/** The store that was there, or what there is of it, is renamed, never deleted. */
function setAside(dataDir: string, now: number): string | null {
  const files = [deskFile(dataDir), blobsFile(dataDir)].flatMap(file =>
    ['', '-wal', '-shm'].map(part => ({ file, part })),
  )
  const there = files.filter(({ file, part }) => existsSync(file + part))
  if (there.length === 0) return null
  const suffix = `before-restore-${new Date(now).toISOString().replaceAll(':', '-')}`
  for (const { file, part } of there) renameSync(file + part, `${file}.${suffix}${part}`)
  return suffix
}
