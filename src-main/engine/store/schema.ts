import type { Generated } from 'kysely'

/** The tables of desk.db as Kysely sees them; `test/store` compares them with the migrations. Booleans are 0 or 1. */
type Bit = 0 | 1
type Id = Generated<number>

export type DeskSchema = {
  desk_meta: { key: string; value: string }
  setting: { name: string; value: string }
  secret: { name: string; sealed: string }
  account: { id: Id; protocol: 'imap' | 'pop3' | 'folder'; server: string; login: string }
  folder: {
    id: Id
    account_id: number
    name: string
    uid_validity: string | null
    highest_uid: string | null
    on_server: Generated<number>
    listed_at: number | null
    /** UIDNEXT and HIGHESTMODSEQ at the last listing; null where the server does not tell them. */
    uid_next: Generated<number | null>
    highest_modseq: Generated<string | null>
  }
  inbox: {
    id: Id
    folder_id: number
    name: string
    active: Bit
    config: string
    created_at: number
    last_poll_at: number | null
    last_success_at: number | null
    last_error: string | null
    failures: Generated<number>
    next_poll_at: number | null
    /** Nothing of it is taken up before a person has said from where on; null when that was said, or need not be. */
    awaits_first_look_since: number | null
    oauth_account_id: number | null
    /** A person has to say whether it was meant to be read only: it is older than that field. */
    asks_readonly: Generated<0 | 1>
  }
  /** Empty addresses and tenant where the provider has none of its own; `scopes` and `mail_servers` by spaces. */
  oauth_client: {
    id: Id
    name: string
    provider: 'google' | 'microsoft' | 'custom'
    client_id: string
    sealed_secret: string | null
    tenant: string
    scopes: string
    discovery_url: string
    authorization_endpoint: string
    token_endpoint: string
    mail_servers: string
    created_at: number
  }
  oauth_account: {
    id: Id
    oauth_client_id: number
    /** Who it is to the provider, for ever; null when it does not tell. */
    subject: string | null
    login: string
    sealed_refresh_token: string | null
    sealed_access_token: string | null
    expires_at: number | null
    refreshed_at: number | null
    signed_in_at: number
    last_error: string | null
    state: 'ok' | 'expiring' | 'signed-out'
  }
  message: {
    id: Id
    folder_id: number
    uid_validity: string
    uid: string
    inbox_id: number | null
    state: 'new' | 'processed' | 'error' | 'undesired' | 'ignored' | 'held'
    reason_code: Generated<string>
    reason: Generated<string>
    presence: 'on-server' | 'action-waiting' | 'gone'
    size_bytes: number
    raw_sha256: string | null
    raw_kind: 'whole' | 'headers' | 'none'
    fingerprint: string | null
    message_id: string | null
    subject: Generated<string>
    from_name: Generated<string>
    from_address: Generated<string>
    sent_at: number | null
    received_at: number
    kept_at: number
    processed_at: number | null
    gone_at: number | null
    attempts: Generated<number>
    /** How often in a row its server could not hand it over, and the time before which it is not asked for again. */
    fetch_failures: Generated<number>
    fetch_after: Generated<number>
    ticket_id: number | null
    /** Set by a reset: decide it into this ticket, whatever the mail says. */
    into_ticket_id: number | null
    /** Set by "process anyway": the reason code of the rule that a person passed over. */
    pass_over: string | null
    decision: string | null
    trace: string | null
    /** Being read by the process that runs, or by one that died of it; null for all others. */
    reading: Generated<'beside-others' | 'alone' | null>
    /** The parked message that it answers, and is decided after. */
    waits_for_id: number | null
    /** Name and address of the sender by `foldText`, for search and order; as are `subject_folded` and `title_folded`. */
    from_folded: Generated<string>
    subject_folded: Generated<string>
    /** Of `ticket_id`, also when it was deleted; '' without one. */
    ticket_ref: Generated<string>
    /** What a file looked like when it was last listed; null for other mail, and in rows from before. */
    file_stamp: Generated<string | null>
  }
  message_reference: { message_id: string; ticket_id: number; created_at: number }
  organisation: { id: Id; name: string; created_at: number }
  organisation_domain: { domain: string; organisation_id: number }
  person: {
    id: Id
    first_name: string
    name: string
    organisation_id: number | null
    active: Generated<Bit>
    fields: Generated<string>
    created_at: number
  }
  /** `address` is lower case. */
  person_address: { id: Id; person_id: number; address: string; position: number }
  ticket_counter: { prefix: string; last: number }
  ticket: {
    id: Id
    ref: string
    class: string
    title: string
    description_format: 'html' | 'text' | 'none'
    description_html: string
    description_text: string
    state: string
    caller_id: number | null
    organisation_id: number | null
    origin: string
    priority: Generated<string>
    fields: Generated<string>
    created_at: number
    updated_at: number
    closed_at: number | null
    revision: Generated<number>
  }
  deleted_ticket: { id: number; ref: string; class: string; title: string; deleted_at: number }
  entry: {
    id: Id
    ticket_id: number
    log: 'public_log' | 'private_log'
    author_id: number | null
    author_name: string
    author_address: string
    format: 'html' | 'text' | 'none'
    html: string
    text: string
    cut_text: string
    cut_rule: string | null
    sent_at: number | null
    processed_at: number
    message_id: number | null
  }
  folded_entry: { entry_id: number; format: 'html' | 'text' | 'none'; html: string; text: string }
  ticket_contact: { ticket_id: number; person_id: number }
  attachment: {
    id: Id
    ticket_id: number
    entry_id: number | null
    message_id: number | null
    name: string
    type: string
    size_bytes: number
    sha256: string
    content_id: string | null
    inline: Bit
    kept: Bit
    why: string | null
    kept_by_hand: Generated<Bit>
  }
  change: { id: Id; at: number; origin: 'email-processing' | 'interactive' | 'csv-import' | 'service'; who: string }
  change_operation: {
    id: Id
    change_id: number
    object_type: string
    object_id: number
    attribute: string
    before: string | null
    after: string | null
  }
  server_action: {
    id: Id
    message_id: number
    kind: 'delete' | 'move' | 'put-back'
    target_folder: string | null
    because: string
    state: 'waiting' | 'done' | 'failed' | 'cancelled'
    due_at: number
    attempts: Generated<number>
    last_error: string | null
    created_at: number
    ended_at: number | null
  }
  /** What work of several commands on the server has left behind for its repeat. */
  step_note: { message_id: number; target_folder: string; note: string; noted_at: number }
  index_queue: { ticket_id: number; queued_at: number }
  ticket_indexed: { ticket_id: number; revision: number; title_folded: Generated<string> }
  ticket_search: {
    rowid: number
    ref: string
    title: string
    description: string
    log: string
    people: string
    attachments: string
  }
}
