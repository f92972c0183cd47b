import type { Migration } from './migration.ts'

/** How an entry read before its cut part was put back: a row stands here while it is, so that it can be folded again. */
export const putBack: Migration = {
  number: 40,
  name: 'put-back',
  sql: `
CREATE TABLE folded_entry (
  entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  format TEXT NOT NULL CHECK (format IN ('html', 'text', 'none')),
  html TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
`,
}
