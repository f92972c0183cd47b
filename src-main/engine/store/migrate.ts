import { AppError } from '../errors.ts'
import type { SqliteDatabase } from './connection.ts'
import { migrations } from './migrations/all.ts'
import type { Migration } from './migrations/migration.ts'

/** Brings desk.db to the newest shape, one transaction a step. A file from a newer Postdesk is refused untouched. */
export function migrate(db: SqliteDatabase, steps: readonly Migration[] = migrations): void {
  const version = schemaVersion(db)
  const newest = steps.at(-1)?.number ?? 0
  if (version > newest) {
    throw new AppError(
      'store-newer',
      `This store was written by a newer Postdesk (schema ${version}, this one knows ${newest}). Update Postdesk, or restore a backup.`,
    )
  }
  for (const step of steps) {
    if (step.number <= version) continue
    for (const [name, work] of Object.entries(step.functions ?? {})) db.function(name, { deterministic: true }, work)
    if (step.rebuildsTables) withoutReferences(db, () => carryOut(db, step))
    else carryOut(db, step)
  }
}

function carryOut(db: SqliteDatabase, step: Migration): void {
  db.transaction(() => {
    db.exec(step.sql)
    if (step.rebuildsTables && db.prepare('PRAGMA foreign_key_check').all().length > 0) {
      throw new Error(`The migration ${step.name} left rows that refer to nothing.`)
    }
    db.pragma(`user_version = ${step.number}`)
  })()
}

/** SQLite takes this outside of a transaction only. */
function withoutReferences(db: SqliteDatabase, work: () => void): void {
  const before = Number(db.pragma('foreign_keys', { simple: true }))
  db.pragma('foreign_keys = OFF')
  try {
    work()
  } finally {
    db.pragma(`foreign_keys = ${before}`)
  }
}

export function schemaVersion(db: SqliteDatabase): number {
  return Number(db.pragma('user_version', { simple: true }))
}
