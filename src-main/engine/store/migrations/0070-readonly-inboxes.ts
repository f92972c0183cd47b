import type { Migration } from './migration.ts'

/**
 * Whether an inbox is read only is stored from now on. Of those that are there it was not, so each asks a person once;
 * the sample mailbox was ours. Undesired mail and errors of an inbox whose mail stays for ever used to be deleted all
 * the same: what waits for that is called off. Until a person answers, nothing else changes.
 */
export const readonlyInboxes: Migration = {
  number: 70,
  name: 'readonly-inboxes',
  sql: `
ALTER TABLE inbox ADD COLUMN asks_readonly INTEGER NOT NULL DEFAULT 0 CHECK (asks_readonly IN (0, 1));
UPDATE inbox SET config = json_insert(config, '$.remove_when_ticket_closes', json('true'));
UPDATE inbox SET asks_readonly = 1
  WHERE config ->> 'readonly' IS NULL
    AND NOT (coalesce(config ->> 'protocol', '') = 'folder'
      AND replace(coalesce(config ->> 'path', ''), '\\', '/') LIKE '%/sample-mailbox');

CREATE TEMP TABLE called_off AS
  SELECT server_action.id, server_action.message_id FROM server_action
  JOIN message ON message.id = server_action.message_id
  JOIN inbox ON inbox.id = message.inbox_id
  WHERE server_action.state = 'waiting' AND server_action.because IN ('undesired', 'error')
    AND coalesce(inbox.config ->> 'email_storage', 'keep') = 'keep'
    AND NOT (inbox.config ->> 'remove_when_ticket_closes');
UPDATE server_action SET state = 'cancelled', ended_at = CAST(unixepoch() AS INTEGER) * 1000,
    last_error = 'Called off: the mail of this inbox stays on the server for ever.'
  WHERE id IN (SELECT id FROM called_off);
UPDATE message SET presence = 'on-server'
  WHERE presence = 'action-waiting' AND id IN (SELECT message_id FROM called_off);
DROP TABLE called_off;
`,
}
