import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { sql } from 'kysely'
import type { CheckFault, CheckReport } from '../../../src-preload/contract/entities/operations.ts'
import { indexFaults } from '../desk/search/index-faults.ts'
import { AppError } from '../errors.ts'
import { countMessages } from '../poll/inboxes/show-inboxes.ts'
import { listInboxes } from '../settings/inboxes.ts'
import { sha256Of } from '../store/blobs.ts'
import { kyselyOver, openSqlite, type SqliteDatabase } from '../store/connection.ts'
import type { Reads } from '../store/handles.ts'
import { inOurWords } from '../store/in-our-words.ts'
import { migrate } from '../store/migrate.ts'
import { blobsFile, type DeskStore, deskFile } from '../store/open.ts'
import type { DeskSchema } from '../store/schema.ts'
import { checkLists } from './check-lists.ts'

type Fault = CheckFault

/** Faults of one kind beyond this many are counted, not listed. */
const MOST_LISTED = 50

/**
 * Proves the promises over the whole store: every fault by name, nothing repaired. All of it is read in one snapshot,
 * so that an owner at work beside it causes no false alarm.
 */
export async function checkStore(store: DeskStore, now: number): Promise<CheckReport> {
  const db = openSqlite(deskFile(store.dataDir), { readonly: true })
  db.exec('BEGIN')
  try {
    return await checkSnapshot(store, kyselyOver<DeskSchema>(db), now)
  } finally {
    db.close()
  }
}

async function checkSnapshot(store: DeskStore, reads: Reads, now: number): Promise<CheckReport> {
  const unread: Fault[] = []
  const part = async <T>(otherwise: T, work: () => T | Promise<T>) => readOr(unread, otherwise, work)
  const books = await part<CheckReport['books']>([], () => checkBooks(reads))
  const found: Fault[] = [
    ...(await part([], () => checkDatabase(deskFile(store.dataDir)))),
    ...(await part([], () => checkBlobsFile(store.dataDir))),
    ...books.filter(book => !book.balanced).map(unbalanced),
    ...(await part([], () => checkSchema(store.dataDir))),
    ...(await part([], () => checkBlobs(store, reads))),
    ...(await part([], () => checkTickets(reads))),
    ...(await part([], () => checkServerActions(reads))),
    ...(await part([], () => checkIndex(reads, now))),
    ...shortened(await part([], () => checkLists(reads))),
  ]
  const count = (table: 'message' | 'ticket') => part(0, () => countRows(reads, table))
  const counts = { messages: await count('message'), tickets: await count('ticket') }
  const blobs = await part(0, () => store.blobs.count())
  const faults = [...found, ...withoutTwins(unread)]
  return {
    ok: faults.length === 0,
    faults,
    books,
    ...counts,
    blobs,
  }
}

/** What one damaged page makes unreadable is a fault, and the other parts are looked at all the same. */
async function readOr<T>(faults: Fault[], otherwise: T, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'store-damaged') throw error
    faults.push({ kind: 'database-damaged', message: error.message })
    return otherwise
  }
}

function withoutTwins(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map(fault => [fault.message, fault])).values()]
}

