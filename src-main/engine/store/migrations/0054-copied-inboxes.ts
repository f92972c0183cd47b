import type { Migration } from './migration.ts'

/**
 * A copy of an inbox stands beside it on the same folder until one takes over from the other: of all on a folder, one at
 * most is active. SQLite drops a UNIQUE only with its table. Ids never come back, so the last one is carried over.
 */
export const copiedInboxes: Migration = {
  number: 54,
  name: 'copied-inboxes',
  rebuildsTables: true,
  sql: `
CREATE TABLE inbox_rebuilt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  folder_id INTEGER NOT NULL REFERENCES folder (id),
  name TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  config TEXT NOT NULL CHECK (json_valid(config)),
  created_at INTEGER NOT NULL,
  last_poll_at INTEGER,
  last_success_at INTEGER,
  last_error TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  next_poll_at INTEGER,
  awaits_first_look_since INTEGER,
  oauth_account_id INTEGER REFERENCES oauth_account (id)
) STRICT;
INSERT INTO inbox_rebuilt (id, folder_id, name, active, config, created_at, last_poll_at, last_success_at, last_error,
    failures, next_poll_at, awaits_first_look_since, oauth_account_id)
  SELECT id, folder_id, name, active, config, created_at, last_poll_at, last_success_at, last_error,
    failures, next_poll_at, awaits_first_look_since, oauth_account_id FROM inbox;
DELETE FROM sqlite_sequence WHERE name = 'inbox_rebuilt';
INSERT INTO sqlite_sequence (name, seq) SELECT 'inbox_rebuilt', seq FROM sqlite_sequence WHERE name = 'inbox';
DROP TABLE inbox;
ALTER TABLE inbox_rebuilt RENAME TO inbox;

CREATE INDEX inbox_by_folder ON inbox (folder_id);
CREATE UNIQUE INDEX inbox_active_on_folder ON inbox (folder_id) WHERE active = 1;
CREATE INDEX inbox_by_oauth_account ON inbox (oauth_account_id) WHERE oauth_account_id IS NOT NULL;
`,
}
