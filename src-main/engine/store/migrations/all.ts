import { firstTables } from './0010-first-tables.ts'
import type { Migration } from './migration.ts'

/** By hand, in order. A number is never given twice, a migration that shipped is never changed. */
export const migrations: readonly Migration[] = [firstTables]
