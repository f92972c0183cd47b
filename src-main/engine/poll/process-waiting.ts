import { sql } from 'kysely'
import type { Committed } from '../intake/commit/commit-decision.ts'
import { decideAll, type KeptMessage, understand } from '../intake/process-message.ts'
import { releaseBytes } from '../intake/release-bytes.ts'
import type { SourceSession } from '../ports.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import type { Reads } from '../store/handles.ts'
import type { FromServer } from './fetch-waiting.ts'
import { requireRoom } from './free-room.ts'
import { forgetReading, isSuspect } from './interruptions.ts'
import { createTally, type Tally } from './note-left-out.ts'
import { takeUp } from './take-up.ts'
import type { PollTools } from './tools.ts'
import { WAITING_COLUMNS, type WaitingRow } from './waiting-row.ts'

/** What is in memory at once: three chunks (one fetched, one read, one decided). */
const CHUNK_MESSAGES = 50
const CHUNK_BYTES = 2 * 1024 * 1024
const PAGE = 500
/** Of those that did not come before. */
const KNOWN_BAD_AT_ONCE = 5

/** Those that the server never failed to hand over, or those that it did and that are to be asked for again. */
type Failed = 'never' | { readonly dueAt: number }

/**
 * Everything of this folder that waits, oldest first by server date, so that an original comes before its reply; but
 * for what `isHeld` says to leave alone. `onDecided` gets each outcome.
 */
export async function processWaiting(
  tools: PollTools,
  session: SourceSession | null,
  inbox: InboxRecord,
  rules: InboxRules,
  signal: AbortSignal,
  isHeld: (id: number) => boolean,
  onDecided: (committed: Committed) => void,
): Promise<void> {
  const rows = (failed: Failed) => waitingRows(tools.store.reads, inbox.folderId, session !== null, failed, isHeld)
  const knownBad = session === null ? [] : await firstOf(rows({ dueAt: tools.clock.now() }), PAGE)
  const tally = createTally()
  await processRows(tools, session, inbox, rules, rows('never'), signal, onDecided, tally)
  tally.assertAnyCame()
  // They may cost the line: they come after all others, and a few at a time until one does not come again.
  for (let start = 0; start < knownBad.length; start += KNOWN_BAD_AT_ONCE) {
    const again = createTally()
    const some = knownBad.slice(start, start + KNOWN_BAD_AT_ONCE)
    await processRows(tools, session, inbox, rules, some, signal, onDecided, again)
    if (again.failed > 0) return
  }
}

/** While one chunk is decided the next one is read and the one after it is fetched. */
export async function processRows(
  tools: PollTools,
  session: SourceSession | null,
  inbox: InboxRecord,
  rules: InboxRules,
  rows: AsyncIterable<WaitingRow> | Iterable<WaitingRow>,
  signal: AbortSignal,
  onDecided: (committed: Committed) => void,
  tally: Tally = createTally(),
): Promise<void> {
  const { solitude } = tools
  let deciding: Promise<void> = Promise.resolve()
  const readAndDecide = async (kept: readonly KeptMessage[], previous: Promise<void>): Promise<void> => {
    const reading = understand(tools.reader, kept)
    reading.catch(() => undefined)
    try {
      await previous
      for (const outcome of await decideAll(tools, await reading)) if (outcome) onDecided(outcome)
    } catch (error) {
      const ids = kept.map(({ rowId }) => rowId)
      await forgetReading(tools, ids).catch(() => undefined)
      throw error
    }
    for (const { raw } of kept) releaseBytes(raw)
  }
  /** What came is decided on; then it is time to say that the server failed. */
  const heed = (server: FromServer | null): void => {
    if (!server) return
    if (server.lost) throw server.lost.error
    tally.count(server.came, server.leftOut)
  }
  try {
    for await (const chunk of chunksOf(rows)) {
      const take = async () => {
        signal.throwIfAborted()
        await requireRoom(tools)
        return takeUp(tools, session, inbox, rules, chunk, signal)
      }
      const previous = deciding
      if (chunk.some(isSuspect)) {
        await previous
        await solitude.alone(async () => {
          const { kept, server } = await take()
          await readAndDecide(kept, Promise.resolve())
          heed(server)
        })
        continue
      }
      const { kept, server } = await take()
      deciding = solitude.besideOthers(() => readAndDecide(kept, previous))
      deciding.catch(() => undefined)
      await previous
      heed(server)
    }
  } finally {
    // Also after a lost line or a request to stop: whoever called may close the reader and the store after this.
    await deciding
  }
}

/** A reply to a message that waits for a person (and is not about to leave the server) waits with it, unless a person named its ticket. */
const answersNoParked = sql<boolean>`(waits_for_id IS NULL OR into_ticket_id IS NOT NULL OR NOT EXISTS (
  SELECT 1 FROM message AS parked
  WHERE parked.id = message.waits_for_id AND parked.state = 'error' AND parked.reason_code = 'interrupted'
    AND parked.presence = 'on-server'))`

async function* waitingRows(
  reads: Reads,
  folderId: number,
  online: boolean,
  failed: Failed,
  isHeld: (id: number) => boolean,
): AsyncGenerator<WaitingRow> {
  let after = { receivedAt: Number.MIN_SAFE_INTEGER, id: 0 }
  for (;;) {
    let page = reads
      .selectFrom('message')
      .select(WAITING_COLUMNS)
      .where('folder_id', '=', folderId)
      .where('state', '=', sql.lit('new'))
      .where(eb =>
        eb.or([
          eb('received_at', '>', after.receivedAt),
          eb.and([eb('received_at', '=', after.receivedAt), eb('id', '>', after.id)]),
        ]),
      )
      .where(answersNoParked)
      .orderBy('received_at')
      .orderBy('id')
      .limit(PAGE)
    page = online
      ? page.where(eb => eb.or([eb('presence', '<>', sql.lit('gone')), eb('raw_kind', '<>', 'none')]))
      : page.where('raw_kind', '<>', 'none')
    page =
      failed === 'never'
        ? page.where(eb => eb.or([eb('fetch_failures', '=', 0), eb('raw_kind', '<>', 'none')]))
        : page.where('fetch_failures', '>', 0).where('raw_kind', '=', 'none').where('fetch_after', '<=', failed.dueAt)
    const rows = await page.execute()
    for (const row of rows) {
      after = { receivedAt: row.received_at, id: row.id }
      // A person has just taken up what it answers: that goes first.
      const waitsStill = row.waits_for_id !== null && isHeld(row.waits_for_id)
      if (!isHeld(row.id) && !waitsStill) yield row
    }
    if (rows.length < PAGE) return
  }
}

async function firstOf(rows: AsyncIterable<WaitingRow>, most: number): Promise<readonly WaitingRow[]> {
  const some: WaitingRow[] = []
  for await (const row of rows) if (some.push(row) === most) break
  return some
}

async function* chunksOf(
  rows: AsyncIterable<WaitingRow> | Iterable<WaitingRow>,
): AsyncGenerator<readonly WaitingRow[]> {
  let chunk: WaitingRow[] = []
  let bytes = 0
  for await (const row of rows) {
    const alone = isSuspect(row)
    if (chunk.length > 0 && (alone || bytes + row.size_bytes > CHUNK_BYTES || chunk.length >= CHUNK_MESSAGES)) {
      yield chunk
      chunk = []
      bytes = 0
    }
    chunk.push(row)
    bytes += row.size_bytes
    if (!alone) continue
    yield chunk
    chunk = []
    bytes = 0
  }
  if (chunk.length > 0) yield chunk
}
