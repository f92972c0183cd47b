import { prepareBlobs } from './blobs.ts'
import { openSqlite, type SqliteDatabase } from './connection.ts'
import { inOurWords } from './in-our-words.ts'
import type { Found } from './inspect-store.ts'
import { blobsFile } from './store-files.ts'
import { newStoreId, storeIdOf, writeStoreId } from './store-id.ts'

/**
 * Gives the two files of a store from before there were ids the same one, once `inspectStore` has found that they
 * belong together; and marks in blobs.db which of its contents are raw mails, as only desk.db knows. An interruption
 * leaves one of them without, and the next opening goes on.
 */
export function namePair(dataDir: string, found: Found, desk: SqliteDatabase): void {
  if (found.kind !== 'pair' || (found.blobsId !== null && found.deskId !== null)) return
  const id = found.blobsId ?? storeIdOf(desk, 'desk_meta') ?? newStoreId()
  if (found.blobsId === null) nameBlobs(blobsFile(dataDir), desk, id)
  if (storeIdOf(desk, 'desk_meta') !== id) writeStoreId(desk, 'desk_meta', id)
}

function nameBlobs(file: string, desk: SqliteDatabase, id: string): void {
  const db = openSqlite(file)
  try {
    inOurWords(file, () => {
      prepareBlobs(db)
      markMails(db, desk)
      writeStoreId(db, 'blob_meta', id)
    })
  } finally {
    db.close()
  }
}

/** All raw mails of a desk, before the id is written: a file with an id has its marks. */
export function markMails(blobs: SqliteDatabase, desk: SqliteDatabase): void {
  const hashes = desk.prepare<[], string>("SELECT DISTINCT raw_sha256 FROM message WHERE raw_kind = 'whole'").pluck()
  const mark = blobs.prepare('INSERT INTO raw_mail (sha256) VALUES (?) ON CONFLICT DO NOTHING')
  blobs.transaction(() => {
    for (const sha256 of hashes.iterate()) mark.run(sha256)
  })()
}
