import { AppError } from '../../errors.ts'
import type { FetchedMessage, FolderListing, KnownFolder, LeftOut, SourceSession } from '../../ports.ts'
import { isOurBug } from '../net/is-our-bug.ts'
import { fetchHeaderBlock } from './fetch-headers.ts'
import { fetchMessages } from './fetch-messages.ts'
import { listMailbox } from './list-mailbox.ts'
import type { Pop3SourceOptions } from './options.ts'
import type { Pop3Mailbox } from './pop3-mailbox.ts'
import { removeMessages } from './remove-messages.ts'

/** One mailbox. One call at a time: POP3 answers in order. */
export function createPop3Session(mailbox: Pop3Mailbox, options: Pop3SourceOptions): SourceSession {
  let isListed = false
  /** After a failure nobody knows what the server will say next, so the line is not used again. */
  const guard = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      mailbox.drop()
      throw isOurBug(error) ? error : mailbox.fail(error)
    }
  }
  const removeTogether = (uids: readonly string[]) => guard(removeMessages(mailbox, uids))
  return {
    async list(known: KnownFolder): Promise<FolderListing> {
      // A session shows the mailbox as it was when it began.
      if (isListed) await mailbox.close()
      isListed = true
      return guard(listMailbox(mailbox, known, options.log))
    },
    async *fetch(
      uids: readonly string[],
      signal: AbortSignal,
      onLeftOut?: (leftOut: LeftOut) => void,
    ): AsyncGenerator<FetchedMessage> {
      // An answer that has begun can only be ended with its line.
      const stop = () => mailbox.drop()
      signal.addEventListener('abort', stop, { once: true })
      try {
        if (signal.aborted) throw endedOnRequest(signal)
        yield* fetchMessages(mailbox, uids, options, signal, onLeftOut)
      } catch (error) {
        if (signal.aborted) throw endedOnRequest(signal)
        throw isOurBug(error) ? error : mailbox.fail(error)
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    fetchHeaders: (uid, maxBytes, onLeftOut) => guard(fetchHeaderBlock(mailbox, uid, maxBytes, onLeftOut)),
    async remove(uid) {
      const outcome = (await removeTogether([uid])).get(uid) ?? 'gone'
      if (outcome instanceof AppError) throw outcome
      return outcome
    },
    removeTogether,
    async move() {
      throw new AppError(
        'not-allowed',
        'POP3 knows no folders, so mail cannot be moved. Keep it on the server, delete it, or use IMAP.',
        { field: 'email_storage' },
      )
    },
    close: () => mailbox.close(),
  }
}

function endedOnRequest(signal: AbortSignal): AppError {
  return new AppError('connection-failed', 'The connection was ended on request.', {
    cause: signal.reason,
    retry: true,
  })
}
