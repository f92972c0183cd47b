import type { AppError } from '../../errors.ts'
import type { FetchedMessage, LeftOut } from '../../ports.ts'
import { isOurBug } from '../net/is-our-bug.ts'
import { largestMessageBytes } from '../net/server-line.ts'
import { askAhead } from './ask-ahead.ts'
import type { Pop3Connection } from './connect.ts'
import type { Pop3SourceOptions } from './options.ts'
import type { Pop3Mailbox } from './pop3-mailbox.ts'

/**
 * Yields the messages in the order asked. What has gone, what the server refuses, and what is too large to hold is left
 * out. A message at which the line breaks is asked for once more, then left out: it must not stop those behind it.
 */
export async function* fetchMessages(
  mailbox: Pop3Mailbox,
  uids: readonly string[],
  options: Pop3SourceOptions,
  signal: AbortSignal,
  onLeftOut: (leftOut: LeftOut) => void = () => {},
): AsyncGenerator<FetchedMessage> {
  let start = 0
  let brokenAt = -1
  while (start < uids.length) {
    const ended = yield* fetchInSession(mailbox, uids, start, options, onLeftOut)
    start = ended.at
    if (ended.broken === null) continue
    if (signal.aborted || ended.broken.code !== 'connection-failed') throw ended.broken
    options.log.warn('pop3.line-lost-in-message', { uid: uids[start], again: brokenAt === start })
    if (brokenAt === start) {
      onLeftOut({ uid: uids[start] ?? '', kind: 'broke', why: ended.broken.message })
      start += 1
    } else brokenAt = start
  }
}

/** `at` is the first message that is still to be fetched; `broken` is how the line was lost at it. */
type Ended = { readonly at: number; readonly broken: AppError | null }

/** As far as one session goes. */
async function* fetchInSession(
  mailbox: Pop3Mailbox,
  uids: readonly string[],
  start: number,
  options: Pop3SourceOptions,
  onLeftOut: (leftOut: LeftOut) => void,
): AsyncGenerator<FetchedMessage, Ended> {
  const session = await mailbox.session()
  const { connection } = session
  const most = options.largestMessageBytes ?? largestMessageBytes
  const ahead = askAhead(session, uids, start, most)
  let isInStep = true
  try {
    for (let at = start; at < uids.length; at++) {
      isInStep = false
      const read = await readMessage(connection, ahead.need(at)?.number, most)
      isInStep = read?.kind !== 'too-large' && read?.kind !== 'lost' && ahead.isInStepAfter(at)
      const uid = uids[at] ?? ''
      if (read?.kind === 'message') {
        mailbox.cameThrough()
        yield { uid, raw: read.raw }
      } else if (read) options.log.warn('pop3.message-left-out', { uid, why: read.kind })
      if (read?.kind === 'refused' || read?.kind === 'too-large') onLeftOut({ uid, kind: read.kind, why: read.why })
      if (read?.kind === 'lost') return { at, broken: connection.fail(read.error) }
      if (read?.kind === 'too-large') return { at: at + 1, broken: null }
    }
    return { at: uids.length, broken: null }
  } finally {
    // Also when nobody wants the rest: its answers would be taken for those of the next command.
    if (!isInStep) mailbox.drop()
  }
}

type Read =
  | { readonly kind: 'message'; readonly raw: Buffer }
  | { readonly kind: 'refused' | 'too-large'; readonly why: string }
  | { readonly kind: 'lost'; readonly error: unknown }

/** Reads the answer to a RETR that was sent; null for a message that was not asked for. */
async function readMessage(
  { dialogue, readLines }: Pop3Connection,
  number: number | undefined,
  most: number,
): Promise<Read | null> {
  if (number === undefined) return null
  try {
    const status = await dialogue.answer()
    if (status.kind !== 'ok') return { kind: 'refused', why: dialogue.quote(status).trim() }
    // Sizes of LIST are often a little wrong, so only what cannot be held is cut off.
    const { bytes, whole } = await readLines(status, most)
    return whole ? { kind: 'message', raw: bytes } : { kind: 'too-large', why: 'It is larger than any mail.' }
  } catch (error) {
    if (isOurBug(error)) throw error
    return { kind: 'lost', error }
  }
}
