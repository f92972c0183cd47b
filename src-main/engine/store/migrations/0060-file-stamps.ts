import type { Migration } from './migration.ts'

/**
 * A file is known by its name and its content: what it looked like when it was last listed tells whether it has to be
 * read again for that. Rows from before have no stamp, so that size and time stand for it once.
 */
export const fileStamps: Migration = {
  number: 60,
  name: 'file-stamps',
  sql: 'ALTER TABLE message ADD COLUMN file_stamp TEXT;',
}
