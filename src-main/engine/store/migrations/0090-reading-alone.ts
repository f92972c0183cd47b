import type { Migration } from './migration.ts'

/**
 * Which messages were being read when the process died, and whether alone: only then is it known whose fault it was.
 * `waits_for_id`: the parked message that this one answers.
 */
export const readingAlone: Migration = {
  number: 90,
  name: 'reading-alone',
  sql: `
ALTER TABLE message ADD COLUMN reading TEXT CHECK (reading IN ('beside-others', 'alone'));
ALTER TABLE message ADD COLUMN waits_for_id INTEGER;
-- What waits for a parked message does not hang behind: the index that counts those that do holds them no more.
DROP INDEX message_waiting;
CREATE INDEX message_waiting ON message (inbox_id, kept_at)
  WHERE state = 'new' AND processed_at IS NULL AND presence <> 'gone' AND waits_for_id IS NULL;
`,
}
