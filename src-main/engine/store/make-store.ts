import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { prepareBlobs } from './blobs.ts'
import { openSqlite, type SqliteDatabase } from './connection.ts'
import { hasLog } from './file-header.ts'
import { inOurWords } from './in-our-words.ts'
import type { Found } from './inspect-store.ts'
import { migrate } from './migrate.ts'
import { blobsFile, deskFile } from './store-files.ts'
import { newStoreId, noteMarksMissing, storeIdOf, writeStoreId } from './store-id.ts'

/**
 * Makes the file of a store that is not there, in one step: whole under another name, then renamed. So an empty or half
 * file is always a damaged one. blobs.db comes first: without a desk, an empty one is no store yet.
 */
export function makeMissingFiles(dataDir: string, found: Found, now: number): void {
  switch (found.kind) {
    case 'nothing': {
      const id = newStoreId()
      makeBlobs(dataDir, id, now)
      makeDesk(dataDir, id, now)
      return
    }
    case 'blobs-only':
      makeDesk(dataDir, found.storeId ?? nameBlobs(dataDir), now)
      return
    case 'desk-only':
      makeBlobs(dataDir, found.storeId ?? nameDesk(dataDir), now)
      return
    case 'pair':
      return
  }
}

function makeDesk(dataDir: string, id: string, now: number): void {
  makeFile(deskFile(dataDir), now, db => {
    migrate(db)
    writeStoreId(db, 'desk_meta', id)
  })
}

function makeBlobs(dataDir: string, id: string, now: number): void {
  makeFile(blobsFile(dataDir), now, db => {
    prepareBlobs(db)
    writeStoreId(db, 'blob_meta', id)
  })
}

function nameBlobs(dataDir: string): string {
  return nameFile(blobsFile(dataDir), db => {
    prepareBlobs(db)
    noteMarksMissing(db)
    const id = newStoreId()
    writeStoreId(db, 'blob_meta', id)
    return id
  })
}

function nameDesk(dataDir: string): string {
  return nameFile(deskFile(dataDir), db => {
    migrate(db)
    const id = storeIdOf(db, 'desk_meta') ?? newStoreId()
    writeStoreId(db, 'desk_meta', id)
    return id
  })
}

function nameFile(file: string, work: (db: SqliteDatabase) => string): string {
  const db = openSqlite(file)
  try {
    return inOurWords(file, () => work(db))
  } finally {
    db.close()
  }
}

function makeFile(file: string, now: number, fill: (db: SqliteDatabase) => void): void {
  const unfinished = `${file}.new`
  const clear = () => {
    for (const part of ['', '-wal', '-shm']) rmSync(unfinished + part, { force: true })
  }
  clear()
  try {
    inOurWords(file, () => fillAtOnce(unfinished, fill))
    setLogAside(file, now)
    renameSync(unfinished, file)
  } catch (error) {
    clear()
    throw error
  }
}

/** Nobody knows of this file yet: it is made without waiting for the disk, which has it before it gets its name. */
function fillAtOnce(unfinished: string, fill: (db: SqliteDatabase) => void): void {
  const db = openSqlite(unfinished, { journal: 'delete' })
  try {
    db.pragma('journal_mode = MEMORY')
    db.pragma('synchronous = OFF')
    fill(db)
  } finally {
    db.close()
  }
  const fd = openSync(unfinished, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** What is left of the file that was lost must not be laid over the new one. It may be all that somebody has. */
function setLogAside(file: string, now: number): void {
  if (hasLog(file)) renameSync(`${file}-wal`, `${file}-wal.set-aside-${now}`)
  for (const part of ['-wal', '-shm']) if (existsSync(file + part)) rmSync(file + part)
}
