import type { Migration } from './migration.ts'

/**
 * desk.db and blobs.db carry the same id, so that no half of a store is taken for the other's. The id itself is written
 * at the opening, when the two are known to belong together (`name-pair.ts`). What is counted here shows in each log
 * whose it is. A Postdesk from before would store raw mail without its mark: the number keeps it out.
 */
export const storeId: Migration = {
  number: 80,
  name: 'store-id',
  sql: `INSERT INTO desk_meta (key, value) VALUES ('commits', '0') ON CONFLICT DO NOTHING;`,
}
