import { randomUUID } from 'node:crypto'
import { existsSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../errors.ts'
import { openSqlite, type SqliteDatabase } from '../store/connection.ts'
import { isDamage, storeFailure } from '../store/in-our-words.ts'
import { blobsFile, type DeskStore, deskFile } from '../store/open.ts'
import { codeOf } from '../store/path-trouble.ts'
import { createPrivateFile, makePrivateFolder } from '../store/private-files.ts'
import { backupUse, checkBackupTarget } from './copy-targets.ts'
import { placeFile } from './place-file.ts'

export type BackupOrder = {
  readonly file: string
  /** An earlier file of this name may be replaced. */
  readonly force: boolean
}

/**
 * One file with everything: desk.db first, then the blobs it may refer to, so that no reference can be missing. Works
 * beside the owner: both parts are read from their own snapshots. Secrets stay sealed; their key is not in it. The file
 * gets its name when it is whole: a backup that fails leaves the one before it as it was.
 */
export async function backUp(
  { dataDir }: Pick<DeskStore, 'dataDir'>,
  { file, force }: BackupOrder,
  now: number,
): Promise<{ sizeBytes: number; at: number }> {
  const { path, exists } = checkBackupTarget(file, dataDir, force)
  makePrivateFolder(dirname(path), backupUse)
  const partial = join(dirname(path), `postdesk-backup-${randomUUID()}.partial`)
  createPrivateFile(partial, backupUse, path)
  try {
    await copyStore(dataDir, partial)
    placeFile(partial, path, exists, backupUse)
  } catch (error) {
    for (const part of ['', '-wal', '-shm', '-journal']) rmSync(partial + part, { force: true })
    throw failure(path, error)
  }
  return { sizeBytes: statSync(path).size, at: now }
}

async function copyStore(dataDir: string, partial: string): Promise<void> {
  const desk = openSqlite(deskFile(dataDir), { readonly: true })
  try {
    await desk.backup(partial)
  } catch (error) {
    throw isDamage(error) ? storeFailure(error, deskFile(dataDir)) : error
  } finally {
    desk.close()
  }
  const copy = openSqlite(partial, { journal: 'delete' })
  try {
    // A desk that refers to no content may lack the file; to attach it would make it.
    if (existsSync(blobsFile(dataDir))) copyBlobs(copy, blobsFile(dataDir))
    else copy.exec('CREATE TABLE backup_blob (sha256, stored_at, bytes)')
    // One file in the end, that can be read from a disk which takes no journal beside it.
    copy.pragma('journal_mode = DELETE')
  } catch (error) {
    throw isDamage(error) ? storeFailure(error, blobsFile(dataDir)) : error
  } finally {
    copy.close()
  }
}

/** With the marks of raw mails: those that no message refers to are known by nothing else. */
function copyBlobs(copy: SqliteDatabase, file: string): void {
  copy.prepare('ATTACH ? AS blobs').run(file)
  copy.exec('CREATE TABLE backup_blob AS SELECT sha256, stored_at, bytes FROM blobs.blob')
  const hasMarks = copy.prepare("SELECT 1 FROM blobs.sqlite_schema WHERE name = 'raw_mail'").get() !== undefined
  if (hasMarks) copy.exec('CREATE TABLE backup_raw_mail AS SELECT sha256 FROM blobs.raw_mail')
  copy.exec('DETACH blobs')
}

function failure(path: string, error: unknown): unknown {
  if (codeOf(error) !== 'SQLITE_FULL') return error
  const message = `The disk is too full for ${path}. Free some space, or name a file on another disk.`
  return new AppError('disk-full', message, { field: 'file', cause: error })
}
