import { foldText } from '../fold-text.ts'
import type { Migration } from './migration.ts'

/**
 * What lists of 100,000 rows are filtered, searched and sorted by, in indexes that hold all of it: rows with their
 * decision and trace are wide, and a list must not read them. `message_listed` is the list itself, a narrow copy of the
 * table in its usual order, small enough to stay in memory; `message_searched` is the same with the texts. The others
 * give an order only.
 */
export const longLists: Migration = {
  number: 20,
  name: 'long-lists',
  functions: { fold_text: foldText },
  sql: `
ALTER TABLE message ADD COLUMN from_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN subject_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN ticket_ref TEXT NOT NULL DEFAULT '';
UPDATE message SET
  from_folded = fold_text(trim(from_name || ' ' || from_address)),
  subject_folded = fold_text(subject),
  ticket_ref = coalesce(
    (SELECT ref FROM ticket WHERE ticket.id = message.ticket_id),
    (SELECT ref FROM deleted_ticket WHERE deleted_ticket.id = message.ticket_id),
    '');

DROP INDEX message_by_received;
CREATE INDEX message_listed ON message (received_at, id, folder_id, state, presence, gone_at, reason_code, size_bytes);
CREATE INDEX message_searched ON message (received_at, id, folder_id, state, presence, gone_at, reason_code, size_bytes,
  ticket_ref, from_folded, subject_folded, reason);
CREATE INDEX message_by_from ON message (from_folded, received_at DESC) WHERE from_folded <> '';
CREATE INDEX message_by_subject ON message (subject_folded, received_at DESC) WHERE subject_folded <> '';
CREATE INDEX message_by_ticket_ref ON message (ticket_ref, received_at DESC) WHERE ticket_ref <> '';
CREATE INDEX message_with_cause ON message (reason_code, state, from_address, folder_id, received_at, presence, gone_at)
  WHERE state IN ('new', 'error', 'held') AND reason_code <> '';

DROP INDEX ticket_by_updated;
CREATE INDEX ticket_listed ON ticket (updated_at, id, class, state, priority, caller_id, organisation_id, created_at);
CREATE INDEX ticket_by_class ON ticket (class, state);
CREATE INDEX ticket_by_created ON ticket (created_at);
CREATE INDEX ticket_by_agent ON ticket (fields ->> 'agent_id') WHERE fields ->> 'agent_id' <> '';
ALTER TABLE ticket_indexed ADD COLUMN title_folded TEXT NOT NULL DEFAULT '';
UPDATE ticket_indexed SET title_folded = coalesce(
  (SELECT fold_text(title) FROM ticket WHERE ticket.id = ticket_indexed.ticket_id), '');
CREATE INDEX ticket_by_title ON ticket_indexed (title_folded);
`,
}
