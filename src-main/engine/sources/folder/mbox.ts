import { createHash } from 'node:crypto'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { AppError } from '../../errors.ts'
import type { FolderListing, KnownFolder, ListedMessage } from '../../ports.ts'
import { cutHeaders } from './cut-headers.ts'
import { isBlankLine, readFromLine, unescapeFromLine } from './mbox-from-line.ts'
import { readLines } from './mbox-lines.ts'
import { leftOut, requireReadable } from './open-mail-file.ts'
import type { MailStore } from './store.ts'

/** Why mail in an mbox stays where it is. */
export const ONLY_READ = 'Mail in an mbox file is only read: it can be neither deleted nor moved.'

/** The place of a mail is known by its content, which never changes. */
const UID_VALIDITY = '1'

/** Where a mail is in the file: `start` behind its From line, `end` before the blank line that closes it. */
type Entry = ListedMessage & { readonly start: number; readonly end: number }

/**
 * An mbox file (RFC 4155, quoted as mboxrd), read only. uid is the hash of the mail and which of its equals it is, so
 * it stays the same when mails before it are taken out. The file is streamed; only one mail at a time is in memory.
 */
export function createMbox(path: string, maxBytes: number): MailStore {
  let index: ReadonlyMap<string, Entry> = new Map()
  let indexedAs = ''

  /** A file that has not changed is not read again. */
  const readIndex = async (): Promise<ReadonlyMap<string, Entry>> => {
    const { size, mtimeMs } = await stat(path)
    const version = `${size}-${mtimeMs}`
    if (version === indexedAs) return index
    index = await withFile(path, indexMails)
    indexedAs = version
    return index
  }

  return {
    kind: 'mbox',
    async list(known) {
      const entries = await readIndex()
      return compare(
        [...entries.values()].map(({ uid, sizeBytes, receivedAt }) => ({ uid, sizeBytes, receivedAt })),
        known,
      )
    },
    async read(uid) {
      const entry = (await readIndex()).get(uid)
      if (entry === undefined) return null
      requireReadable(entry.sizeBytes, maxBytes)
      const raw = await withFile(path, file => readMail(file, entry))
      if (uid.startsWith(createHash('sha256').update(raw).digest('hex'))) return raw
      throw leftOut('The mbox file changed while it was being read. The mail is read again at the next check.')
    },
    async readHeaders(uid, most) {
      const entry = (await readIndex()).get(uid)
      if (entry === undefined) return null
      // Unescaping takes away what begins a line, never more than one byte of it.
      const end = Math.min(entry.end, entry.start + 2 * most)
      const start = await withFile(path, file => readMail(file, { ...entry, end }))
      return cutHeaders(start).subarray(0, most)
    },
    remove: refuseChange,
    move: refuseChange,
    assertWritable: refuseChange,
  }
}

async function compare(messages: readonly ListedMessage[], known: KnownFolder): Promise<FolderListing> {
  const before = known.uidValidity === UID_VALIDITY ? await known.uids() : new Set<string>()
  const added = messages.filter(message => !before.has(message.uid))
  // Hashes have no order, so only counting those that stayed tells whether one has gone.
  const nothingGone = messages.length - added.length === before.size
  return {
    uidValidity: UID_VALIDITY,
    added,
    present: nothingGone ? 'unchanged' : new Set(messages.map(message => message.uid)),
    highestUid: null,
    onServer: messages.length,
  }
}

async function refuseChange(): Promise<never> {
  throw new AppError('not-allowed', ONLY_READ, { field: 'path' })
}

async function withFile<Result>(path: string, work: (file: FileHandle) => Promise<Result>): Promise<Result> {
  const file = await open(path, 'r')
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

async function indexMails(file: FileHandle): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  const occurrences = new Map<string, number>()
  let mail: MailInProgress | null = null
  let afterBlank = true
  const finish = (): void => {
    if (mail === null || mail.sizeBytes === 0) return
    const { start, end, sizeBytes, receivedAt } = mail
    const hash = mail.hash.digest('hex')
    const occurrence = (occurrences.get(hash) ?? 0) + 1
    occurrences.set(hash, occurrence)
    const uid = `${hash}-${occurrence}`
    entries.set(uid, { uid, start, end, sizeBytes, receivedAt })
  }
  for await (const { bytes, start, isLineStart } of readLines(file)) {
    const separator = isLineStart && afterBlank ? readFromLine(bytes) : null
    if (separator) {
      finish()
      mail = new MailInProgress(start + bytes.length, separator.receivedAt)
    } else {
      mail?.add(bytes, isLineStart)
    }
    afterBlank = isLineStart && isBlankLine(bytes)
  }
  finish()
  if (entries.size === 0 && (await file.stat()).size > 0) {
    throw new AppError('source-unreadable', 'The file is no mbox: it does not begin with a "From " line.', {
      field: 'path',
    })
  }
  return entries
}

class MailInProgress {
  readonly start: number
  readonly receivedAt: number | null
  readonly hash = createHash('sha256')
  end: number
  sizeBytes = 0
  /** The last blank line belongs to the file, not to the mail; whether it is the last shows only later. */
  private heldBlank: Buffer | null = null

  constructor(start: number, receivedAt: number | null) {
    this.start = start
    this.end = start
    this.receivedAt = receivedAt
  }

  add(bytes: Buffer, isLineStart: boolean): void {
    if (this.heldBlank) this.take(this.heldBlank, this.heldBlank.length)
    this.heldBlank = null
    if (isLineStart && isBlankLine(bytes)) this.heldBlank = Buffer.from(bytes)
    else this.take(isLineStart ? unescapeFromLine(bytes) : bytes, bytes.length)
  }

  private take(bytes: Buffer, lengthInFile: number): void {
    this.hash.update(bytes)
    this.sizeBytes += bytes.length
    this.end += lengthInFile
  }
}

/** The mail as it was before it was put into the file. */
async function readMail(file: FileHandle, { start, end }: Entry): Promise<Uint8Array> {
  const escaped = Buffer.alloc(end - start)
  await file.read(escaped, 0, escaped.length, start)
  const lines: Buffer[] = []
  for (let from = 0; from < escaped.length; ) {
    const lineEnd = escaped.indexOf(0x0a, from)
    const to = lineEnd === -1 ? escaped.length : lineEnd + 1
    lines.push(unescapeFromLine(escaped.subarray(from, to)))
    from = to
  }
  return Buffer.concat(lines)
}
