import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Ground } from './ground.ts'

/** One thing that can have happened to the files of a store. */
export type Damage = {
  readonly name: string
  /** Of which store of the ground. */
  readonly of?: 'whole' | 'killed'
  apply(dir: string, ground: Ground): void
  /** Every command but `restore` and `adopt` is refused with this, and has written nothing; null: it can be opened. */
  readonly says: RegExp | null
  /** Where it can be opened, what `check` says. */
  readonly checkSays?: RegExp
}

const REMEDY = /(?:back|away|restore a backup|Update Postdesk)/
const says = (words: string) => new RegExp(`${words}.*${REMEDY.source}`)

const eachFile = (file: 'desk.db' | 'blobs.db'): readonly Damage[] => [
  { name: `${file} is empty`, apply: dir => writeFileSync(join(dir, file), ''), says: says(`${file} is empty`) },
  {
    name: `${file} was cut off at half`,
    apply: dir => truncateSync(join(dir, file), readFileSync(join(dir, file)).length / 2),
    says: says(`${file} is damaged: it was cut off after \\d+ of \\d+ bytes`),
  },
  {
    name: `${file} lost its head`,
    apply: dir => overwrite(join(dir, file), 0, Buffer.alloc(100, 0xaa)),
    says: says(`${file} is damaged: it does not begin`),
  },
  {
    name: `${file} is text`,
    apply: dir => writeFileSync(join(dir, file), 'Dear Sir, this is no database at all.\n'.repeat(300)),
    says: says(`${file} is damaged: it does not begin`),
  },
  {
    name: `${file} is the database of another program`,
    apply: dir => makeOther(join(dir, file)),
    says: says(`${file} is no .*another program`),
  },
  {
    name: `${file}: its first page is zeroed but for its head`,
    apply: dir => overwrite(join(dir, file), 100, Buffer.alloc(3996)),
    says: says(`${file} is`),
  },
  {
    name: `${file}-wal is that of another store`,
    of: 'killed',
    apply: (dir, { otherKilled }) => {
      copyFileSync(join(otherKilled, `${file}-wal`), join(dir, `${file}-wal`))
      rmSync(join(dir, `${file}-shm`), { force: true })
    },
    says: says(`${file}-wal is the log of another store`),
  },
]

export const damages: readonly Damage[] = [
  ...eachFile('desk.db'),
  ...eachFile('blobs.db'),
  {
    name: 'desk.db is missing',
    apply: dir => rmSync(join(dir, 'desk.db')),
    says: /desk\.db is missing.*Put desk\.db back, restore a backup.*postdesk adopt/,
  },
  {
    name: 'blobs.db is missing',
    apply: dir => rmSync(join(dir, 'blobs.db')),
    says: /blobs\.db is missing.*Put it back, restore a backup.*--without-raw-mail/,
  },
  {
    name: 'both files are missing, a log is there',
    of: 'killed',
    apply: dir => {
      for (const file of ['desk.db', 'blobs.db', 'blobs.db-wal', 'blobs.db-shm']) rmSync(join(dir, file))
    },
    says: says('desk.db is missing, but its log desk.db-wal is there'),
  },
  {
    name: 'blobs.db is that of another store',
    apply: (dir, { dir: from }) => copyFileSync(join(from, 'other', 'blobs.db'), join(dir, 'blobs.db')),
    says: says('blobs.db belongs to another store'),
  },
  {
    name: 'blobs.db is a new one without an id',
    apply: dir => {
      rmSync(join(dir, 'blobs.db'))
      const db = new Database(join(dir, 'blobs.db'))
      db.exec('CREATE TABLE blob (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, stored_at INTEGER, bytes BLOB)')
      db.close()
    },
    says: says('blobs.db holds none of the mail'),
  },
  {
    name: 'desk.db has a newer schema',
    apply: dir => overwrite(join(dir, 'desk.db'), 60, Buffer.from([0, 0, 0x4e, 0x20])),
    says: says('desk.db was written by a newer Postdesk'),
  },
  {
    name: 'desk.db lost its log after a kill',
    of: 'killed',
    apply: dir => {
      for (const part of ['-wal', '-shm']) rmSync(join(dir, `desk.db${part}`))
    },
    says: null,
  },
  { name: 'killed, with both logs', of: 'killed', apply: () => undefined, says: null },
  ...(['desk.db', 'blobs.db'] as const).map(
    (file): Damage => ({
      name: `${file}: a page of content is zeroed`,
      apply: dir => zeroContentPage(join(dir, file), file === 'desk.db' ? 'message' : 'blob'),
      says: null,
      checkSays: new RegExp(`${file} is damaged`),
    }),
  ),
]

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const all = readFileSync(file)
  all.set(bytes, at)
  writeFileSync(file, all)
}

/** The root of a table: whoever reads the table needs it, and whoever does not can go on. */
function zeroContentPage(file: string, table: string): void {
  const db = new Database(file, { readonly: true })
  const root = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table) ?? 0
  db.close()
  for (const part of ['-wal', '-shm']) rmSync(file + part, { force: true })
  overwrite(file, (root - 1) * 4096, Buffer.alloc(4096))
}

function makeOther(file: string): void {
  rmSync(file)
  const db = new Database(file)
  db.exec('CREATE TABLE recipes (name TEXT); PRAGMA user_version = 3;')
  db.close()
}