async function countRows(reads: Reads, table: 'message' | 'ticket'): Promise<number> {
  const { n } = await reads
    .selectFrom(table)
    .select(eb => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/**
 * On a connection of its own: on one that has read before, FTS5 compares with what it remembers and calls an index
 * damaged that another connection has only changed since (SQLite 3.54).
 */
function checkDatabase(file: string): Fault[] {
  const db = openSqlite(file, { readonly: true })
  try {
    return inOurWords(file, () => integrityOf(db, basename(file)))
  } finally {
    db.close()
  }
}

function integrityOf(db: SqliteDatabase, name: string): Fault[] {
  const integrity = db.pragma('integrity_check(20)') as { readonly integrity_check: string }[]
  const keys = db.pragma('foreign_key_check') as { readonly table: string; readonly parent: string }[]
  return [
    ...integrity
      .filter(row => row.integrity_check !== 'ok')
      .map(row => ({
        kind: 'database-damaged' as const,
        message: `${name} is damaged (${row.integrity_check.replaceAll(/\s*\n\s*/g, ' ')}).`,
      })),
    ...keys.map(row => ({
      kind: 'database-damaged' as const,
      message: `A row of ${row.table} refers to a row of ${row.parent} that is not there.`,
    })),
  ]
}

/** Missing beside a desk that refers to nothing, which is no fault. */
function checkBlobsFile(dataDir: string): Fault[] {
  return existsSync(blobsFile(dataDir)) ? checkDatabase(blobsFile(dataDir)) : []
}

/** Tables, indexes and triggers are what the migrations make of an empty file. */
function checkSchema(dataDir: string): Fault[] {
  const fresh = openSqlite(':memory:', { journal: 'delete' })
  const db = openSqlite(deskFile(dataDir), { readonly: true })
  try {
    migrate(fresh)
    const wanted = schemaOf(fresh)
    const found = schemaOf(db)
    const names = new Set([...wanted.keys(), ...found.keys()])
    return [...names]
      .filter(name => wanted.get(name) !== found.get(name))
      .map(name => ({ kind: 'schema-differs' as const, message: `${name} is not as this Postdesk makes it.` }))
  } finally {
    fresh.close()
    db.close()
  }
}

function schemaOf(db: SqliteDatabase): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT type || ' ' || name AS name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
    )
    .all()
  return new Map(rows.map(row => [row.name, row.sql]))
}

/** On the server = new + processed + error + undesired + ignored + held. */
async function checkBooks(reads: Reads): Promise<CheckReport['books']> {
  const inboxes = await listInboxes(reads)
  return Promise.all(
    inboxes.map(async inbox => {
      const counts = await countMessages(reads, inbox.folderId)
      const listed = Object.values(counts).reduce((sum, n) => sum + n, 0)
      const { onServer } = inbox
      return { inboxId: String(inbox.id), name: inbox.name, onServer, listed, balanced: listed === onServer }
    }),
  )
}

function unbalanced(book: CheckReport['books'][number]): Fault {
  return {
    kind: 'book-unbalanced',
    message: `The book of “${book.name}” does not balance: ${book.onServer} on the server, ${book.listed} listed here.`,
  }
}

/** Every hash that anything refers to is there, and raw mails are what their hash says. */
async function checkBlobs(store: DeskStore, reads: Reads): Promise<Fault[]> {
  const raws = await reads
    .selectFrom('message')
    .select(['id', 'subject', 'raw_sha256'])
    .where('raw_sha256', 'is not', null)
    .execute()
  const attachments = await reads
    .selectFrom('attachment')
    .innerJoin('ticket', 'ticket.id', 'attachment.ticket_id')
    .select(['attachment.name', 'attachment.sha256', 'ticket.ref'])
    .where(eb => eb.or([eb('attachment.kept', '=', 1), eb('attachment.inline', '=', 1)]))
    .execute()
  const faults: Fault[] = []
  for (const { id, raw_sha256 } of raws) {
    faults.push(...(await checkBlob(store, raw_sha256 ?? '', `The raw mail of message ${id}`)))
  }
  for (const { name, sha256, ref } of attachments) {
    faults.push(...(await checkBlob(store, sha256, `The attachment ${JSON.stringify(name)} of ${ref}`)))
  }
  return shortened(faults)
}

async function checkBlob(store: DeskStore, sha256: string, what: string): Promise<Fault[]> {
  const bytes = await store.blobs.get(sha256)
  if (!bytes) return [{ kind: 'blob-missing', message: `${what} is missing from blobs.db (${sha256}).` }]
  if (sha256Of(bytes) === sha256) return []
  return [{ kind: 'blob-damaged', message: `${what} is not what it was (${sha256}).` }]
}

/**
 * One message has one effect: never two tickets' descriptions or entries. What the desk itself notes about a message (a
 * mail that came back) is no entry of that message.
 */
