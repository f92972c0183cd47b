import type { Migration } from './migration.ts'

/** How often a server could not hand over a message, and when it is asked for again. */
export const fetchFailures: Migration = {
  number: 100,
  name: 'fetch-failures',
  sql: `
ALTER TABLE message ADD COLUMN fetch_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN fetch_after INTEGER NOT NULL DEFAULT 0;
`,
}
