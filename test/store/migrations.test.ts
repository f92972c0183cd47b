import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import { migrate, schemaVersion } from '../../src-main/engine/store/migrate.ts'
import { migrations } from '../../src-main/engine/store/migrations/all.ts'
import { openStore } from '../../src-main/engine/store/open.ts'
import { tempFolder } from './temp-store.ts'

/** For each migration: rows as they stood before it, and what has to be true of them afterwards. */
const cases: readonly { readonly number: number; readonly before: string; readonly expectAfter: readonly string[] }[] =
  [
    {
      number: 10,
      before: '',
      expectAfter: ['SELECT count(*) = 0 FROM ticket', 'SELECT count(*) = 0 FROM message'],
    },
    {
      number: 20,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'imap', 'imap.example.org', 'support');
        INSERT INTO folder (id, account_id, name) VALUES (1, 1, 'INBOX');
        INSERT INTO ticket (id, ref, class, title, description_format, description_html, description_text, state, origin,
            fields, created_at, updated_at)
          VALUES (7, 'R-000007', 'UserRequest', 'Été à la Größe', 'none', '', '', 'new', 'mail', '{"agent_id":"3"}', 1, 1);
        INSERT INTO ticket_indexed (ticket_id, revision) VALUES (7, 1);
        INSERT INTO deleted_ticket (id, ref, class, title, deleted_at) VALUES (8, 'R-000008', 'UserRequest', 'x', 1);
        INSERT INTO message (folder_id, uid_validity, uid, state, presence, size_bytes, raw_kind, received_at, kept_at,
            processed_at, subject, from_name, from_address, ticket_id) VALUES
          (1, '1', '1', 'processed', 'on-server', 1, 'none', 1, 1, 1, 'Réponse', 'Łucja Ørsted', 'L@example.org', 7),
          (1, '1', '2', 'processed', 'on-server', 1, 'none', 1, 1, 1, '', '', 'bot@example.org', 8),
          (1, '1', '3', 'new', 'on-server', 1, 'none', 1, 1, NULL, '', '', '', NULL);`,
      expectAfter: [
        "SELECT subject_folded = 'reponse' AND from_folded = 'lucja orsted l@example.org' FROM message WHERE uid = '1'",
        "SELECT ticket_ref = 'R-000007' FROM message WHERE uid = '1'",
        // Its number is for ever.
        "SELECT ticket_ref = 'R-000008' AND from_folded = 'bot@example.org' FROM message WHERE uid = '2'",
        "SELECT ticket_ref = '' AND subject_folded = '' FROM message WHERE uid = '3'",
        "SELECT title_folded = 'ete a la grosse' FROM ticket_indexed",
      ],
    },
    {
      number: 30,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'imap', 'imap.example.org', 'support');
        INSERT INTO folder (id, account_id, name) VALUES (1, 1, 'INBOX');
        INSERT INTO inbox (id, folder_id, name, active, config, created_at) VALUES (1, 1, 'Support', 1, '{}', 5);
        INSERT INTO message (folder_id, uid_validity, uid, inbox_id, state, reason_code, presence, size_bytes, raw_kind,
            received_at, kept_at, processed_at) VALUES
          (1, '1', '1', 1, 'new', '', 'on-server', 1, 'none', 1, 2, NULL),
          (1, '1', '2', 1, 'processed', 'create', 'on-server', 1, 'none', 1, 2, 3);
        INSERT INTO server_action (message_id, kind, because, state, due_at, created_at, ended_at)
          VALUES (2, 'delete', 'processed', 'failed', 1, 1, 2);
        INSERT INTO person (first_name, name, created_at) VALUES ('Ada', 'Byron', 1);`,
      // An inbox that was polled before goes on: nobody is asked about mail that was taken long ago.
      expectAfter: [
        'SELECT count(*) = 1 FROM inbox WHERE awaits_first_look_since IS NULL',
        'SELECT count(*) = 1 FROM message INDEXED BY message_by_processed WHERE processed_at >= 0',
        "SELECT count(*) = 1 FROM message INDEXED BY message_waiting WHERE state = 'new' AND processed_at IS NULL AND presence <> 'gone'",
        "SELECT count(*) = 1 FROM server_action INDEXED BY server_action_failed WHERE state = 'failed'",
        'SELECT count(*) = 1 FROM person INDEXED BY person_listed',
      ],
    },
    {
      number: 40,
      before: `
        INSERT INTO ticket (id, ref, class, title, description_format, description_html, description_text, state, origin,
            fields, created_at, updated_at)
          VALUES (7, 'R-000007', 'UserRequest', 'Lamp', 'none', '', '', 'new', 'mail', '{}', 1, 1);
        INSERT INTO entry (id, ticket_id, log, author_name, author_address, format, html, text, cut_text, cut_rule,
            processed_at)
          VALUES (3, 7, 'public_log', 'Ada', 'ada@example.org', 'text', '', 'Lit.', '> Dark?', 'attribution', 1);`,
      // What was cut before can be put back as well, and nothing is put back by itself.
      expectAfter: [
        "SELECT text = 'Lit.' AND cut_text = '> Dark?' FROM entry WHERE id = 3",
        'SELECT count(*) = 0 FROM folded_entry',
      ],
    },
    {
      number: 45,
      before: `
        INSERT INTO ticket (id, ref, class, title, description_format, description_html, description_text, state, origin,
            fields, created_at, updated_at)
          VALUES (7, 'R-000007', 'UserRequest', 'x', 'none', '', '', 'new', 'mail', '{}', 1, 1);
        INSERT INTO attachment (ticket_id, name, type, size_bytes, sha256, inline, kept)
          VALUES (7, 'a.png', 'image/png', 1, 'aa', 0, 1);`,
      // What a rule kept before was no person's wish.
      expectAfter: ['SELECT kept = 1 AND kept_by_hand = 0 FROM attachment'],
    },
    {
      number: 50,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'imap', 'imap.example.org', 'support');
        INSERT INTO folder (id, account_id, name) VALUES (1, 1, 'INBOX');
        INSERT INTO inbox (id, folder_id, name, active, config, created_at) VALUES (1, 1, 'Support', 1, '{}', 5);`,
      // An inbox with a password stays one.
      expectAfter: [
        'SELECT count(*) = 1 FROM inbox WHERE oauth_account_id IS NULL',
        'SELECT count(*) = 0 FROM oauth_account',
      ],
    },
    {
      number: 51,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'imap', 'imap.example.org', 'support');
        INSERT INTO folder (id, account_id, name) VALUES (1, 1, 'INBOX');
        INSERT INTO message (id, folder_id, uid_validity, uid, state, presence, size_bytes, raw_kind, received_at,
            kept_at, processed_at) VALUES
          (1, 1, '1', '1', 'processed', 'gone', 1, 'none', 1, 1, 1),
          (2, 1, '1', '2', 'processed', 'action-waiting', 1, 'none', 1, 1, 1);
        INSERT INTO server_action (id, message_id, kind, target_folder, because, state, due_at, attempts, last_error,
            created_at, ended_at) VALUES
          (3, 1, 'delete', NULL, 'processed', 'done', 1, 2, NULL, 1, 9),
          (4, 2, 'move', 'Done', 'by-hand', 'waiting', 5, 1, 'No', 1, NULL);`,
      expectAfter: [
        "SELECT kind = 'delete' AND state = 'done' AND attempts = 2 AND ended_at = 9 FROM server_action WHERE id = 3",
        "SELECT target_folder = 'Done' AND last_error = 'No' FROM server_action WHERE id = 4 AND due_at = 5",
        "SELECT count(*) = 1 FROM server_action INDEXED BY server_action_due WHERE state = 'waiting'",
        // A number is never given twice.
        "SELECT seq = 4 FROM sqlite_sequence WHERE name = 'server_action'",
        'SELECT count(*) = 0 FROM step_note',
      ],
    },
    {
      number: 52,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'imap', 'imap.example.org', 'support');
        INSERT INTO folder (id, account_id, name, uid_validity, highest_uid, on_server) VALUES (1, 1, 'INBOX', '3', '2', 1);
        INSERT INTO message (folder_id, uid_validity, uid, state, presence, size_bytes, raw_kind, received_at, kept_at)
          VALUES (1, '3', '1', 'new', 'gone', 1, 'none', 1, 1), (1, '3', '2', 'new', 'on-server', 1, 'none', 1, 1);`,
      // A folder that was listed before is listed once more, as nobody wrote down its state.
      expectAfter: [
        "SELECT uid_next IS NULL AND highest_modseq IS NULL AND highest_uid = '2' FROM folder",
        "SELECT group_concat(uid) = '2' FROM message INDEXED BY message_on_server WHERE folder_id = 1 AND presence <> 'gone'",
      ],
    },
    {
      number: 54,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'imap', 'imap.example.org', 'support');
        INSERT INTO folder (id, account_id, name) VALUES (1, 1, 'INBOX'), (2, 1, 'Old');
        INSERT INTO inbox (id, folder_id, name, active, config, created_at) VALUES
          (1, 1, 'Support', 1, '{}', 5), (7, 2, 'Removed', 1, '{}', 5);
        DELETE FROM inbox WHERE id = 7;
        INSERT INTO message (folder_id, uid_validity, uid, inbox_id, state, presence, size_bytes, raw_kind, received_at,
            kept_at) VALUES (1, '1', '1', 1, 'new', 'on-server', 1, 'none', 1, 1);`,
      // What hangs on an inbox still does, and the number of a removed one stays its own.
      expectAfter: [
        "SELECT name = 'Support' AND active = 1 FROM inbox WHERE id = 1",
        'SELECT inbox_id = 1 FROM message',
        "SELECT seq = 7 FROM sqlite_sequence WHERE name = 'inbox'",
      ],
    },
    {
      number: 60,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'folder', '/mails', '');
        INSERT INTO folder (id, account_id, name) VALUES (1, 1, '');
        INSERT INTO message (folder_id, uid_validity, uid, state, presence, size_bytes, raw_sha256, raw_kind, received_at,
            kept_at, processed_at) VALUES (1, '1', 'a.eml', 'processed', 'on-server', 5, 'aa', 'whole', 7, 8, 9);`,
      // Size, time and hash are what they were, and stand for the stamp that nobody wrote.
      expectAfter: [
        "SELECT file_stamp IS NULL AND uid = 'a.eml' AND size_bytes = 5 AND raw_sha256 = 'aa' AND received_at = 7 FROM message",
      ],
    },
    {
      number: 70,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'imap', 'imap.example.org', 'support');
        INSERT INTO folder (id, account_id, name) VALUES (1, 1, 'INBOX'), (2, 1, 'Closing'), (3, 1, 'Sample');
        INSERT INTO inbox (id, folder_id, name, active, config, created_at) VALUES
          (1, 1, 'Stays', 1, '{"email_storage":"keep","remove_when_ticket_closes":false}', 5),
          (2, 2, 'Closing', 1, '{"email_storage":"keep"}', 5),
          (3, 3, 'Sample mailbox', 0, '{"protocol":"folder","path":"C:\\\\Desk\\\\sample-mailbox"}', 5);
        INSERT INTO message (id, folder_id, uid_validity, uid, inbox_id, state, presence, size_bytes, raw_kind,
            received_at, kept_at, processed_at) VALUES
          (1, 1, '1', '1', 1, 'undesired', 'action-waiting', 1, 'none', 1, 1, 1),
          (2, 1, '1', '2', 1, 'processed', 'action-waiting', 1, 'none', 1, 1, 1),
          (3, 2, '1', '1', 2, 'undesired', 'action-waiting', 1, 'none', 1, 1, 1);
        INSERT INTO server_action (message_id, kind, because, state, due_at, created_at) VALUES
          (1, 'delete', 'undesired', 'waiting', 9, 1), (2, 'delete', 'by-hand', 'waiting', 9, 1),
          (3, 'delete', 'undesired', 'waiting', 9, 1);`,
      // Mail that stays for ever is not purged; what a person asked for, and what else was set, goes on.
      expectAfter: [
        "SELECT group_concat(message_id) = '1' FROM server_action WHERE state = 'cancelled' AND ended_at > 0",
        "SELECT group_concat(id) = '1' FROM message WHERE presence = 'on-server'",
        "SELECT group_concat(id) = '1,2' FROM inbox WHERE asks_readonly = 1",
        "SELECT config ->> 'remove_when_ticket_closes' = 0 FROM inbox WHERE id = 1",
        "SELECT config ->> 'remove_when_ticket_closes' = 1 FROM inbox WHERE id = 2",
      ],
    },
    {
      number: 80,
      before: "INSERT INTO desk_meta (key, value) VALUES ('desk-id', 'abc')",
      // Which id it gets is only known beside blobs.db.
      expectAfter: [
        "SELECT value = 'abc' FROM desk_meta WHERE key = 'desk-id'",
        "SELECT count(*) = 1 FROM desk_meta WHERE key = 'commits' AND value = '0'",
        "SELECT count(*) = 0 FROM desk_meta WHERE key = 'store-id'",
      ],
    },
    {
      number: 90,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'imap', 'imap.example.org', 'support');
        INSERT INTO folder (id, account_id, name) VALUES (1, 1, 'INBOX');
        INSERT INTO message (folder_id, uid_validity, uid, state, presence, size_bytes, raw_kind, received_at, kept_at,
            attempts) VALUES (1, '1', '1', 'new', 'on-server', 1, 'none', 1, 1, 2);`,
      // What was interrupted before keeps its count, and nothing is said of who was beside it.
      expectAfter: ['SELECT attempts = 2 AND reading IS NULL AND waits_for_id IS NULL FROM message'],
    },
    {
      number: 100,
      before: `
        INSERT INTO account (id, protocol, server, login) VALUES (1, 'imap', 'imap.example.org', 'support');
        INSERT INTO folder (id, account_id, name) VALUES (1, 1, 'INBOX');
        INSERT INTO message (folder_id, uid_validity, uid, state, presence, size_bytes, raw_kind, received_at, kept_at)
          VALUES (1, '1', '1', 'new', 'on-server', 1, 'none', 1, 1);`,
      // What waited before is asked for at the next check.
      expectAfter: ["SELECT fetch_failures = 0 AND fetch_after = 0 AND state = 'new' FROM message WHERE uid = '1'"],
    },
  ]

describe('the migrations', () => {
  it('have ascending numbers, and each is tried with rows from before', () => {
    const numbers = migrations.map(step => step.number)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
    expect(cases.map(row => row.number)).toEqual(numbers)
  })

  it.each(cases)('migration $number keeps what was there', ({ number, before, expectAfter }) => {
    const db = new Database(':memory:')
    migrate(
      db,
      migrations.filter(step => step.number < number),
    )
    db.exec(before)
    migrate(
      db,
      migrations.filter(step => step.number <= number),
    )
    expect(schemaVersion(db)).toBe(number)
    expect(db.pragma('foreign_key_check')).toEqual([])
    for (const query of expectAfter) expect(db.prepare(query).pluck().get(), query).toBe(1)
  })

  it('a migration that fails leaves the store as it was', () => {
    const db = new Database(':memory:')
    migrate(db)
    const broken = {
      number: 999,
      name: 'broken',
      sql: 'CREATE TABLE half (id INTEGER); CREATE TABLE half (id INTEGER);',
    }
    expect(() => migrate(db, [...migrations, broken])).toThrow(/already exists/)
    expect(schemaVersion(db)).toBe(migrations.at(-1)?.number)
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0)
  })

  it('a store of a newer Postdesk is refused with a way out, and not touched', () => {
    const { dir, remove } = tempFolder()
    const db = new Database(`${dir}/desk.db`)
    db.pragma('user_version = 100000')
    db.close()
    const open = () => openStore(dir, { pid: 1, name: 'the tests', since: 0, socket: '' })
    expect(open).toThrow(AppError)
    expect(open).toThrow(/newer Postdesk.*Update Postdesk, or restore a backup/)
    const after = new Database(`${dir}/desk.db`)
    expect(schemaVersion(after)).toBe(100000)
    expect(after.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0)
    after.close()
    remove()
  })
})
