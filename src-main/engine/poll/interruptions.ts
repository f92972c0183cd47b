import { sql } from 'kysely'
import { readEnvelope } from '../mail/read/headers.ts'
import { foldText } from '../store/fold-text.ts'
import type { Tx } from '../store/handles.ts'
import type { PollTools } from './tools.ts'
import type { WaitingRow } from './waiting-row.ts'

/** A message that was read alone so often when the process died is left for a person. */
const MOST_DEATHS = 5

/**
 * In flight when the process died, or interrupted before. It is read alone, with nothing beside it in any inbox: if it
 * is the cause, no neighbour suffers; if it is not, it does not die a second time.
 */
export function isSuspect(row: WaitingRow): boolean {
  return row.reading !== null || row.attempts > 0
}

/**
 * Notes that these messages of the store are being read, so that whoever starts after a death knows. Only a death while
 * a message was read alone counts against it. Returns those that are to be read; the others wait for a person now.
 */
export async function noteReading(tools: PollTools, rows: readonly WaitingRow[]): Promise<readonly WaitingRow[]> {
  if (rows.length === 0) return []
  const isParked = (row: WaitingRow) => deathsOf(row) >= MOST_DEATHS
  await tools.store.write(async tx => {
    const reading = rows.length === 1 && rows.every(isSuspect) ? 'alone' : 'beside-others'
    for (const row of rows) {
      if (isParked(row)) await park(tx, row.id)
      else await set(tx, row.id, { attempts: deathsOf(row), reading })
    }
  })
  for (const row of rows.filter(isParked)) await describeParked(tools, row)
  return rows.filter(row => !isParked(row))
}

/** After an orderly end nobody is a suspect: a lost connection or a full disk is no death. */
export async function forgetReading(tools: PollTools, rowIds: readonly number[]): Promise<void> {
  if (rowIds.length === 0) return
  await tools.store.write(async tx => {
    for (const id of rowIds) await set(tx, id, { reading: null })
  })
}

/** `reading` is of the process before: this one takes it away when it has read. */
function deathsOf(row: WaitingRow): number {
  return row.attempts + (row.reading === 'alone' ? 1 : 0)
}

async function set(
  tx: Tx,
  id: number,
  values: { readonly attempts?: number; readonly reading: 'alone' | 'beside-others' | null },
): Promise<void> {
  await tx.updateTable('message').set(values).where('id', '=', id).where('state', '=', sql.lit('new')).execute()
}

async function park(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('message')
    .set({
      state: 'error',
      reading: null,
      waits_for_id: null,
      reason_code: 'interrupted',
      reason: `Postdesk ended ${MOST_DEATHS} times while it read this message alone. Its mail is safe; a person has to look.`,
    })
    .where('id', '=', id)
    .where('state', '=', sql.lit('new'))
    .execute()
}

/**
 * Its headers, so that a person knows it and replies to it are known. Only after it was parked: if they are what ends
 * the process, that happens once.
 */
async function describeParked(tools: PollTools, row: WaitingRow): Promise<void> {
  tools.events.emit('messages.changed', { inboxId: null })
  const raw = row.raw_sha256 === null ? null : await tools.store.blobs.get(row.raw_sha256)
  if (!raw) return
  const { messageId, subject, from, sentAt } = readEnvelope(raw)
  const [fromName, fromAddress] = [from?.name ?? '', from?.address ?? '']
  await tools.store.write(tx =>
    tx
      .updateTable('message')
      .set({
        message_id: messageId,
        subject,
        subject_folded: foldText(subject),
        from_name: fromName,
        from_address: fromAddress,
        from_folded: foldText(`${fromName} ${fromAddress}`.trim()),
        sent_at: sentAt,
      })
      .where('id', '=', row.id)
      .execute(),
  )
}
