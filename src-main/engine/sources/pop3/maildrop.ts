import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../errors.ts'
import { flooding } from '../net/pace.ts'
import { errorWith } from './byte-queue.ts'
import type { Pop3Connection } from './connect.ts'
import { uidFrom, uidOfCopy } from './uidl.ts'

/** A line of LIST has some twenty octets; this is a million messages and more. */
const mostListBytes = 32 * 1024 * 1024
/** What a line of UIDL may have, where 80 octets are allowed, and lines for messages that LIST did not know. */
const mostUidlBytes = 320
const unlistedUidls = 1_000
/** Lines that are taken apart before everybody else gets a turn. */
const linesPerTurn = 5_000

const LF = 0x0a

/** What lies in the mailbox in this session; numbers mean nothing in the next one. */
export type Maildrop = {
  /** By uid, in the order of the server. */
  readonly messages: ReadonlyMap<string, MaildropMessage>
  /** How many the server counts; more than `messages` when some have no UIDL. */
  readonly total: number
}

export type MaildropMessage = {
  readonly uid: string
  readonly number: number
  readonly sizeBytes: number
  /** Another message has the same UIDL: which of the two it is, the next session may see otherwise. */
  readonly isAmbiguous: boolean
}

/** One LIST and one UIDL. Throws AppError when the server does not tell its messages apart. */
export async function readMaildrop(connection: Pop3Connection): Promise<Maildrop> {
  const sizes = new Map<number, number>()
  for (const [number, rest] of await askForList(connection, 'LIST', mostListBytes)) {
    sizes.set(number, Number(/^\d{1,15}(?=\s|$)/.exec(rest.trim())?.[0] ?? 0))
  }
  const messages = new Map<string, MaildropMessage>()
  if (sizes.size === 0) return { messages, total: 0 }
  const copies = new Map<string, number>()
  for (const [number, rest] of await askForList(connection, 'UIDL', (sizes.size + unlistedUidls) * mostUidlBytes)) {
    const sizeBytes = sizes.get(number)
    const uidl = uidFrom(rest)
    if (sizeBytes === undefined || uidl === null) continue
    const copy = (copies.get(uidl) ?? 0) + 1
    copies.set(uidl, copy)
    const first = messages.get(uidl)
    if (first) messages.set(uidl, { ...first, isAmbiguous: true })
    const uid = uidOfCopy(uidl, copy)
    messages.set(uid, { uid, number, sizeBytes, isAmbiguous: copy > 1 })
  }
  if (messages.size === 0) throw noUidl('')
  return { messages, total: sizes.size }
}

/** Number and rest of each line; a number that comes twice counts once. */
async function askForList(
  connection: Pop3Connection,
  command: 'LIST' | 'UIDL',
  mostBytes: number,
): Promise<ReadonlyMap<number, string>> {
  const { dialogue } = connection
  const status = await dialogue.ask(command)
  if (status.kind !== 'ok') {
    const quote = dialogue.quote(status)
    if (command === 'UIDL') throw noUidl(quote)
    throw new AppError('connection-failed', `The server does not list the mailbox.${quote}`, { retry: true })
  }
  const { bytes, whole } = await connection.readLines(status, mostBytes)
  if (!whole) throw connection.fail(errorWith(flooding, `The answer to ${command} has no end`))
  const rows = new Map<number, string>()
  let lines = 0
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LF, start)
    const line = bytes.toString('latin1', start, end === -1 ? bytes.length : end)
    start = end === -1 ? bytes.length : end + 1
    lines += 1
    if (lines % linesPerTurn === 0) await nextTurn()
    const [, number, rest = ''] = /^\s*([1-9]\d{0,8})(?:\s(.*))?$/.exec(line.replace(/\r$/, '')) ?? []
    if (number !== undefined && !rows.has(Number(number))) rows.set(Number(number), rest)
  }
  return rows
}

function noUidl(quote: string): AppError {
  return new AppError(
    'source-unreadable',
    `The server gives its messages no lasting names (UIDL), so mail could be processed twice. Use IMAP for this mailbox.${quote}`,
    { field: 'protocol' },
  )
}