async function checkTickets(reads: Reads): Promise<Fault[]> {
  const effects = await sql<{ message_id: number; tickets: number; refs: string }>`
    SELECT message_id, count(DISTINCT ticket_id) AS tickets, group_concat(DISTINCT ref) AS refs FROM (
      SELECT entry.message_id, entry.ticket_id, ticket.ref FROM entry JOIN ticket ON ticket.id = entry.ticket_id
        WHERE entry.message_id IS NOT NULL
          AND NOT (entry.log = 'private_log' AND entry.author_id IS NULL AND entry.author_address = '')
      UNION ALL
      SELECT message.id, ticket.id, ticket.ref FROM message JOIN ticket ON ticket.id = message.ticket_id
        WHERE message.state = 'processed'
      UNION ALL
      SELECT attachment.message_id, attachment.ticket_id, ticket.ref FROM attachment
        JOIN ticket ON ticket.id = attachment.ticket_id WHERE attachment.message_id IS NOT NULL
    ) GROUP BY message_id HAVING count(DISTINCT ticket_id) > 1`.execute(reads)
  const twins = await sql<{ id: number; refs: string }>`
    SELECT min(message.id) AS id, group_concat(DISTINCT ticket.ref) AS refs FROM message
      JOIN ticket ON ticket.id = message.ticket_id
      WHERE message.state = 'processed' AND message.fingerprint IS NOT NULL AND message.message_id IS NOT NULL
      GROUP BY message.fingerprint HAVING count(DISTINCT ticket.id) > 1`.execute(reads)
  return shortened([
    ...effects.rows.map(row => ({
      kind: 'two-tickets-for-one-message' as const,
      message: `Message ${row.message_id} had an effect on ${row.tickets} tickets: ${row.refs}.`,
    })),
    ...twins.rows.map(row => ({
      kind: 'two-tickets-for-one-message' as const,
      message: `The mail of message ${row.id} stands in several tickets: ${row.refs}.`,
    })),
  ])
}

/** A queued action belongs to a message that waits for it, and the other way round. */
async function checkServerActions(reads: Reads): Promise<Fault[]> {
  const stray = await sql<{ id: number; message_id: number; presence: string | null }>`
    SELECT server_action.id, server_action.message_id, message.presence FROM server_action
      LEFT JOIN message ON message.id = server_action.message_id
      WHERE server_action.state = 'waiting' AND (message.id IS NULL
        OR (server_action.kind <> 'put-back' AND message.presence <> 'action-waiting'))`.execute(reads)
  const forgotten = await sql<{ id: number }>`
    SELECT message.id FROM message WHERE presence = 'action-waiting' AND NOT EXISTS (
      SELECT 1 FROM server_action WHERE server_action.message_id = message.id AND state = 'waiting')`.execute(reads)
  return shortened([
    ...stray.rows.map(row => ({
      kind: 'stray-server-action' as const,
      message: `Server action ${row.id} waits for message ${row.message_id}, which is ${row.presence ?? 'not there'}.`,
    })),
    ...forgotten.rows.map(row => ({
      kind: 'stray-server-action' as const,
      message: `Message ${row.id} waits for a server action that nobody will carry out.`,
    })),
  ])
}

async function checkIndex(reads: Reads, now: number): Promise<Fault[]> {
  const { faults, behindForMs } = await indexFaults(reads, now)
  const late = behindForMs > 0 ? [`The full-text index is behind by ${Math.round(behindForMs / 1000)} seconds.`] : []
  return [...faults, ...late].map(message => ({ kind: 'index-behind' as const, message }))
}

function shortened(faults: readonly Fault[]): Fault[] {
  const first = faults[0]
  if (!first || faults.length <= MOST_LISTED) return [...faults]
  return [
    ...faults.slice(0, MOST_LISTED),
    { kind: first.kind, message: `… and ${faults.length - MOST_LISTED} more like these.` },
  ]
}
