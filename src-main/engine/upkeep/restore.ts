import { closeSync, existsSync, openSync, readSync, renameSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { prepareBlobs } from '../store/blobs.ts'
import { openSqlite } from '../store/connection.ts'
import { takeLock } from '../store/lock.ts'
import { markMails } from '../store/name-pair.ts'
import { blobsFile, deskFile, makeDataFolder } from '../store/open.ts'
import { createPrivateFile, openPrivateFile } from '../store/private-files.ts'
import { tightenStoreFiles } from '../store/store-files.ts'
import { newStoreId, writeStoreId } from '../store/store-id.ts'
import { proveBackup, requireBackupFile } from './backup-file.ts'

const use = { remedy: 'let this user write to the folder of the desk' }
const CHUNK_BYTES = 1 << 20

/**
 * Puts a backup in place of the store in `dataDir`, which nobody may be using. What was there stays beside it. A backup
 * that is refused changes nothing and leaves nothing behind.
 */
export function restoreBackup(dataDir: string, file: string, now: number): { readonly kept: string | null } {
  requireBackupFile(file)
  const made = makeDataFolder(dataDir)
  try {
    const lock = takeLock(dataDir, { pid: process.pid, name: 'restore', since: now, socket: '' })
    try {
      const kept = replaceStore(dataDir, file, now)
      lock.release()
      return { kept }
    } catch (error) {
      lock.withdraw()
      throw error
    }
  } catch (error) {
    for (const dir of made.toReversed()) removeIfEmpty(dir)
    throw error
  }
}

/** Somebody else may have begun to use it. */
function removeIfEmpty(dir: string): void {
  try {
    rmdirSync(dir)
  } catch {
    // It stays.
  }
}

function replaceStore(dataDir: string, file: string, now: number): string | null {
  const desk = join(dataDir, 'restored-desk.db')
  const blobs = join(dataDir, 'restored-blobs.db')
  removeHalves(desk, blobs)
  try {
    copyPrivately(file, desk)
    proveBackup(desk, file)
    createPrivateFile(blobs, use)
    splitBlobs(desk, blobs)
    nameRestored(desk, blobs)
    tightenStoreFiles(dataDir)
    return putInPlace(dataDir, desk, blobs, now)
  } finally {
    removeHalves(desk, blobs)
  }
}

function putInPlace(dataDir: string, desk: string, blobs: string, now: number): string | null {
  const renames = createRenames()
  try {
    const kept = setAside(dataDir, now, renames)
    renames.rename(desk, deskFile(dataDir))
    renames.rename(blobs, blobsFile(dataDir))
    return kept
  } catch (error) {
    renames.takeBack()
    throw error
  }
}

function removeHalves(...files: readonly string[]): void {
  for (const file of files) for (const part of ['', '-wal', '-shm', '-journal']) rmSync(file + part, { force: true })
}

/** Not by the system's own copy, which gives the file the mode of the backup. */
function copyPrivately(from: string, to: string): void {
  const target = openPrivateFile(to, use)
  const source = openSync(from, 'r')
  const chunk = Buffer.alloc(CHUNK_BYTES)
  try {
    for (let got = -1; got !== 0; ) {
      got = readSync(source, chunk, 0, CHUNK_BYTES, null)
      for (let done = 0; done < got; ) done += writeSync(target, chunk, done, got - done)
    }
  } finally {
    closeSync(source)
    closeSync(target)
  }
}

function splitBlobs(desk: string, blobs: string): void {
  const content = openSqlite(blobs, { journal: 'delete' })
  prepareBlobs(content)
  content.close()
  const copy = openSqlite(desk, { journal: 'delete' })
  try {
    copy.prepare('ATTACH ? AS blobs').run(blobs)
    copy.exec('INSERT INTO blobs.blob (sha256, stored_at, bytes) SELECT sha256, stored_at, bytes FROM main.backup_blob')
    const hasMarks = copy.prepare("SELECT 1 FROM main.sqlite_schema WHERE name = 'backup_raw_mail'").get() !== undefined
    if (hasMarks) copy.exec('INSERT INTO blobs.raw_mail (sha256) SELECT sha256 FROM main.backup_raw_mail')
    copy.exec('DETACH blobs')
    copy.exec('DROP TABLE backup_blob')
    copy.exec('DROP TABLE IF EXISTS backup_raw_mail')
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

/** The store that was there, or what there is of it, is renamed, never deleted; it is put back where a later step fails. */
function setAside(dataDir: string, now: number, renames: Renames): string | null {
  const files = [deskFile(dataDir), blobsFile(dataDir)].flatMap(file =>
    ['', '-wal', '-shm'].map(part => ({ file, part })),
  )
  const there = files.filter(({ file, part }) => existsSync(file + part))
  if (there.length === 0) return null
  const suffix = `before-restore-${new Date(now).toISOString().replaceAll(':', '-')}`
  for (const { file, part } of there) renames.rename(file + part, `${file}.${suffix}${part}`)
  return suffix
}

type Renames = { rename(from: string, to: string): void; takeBack(): void }

/** Several of them as one: those that were done are taken back, the last one first. */
function createRenames(): Renames {
  const done: { readonly from: string; readonly to: string }[] = []
  return {
    rename(from, to) {
      renameSync(from, to)
      done.push({ from, to })
    },
    takeBack() {
      for (const { from, to } of done.toReversed()) renameSync(to, from)
    },
  }
}
