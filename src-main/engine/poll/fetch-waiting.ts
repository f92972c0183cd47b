import { type Fetched, keep } from '../intake/keep.ts'
import { isStandIn } from '../mail/stand-in.ts'
import { KEPT_HEADER_BYTES, type LeftOut, type SourceSession } from '../ports.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import { type MissingRow, missingRow, noteMissing } from './note-left-out.ts'
import type { PollTools } from './tools.ts'

const STAND_IN =
  'The server (Microsoft Exchange) cannot convert this message and gave a notice in its place; it is asked for again later. Look at it in Outlook.'

/** What a server gave of what it was asked for, and why it gave no more. */
export type FromServer = {
  readonly came: number
  readonly leftOut: readonly LeftOut[]
  /** The line was lost for good: what came before is kept all the same. */
  readonly lost: { readonly error: unknown } | null
}

type RowToFetch = {
  readonly id: number
  readonly uid: string
  readonly size_bytes: number
  readonly pass_over: string | null
}

type Order = {
  readonly session: SourceSession
  readonly inbox: InboxRecord
  readonly rules: InboxRules
  readonly rows: readonly RowToFetch[]
  readonly signal: AbortSignal
}

/** Fetches these rows and keeps what came, in `raws`, too; of the others it is noted why they did not come. */
export async function fetchWaiting(
  tools: PollTools,
  order: Order,
  raws: Map<number, { raw: Uint8Array; whole: boolean }>,
): Promise<FromServer> {
  const { inbox, rows } = order
  const leftOut = new Map<string, LeftOut>()
  const fetched: Fetched[] = []
  const standIns: MissingRow[] = []
  const take = (rowId: number, raw: Uint8Array, kind: Fetched['kind']) => {
    // From a folder on disk there is nothing else to come.
    const isNotice = kind === 'whole' && inbox.config.protocol !== 'folder' && isStandIn(raw)
    if (isNotice) standIns.push({ id: rowId, reason: STAND_IN, isLocal: false })
    else fetched.push({ rowId, raw, kind })
  }
  const lost = await fetchAll(order, take, leftOut).then(
    () => null,
    (error: unknown) => ({ error }),
  )
  tools.probe.reached('fetched')
  await keep(tools.store, fetched, tools.clock.now(), tools.probe)
  for (const { rowId, raw, kind } of fetched) raws.set(rowId, { raw, whole: kind === 'whole' })
  const asked = lost ? rows.filter(row => leftOut.has(row.uid)) : rows
  const missing = asked
    .filter(row => !raws.has(row.id) && !standIns.some(({ id }) => id === row.id))
    .map(row => missingRow(row.id, leftOut.get(row.uid)))
  await noteMissing(tools.store, [...missing, ...standIns], tools.clock.now())
  return { came: fetched.length + standIns.length, leftOut: [...leftOut.values()], lost }
}

async function fetchAll(
  { session, rules, rows, signal }: Order,
  take: (rowId: number, raw: Uint8Array, kind: Fetched['kind']) => void,
  leftOut: Map<string, LeftOut>,
): Promise<void> {
  const onLeftOut = (one: LeftOut) => leftOut.set(one.uid, one)
  const isTooBig = (row: RowToFetch) =>
    rules.maximumSizeBytes > 0 && row.size_bytes > rules.maximumSizeBytes && row.pass_over !== 'too-big'
  for (const row of rows.filter(isTooBig)) {
    const raw = await session.fetchHeaders(row.uid, KEPT_HEADER_BYTES, onLeftOut)
    if (raw) take(row.id, raw, 'headers')
  }
  const byUid = new Map(rows.filter(row => !isTooBig(row)).map(row => [row.uid, row.id]))
  if (byUid.size === 0) return
  for await (const message of session.fetch([...byUid.keys()], signal, onLeftOut)) {
    const rowId = byUid.get(message.uid)
    if (rowId !== undefined) take(rowId, message.raw, 'whole')
  }
}
