import type { Migration } from './migration.ts'

/**
 * What the server said of a folder at the last listing (UIDNEXT, HIGHESTMODSEQ of RFC 7162), so that one in which
 * nothing happened is not listed; and the uids that are on the server, to count and compare without the wide rows.
 */
export const folderState: Migration = {
  number: 52,
  name: 'folder-state',
  sql: `
ALTER TABLE folder ADD COLUMN uid_next INTEGER;
ALTER TABLE folder ADD COLUMN highest_modseq TEXT;

CREATE INDEX message_on_server ON message (folder_id, uid_validity, uid) WHERE presence <> 'gone';
`,
}
