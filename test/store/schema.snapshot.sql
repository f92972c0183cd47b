-- schema 100

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  protocol TEXT NOT NULL CHECK (protocol IN ('imap', 'pop3', 'folder')),
  server TEXT NOT NULL,
  login TEXT NOT NULL,
  UNIQUE (protocol, server, login)
) STRICT;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  entry_id INTEGER REFERENCES entry (id) ON DELETE CASCADE,
  message_id INTEGER REFERENCES message (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  content_id TEXT,
  inline INTEGER NOT NULL CHECK (inline IN (0, 1)),
  kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
  why TEXT
, kept_by_hand INTEGER NOT NULL DEFAULT 0 CHECK (kept_by_hand IN (0, 1))) STRICT;

CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('email-processing', 'interactive', 'csv-import', 'service')),
  who TEXT NOT NULL
) STRICT;

CREATE TABLE change_operation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
  object_type TEXT NOT NULL,
  object_id INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

CREATE TABLE deleted_ticket (
  id INTEGER PRIMARY KEY NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  class TEXT NOT NULL,
  title TEXT NOT NULL,
  deleted_at INTEGER NOT NULL
) STRICT;

CREATE TABLE desk_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  log TEXT NOT NULL CHECK (log IN ('public_log', 'private_log')),
  author_id INTEGER REFERENCES person (id) ON DELETE SET NULL,
  author_name TEXT NOT NULL,
  author_address TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('html', 'text', 'none')),
  html TEXT NOT NULL,
  text TEXT NOT NULL,
  cut_text TEXT NOT NULL,
  cut_rule TEXT,
  sent_at INTEGER,
  processed_at INTEGER NOT NULL,
  message_id INTEGER REFERENCES message (id) ON DELETE SET NULL
) STRICT;

CREATE TABLE folded_entry (
  entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  format TEXT NOT NULL CHECK (format IN ('html', 'text', 'none')),
  html TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE folder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  uid_validity TEXT,
  highest_uid TEXT,
  on_server INTEGER NOT NULL DEFAULT 0,
  listed_at INTEGER, uid_next INTEGER, highest_modseq TEXT,
  UNIQUE (account_id, name)
) STRICT;

CREATE TABLE "inbox" (
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
, asks_readonly INTEGER NOT NULL DEFAULT 0 CHECK (asks_readonly IN (0, 1))) STRICT;

CREATE TABLE index_queue (ticket_id INTEGER PRIMARY KEY NOT NULL, queued_at INTEGER NOT NULL) STRICT;

CREATE TABLE message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  folder_id INTEGER NOT NULL REFERENCES folder (id),
  uid_validity TEXT NOT NULL,
  uid TEXT NOT NULL,
  inbox_id INTEGER REFERENCES inbox (id) ON DELETE SET NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'processed', 'error', 'undesired', 'ignored', 'held')),
  reason_code TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  presence TEXT NOT NULL CHECK (presence IN ('on-server', 'action-waiting', 'gone')),
  size_bytes INTEGER NOT NULL,
  raw_sha256 TEXT,
  raw_kind TEXT NOT NULL CHECK (raw_kind IN ('whole', 'headers', 'none')),
  fingerprint TEXT,
  message_id TEXT,
  subject TEXT NOT NULL DEFAULT '',
  from_name TEXT NOT NULL DEFAULT '',
  from_address TEXT NOT NULL DEFAULT '',
  sent_at INTEGER,
  received_at INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  processed_at INTEGER,
  gone_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  ticket_id INTEGER,
  into_ticket_id INTEGER,
  pass_over TEXT,
  decision TEXT CHECK (decision IS NULL OR json_valid(decision)),
  trace TEXT CHECK (trace IS NULL OR json_valid(trace)), from_folded TEXT NOT NULL DEFAULT '', subject_folded TEXT NOT NULL DEFAULT '', ticket_ref TEXT NOT NULL DEFAULT '', file_stamp TEXT, reading TEXT CHECK (reading IN ('beside-others', 'alone')), waits_for_id INTEGER, fetch_failures INTEGER NOT NULL DEFAULT 0, fetch_after INTEGER NOT NULL DEFAULT 0,
  UNIQUE (folder_id, uid_validity, uid),
  CHECK ((raw_kind = 'none') = (raw_sha256 IS NULL)),
  CHECK (state <> 'processed' OR processed_at IS NOT NULL)
) STRICT;

