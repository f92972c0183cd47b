import type { Migration } from './migration.ts'

/**
 * Where Postdesk is registered as an OAuth client, and who signed in there. Secrets and tokens are sealed by the host.
 * The column of the inbox repeats what its configuration says, so that an account in use cannot be removed.
 */
export const oauth: Migration = {
  number: 50,
  name: 'oauth',
  sql: `
CREATE TABLE oauth_client (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  provider TEXT NOT NULL CHECK (provider IN ('google', 'microsoft', 'custom')),
  client_id TEXT NOT NULL,
  sealed_secret TEXT,
  tenant TEXT NOT NULL,
  scopes TEXT NOT NULL,
  discovery_url TEXT NOT NULL,
  authorization_endpoint TEXT NOT NULL,
  token_endpoint TEXT NOT NULL,
  mail_servers TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE oauth_account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  oauth_client_id INTEGER NOT NULL REFERENCES oauth_client (id),
  subject TEXT,
  login TEXT NOT NULL,
  sealed_refresh_token TEXT,
  sealed_access_token TEXT,
  expires_at INTEGER,
  refreshed_at INTEGER,
  signed_in_at INTEGER NOT NULL,
  last_error TEXT,
  state TEXT NOT NULL CHECK (state IN ('ok', 'expiring', 'signed-out')),
  CHECK (state <> 'signed-out' OR (sealed_refresh_token IS NULL AND sealed_access_token IS NULL)),
  CHECK (state <> 'ok' OR sealed_refresh_token IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX oauth_account_by_subject ON oauth_account (oauth_client_id, subject) WHERE subject IS NOT NULL;

ALTER TABLE inbox ADD COLUMN oauth_account_id INTEGER REFERENCES oauth_account (id);
CREATE INDEX inbox_by_oauth_account ON inbox (oauth_account_id) WHERE oauth_account_id IS NOT NULL;
`,
}
