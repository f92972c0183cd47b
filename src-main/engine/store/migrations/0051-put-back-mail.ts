import type { Migration } from './migration.ts'

/**
 * Mail that was deleted can be put back on the server: a third kind of server action, which SQLite's CHECK only takes
 * in a table made anew. And what work of several commands leaves behind, so that a repeat goes on where it was cut off.
 */
export const putBackMail: Migration = {
  number: 51,
  name: 'put-back-mail',
  sql: `
CREATE TABLE server_action_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES message (id),
  kind TEXT NOT NULL CHECK (kind IN ('delete', 'move', 'put-back')),
  target_folder TEXT,
  because TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'cancelled')),
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  CHECK ((kind = 'move') = (target_folder IS NOT NULL))
) STRICT;
INSERT INTO server_action_new SELECT id, message_id, kind, target_folder, because, state, due_at, attempts, last_error,
  created_at, ended_at FROM server_action;
DROP TABLE server_action;
ALTER TABLE server_action_new RENAME TO server_action;
CREATE INDEX server_action_due ON server_action (due_at) WHERE state = 'waiting';
CREATE INDEX server_action_failed ON server_action (ended_at) WHERE state = 'failed';
CREATE UNIQUE INDEX server_action_one_waiting ON server_action (message_id) WHERE state = 'waiting';
CREATE INDEX server_action_by_message ON server_action (message_id, id);

CREATE TABLE step_note (
  message_id INTEGER NOT NULL REFERENCES message (id),
  target_folder TEXT NOT NULL,
  note TEXT NOT NULL,
  noted_at INTEGER NOT NULL,
  PRIMARY KEY (message_id, target_folder)
) STRICT, WITHOUT ROWID;
`,
}