CREATE TABLE message_reference (
  message_id TEXT NOT NULL,
  ticket_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (message_id, ticket_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE organisation_domain (
  domain TEXT PRIMARY KEY NOT NULL COLLATE NOCASE,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  first_name TEXT NOT NULL,
  name TEXT NOT NULL,
  organisation_id INTEGER REFERENCES organisation (id),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE person_address (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  position INTEGER NOT NULL,
  UNIQUE (person_id, address)
) STRICT;

CREATE TABLE secret (name TEXT PRIMARY KEY NOT NULL, sealed TEXT NOT NULL) STRICT;

CREATE TABLE "server_action" (
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

CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL CHECK (json_valid(value))) STRICT;

CREATE TABLE step_note (
  message_id INTEGER NOT NULL REFERENCES message (id),
  target_folder TEXT NOT NULL,
  note TEXT NOT NULL,
  noted_at INTEGER NOT NULL,
  PRIMARY KEY (message_id, target_folder)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ref TEXT NOT NULL UNIQUE,
  class TEXT NOT NULL,
  title TEXT NOT NULL,
  description_format TEXT NOT NULL CHECK (description_format IN ('html', 'text', 'none')),
  description_html TEXT NOT NULL,
  description_text TEXT NOT NULL,
  state TEXT NOT NULL,
  caller_id INTEGER REFERENCES person (id),
  organisation_id INTEGER REFERENCES organisation (id),
  origin TEXT NOT NULL,
  priority TEXT NOT NULL DEFAULT '',
  fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  closed_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE ticket_contact (
  ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  PRIMARY KEY (ticket_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_counter (prefix TEXT PRIMARY KEY NOT NULL, last INTEGER NOT NULL) STRICT;

CREATE TABLE ticket_indexed (ticket_id INTEGER PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, title_folded TEXT NOT NULL DEFAULT '') STRICT;

CREATE VIRTUAL TABLE ticket_search USING fts5 (
  ref, title, description, log, people, attachments,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE INDEX attachment_by_entry ON attachment (entry_id) WHERE entry_id IS NOT NULL;

CREATE INDEX attachment_by_message ON attachment (message_id) WHERE message_id IS NOT NULL;

CREATE INDEX attachment_by_sha256 ON attachment (sha256);

CREATE INDEX attachment_by_ticket ON attachment (ticket_id);

CREATE INDEX change_by_at ON change (at);

CREATE INDEX change_operation_by_change ON change_operation (change_id);

CREATE INDEX change_operation_by_object ON change_operation (object_type, object_id);

CREATE INDEX entry_by_message ON entry (message_id) WHERE message_id IS NOT NULL;

CREATE INDEX entry_by_ticket ON entry (ticket_id, processed_at);

CREATE UNIQUE INDEX inbox_active_on_folder ON inbox (folder_id) WHERE active = 1;

CREATE INDEX inbox_by_folder ON inbox (folder_id);

CREATE INDEX inbox_by_oauth_account ON inbox (oauth_account_id) WHERE oauth_account_id IS NOT NULL;

CREATE INDEX message_by_folder ON message (folder_id, received_at);

CREATE INDEX message_by_from ON message (from_folded, received_at DESC) WHERE from_folded <> '';

CREATE INDEX message_by_message_id ON message (message_id) WHERE message_id IS NOT NULL;

CREATE INDEX message_by_processed ON message (processed_at, state, reason_code) WHERE processed_at IS NOT NULL;

CREATE INDEX message_by_raw ON message (raw_sha256) WHERE raw_sha256 IS NOT NULL;

CREATE INDEX message_by_subject ON message (subject_folded, received_at DESC) WHERE subject_folded <> '';

CREATE INDEX message_by_ticket ON message (ticket_id) WHERE ticket_id IS NOT NULL;

CREATE INDEX message_by_ticket_ref ON message (ticket_ref, received_at DESC) WHERE ticket_ref <> '';

CREATE INDEX message_listed ON message (received_at, id, folder_id, state, presence, gone_at, reason_code, size_bytes);

CREATE INDEX message_new ON message (folder_id, received_at) WHERE state = 'new';

CREATE INDEX message_on_server ON message (folder_id, uid_validity, uid) WHERE presence <> 'gone';

CREATE INDEX message_present ON message (folder_id, state) WHERE presence <> 'gone';

CREATE INDEX message_reference_by_ticket ON message_reference (ticket_id);

CREATE INDEX message_searched ON message (received_at, id, folder_id, state, presence, gone_at, reason_code, size_bytes,
  ticket_ref, from_folded, subject_folded, reason);

CREATE INDEX message_waiting ON message (inbox_id, kept_at)
  WHERE state = 'new' AND processed_at IS NULL AND presence <> 'gone' AND waits_for_id IS NULL;

CREATE INDEX message_with_cause ON message (reason_code, state, from_address, folder_id, received_at, presence, gone_at)
  WHERE state IN ('new', 'error', 'held') AND reason_code <> '';

CREATE UNIQUE INDEX oauth_account_by_subject ON oauth_account (oauth_client_id, subject) WHERE subject IS NOT NULL;

CREATE INDEX person_address_by_address ON person_address (address);

CREATE INDEX person_by_organisation ON person (organisation_id, name COLLATE NOCASE, first_name COLLATE NOCASE);

CREATE INDEX person_listed ON person (name COLLATE NOCASE, first_name COLLATE NOCASE, id);

CREATE INDEX server_action_by_message ON server_action (message_id, id);

CREATE INDEX server_action_due ON server_action (due_at) WHERE state = 'waiting';

CREATE INDEX server_action_failed ON server_action (ended_at) WHERE state = 'failed';

CREATE UNIQUE INDEX server_action_one_waiting ON server_action (message_id) WHERE state = 'waiting';

CREATE INDEX ticket_by_agent ON ticket (fields ->> 'agent_id') WHERE fields ->> 'agent_id' <> '';

CREATE INDEX ticket_by_caller ON ticket (caller_id);

CREATE INDEX ticket_by_class ON ticket (class, state);

CREATE INDEX ticket_by_created ON ticket (created_at);

CREATE INDEX ticket_by_state ON ticket (state, updated_at);

CREATE INDEX ticket_by_title ON ticket_indexed (title_folded);

CREATE INDEX ticket_listed ON ticket (updated_at, id, class, state, priority, caller_id, organisation_id, created_at);
