import type { Migration } from './migration.ts'

/**
 * Since when an inbox waits for its first look (null: it does not), and narrow indexes for the overview, so that what
 * happened on a day, what waits and what failed is counted without touching the wide rows. Persons get the order in
 * which they are listed.
 */
export const firstLook: Migration = {
  number: 30,
  name: 'first-look',
  sql: `
ALTER TABLE inbox ADD COLUMN awaits_first_look_since INTEGER;

CREATE INDEX message_by_processed ON message (processed_at, state, reason_code) WHERE processed_at IS NOT NULL;
CREATE INDEX message_waiting ON message (inbox_id, kept_at)
  WHERE state = 'new' AND processed_at IS NULL AND presence <> 'gone';
CREATE INDEX server_action_failed ON server_action (ended_at) WHERE state = 'failed';

CREATE INDEX person_listed ON person (name COLLATE NOCASE, first_name COLLATE NOCASE, id);
CREATE INDEX person_by_organisation ON person (organisation_id, name COLLATE NOCASE, first_name COLLATE NOCASE);
`,
}
