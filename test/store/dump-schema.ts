import Database from 'better-sqlite3'
import { migrate } from '../../src-main/engine/store/migrate.ts'
import { migrations } from '../../src-main/engine/store/migrations/all.ts'

type Row = { readonly type: string; readonly name: string; readonly sql: string }

/** Every table and index of a migrated store as SQL, in a stable order. FTS5 makes its own tables; they are left out. */
export function dumpSchema(db: Database.Database): string {
  const rows = db
    .prepare<[], Row>('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name')
    .all()
    .filter(row => !row.name.startsWith('sqlite_') && !row.name.startsWith('ticket_search_'))
  const version = migrations.at(-1)?.number ?? 0
  return `${[`-- schema ${version}`, ...rows.map(row => `${row.sql};`)].join('\n\n')}\n`
}

export function migratedDatabase(): Database.Database {
  const db = new Database(':memory:')
  migrate(db)
  return db
}
