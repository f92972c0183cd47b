import type { FetchedMessage, FolderListing, KnownFolder, LeftOut, SourceSession } from '../../ports.ts'
import { isOurBug } from '../net/is-our-bug.ts'
import { fetchHeadersOf, fetchMessageIdFields } from './fetch-headers.ts'
import { fetchMessages } from './fetch-messages.ts'
import type { FolderLine } from './folder-line.ts'
import { listMessages } from './list-messages.ts'
import { moveMessage } from './move-message.ts'
import { putMailBack } from './put-mail-back.ts'
import { removeMessage } from './remove-message.ts'

/** One open folder. One call at a time: IMAP answers in order, and `fetch` holds the line only between its yields. */
export function createImapSession(line: FolderLine): SourceSession {
  const sizes = new Map<number, number>()
  let justSelected = true
  const guard = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      throw isOurBug(error) ? error : line.current().fail(error)
    }
  }
  return {
    async list(known: KnownFolder): Promise<FolderListing> {
      const listing = await guard(listMessages(line, known, { state: line.state, justSelected }))
      justSelected = false
      for (const message of listing.added) sizes.set(Number(message.uid), message.sizeBytes)
      return listing
    },
    async *fetch(
      uids: readonly string[],
      signal: AbortSignal,
      onLeftOut: (leftOut: LeftOut) => void = () => {},
    ): AsyncGenerator<FetchedMessage> {
      // A long command can only be ended with its line.
      const stop = () => line.current().client.close()
      signal.addEventListener('abort', stop, { once: true })
      try {
        if (signal.aborted) stop()
        yield* fetchMessages(line, uids, { sizes, signal, onLeftOut })
      } catch (error) {
        throw isOurBug(error) ? error : line.current().fail(error)
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    fetchHeaders: (uid, maxBytes, onLeftOut) => guard(fetchHeadersOf(line, uid, maxBytes, onLeftOut)),
    messageIdFields: uids => guard(fetchMessageIdFields(line, uids)),
    remove: uid => guard(removeMessage(line.current(), uid)),
    move: (uid, targetFolder, notes) => guard(moveMessage(line.current(), uid, targetFolder, notes)),
    putBack: (raw, receivedAt, notes) => guard(putMailBack(line.current(), raw, receivedAt, notes)),
    close: () => line.close(),
  }
}
