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
    db.transaction(() => {
      db.exec(step.sql)
      db.pragma(`user_version = ${step.number}`)
    })()
  }
}

export function schemaVersion(db: SqliteDatabase): number {
  return Number(db.pragma('user_version', { simple: true }))
}
