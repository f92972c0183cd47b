import type { Migration } from './migration.ts'

/** A person took a part that a rule had left out: what a rule learns from earlier mails must not undo it. */
export const keptByHand: Migration = {
  number: 45,
  name: 'kept-by-hand',
  sql: `
ALTER TABLE attachment ADD COLUMN kept_by_hand INTEGER NOT NULL DEFAULT 0 CHECK (kept_by_hand IN (0, 1));
`,
}
