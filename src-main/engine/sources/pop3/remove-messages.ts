import { AppError } from '../../errors.ts'
import type { RemoveOutcome } from '../../ports.ts'
import type { Pop3Mailbox } from './pop3-mailbox.ts'

/**
 * Marks the messages and ends the session: only a `+OK` to QUIT says that they are deleted (RFC 1939, 6). Without it
 * nothing is known, and this throws AppError `connection-failed`; the next listing shows what has gone. The session
 * that follows has new numbers.
 */
export async function removeMessages(
  mailbox: Pop3Mailbox,
  uids: readonly string[],
): Promise<ReadonlyMap<string, RemoveOutcome>> {
  const { connection, maildrop } = await mailbox.session()
  const { dialogue } = connection
  const outcomes = new Map<string, RemoveOutcome>()
  let marked = 0
  for (const uid of uids) {
    const message = maildrop.messages.get(uid)
    if (!message || message.isAmbiguous) {
      outcomes.set(uid, message ? ambiguous() : 'gone')
      continue
    }
    const status = await dialogue.ask(`DELE ${message.number}`)
    if (status.kind === 'ok') marked += 1
    outcomes.set(uid, status.kind === 'ok' ? 'done' : refused(dialogue.quote(status)))
  }
  if (marked === 0) return outcomes
  const goodbye = await mailbox.quit()
  if (goodbye.kind === 'ok') return outcomes
  throw new AppError(
    'connection-failed',
    `The server did not carry out the deletions at the end of the session.${dialogue.quote(goodbye)}`,
    { retry: true },
  )
}

function refused(quote: string): AppError {
  return new AppError('source-unreadable', `The server did not mark the message as deleted.${quote}`, { retry: true })
}

function ambiguous(): AppError {
  return new AppError(
    'not-allowed',
    'The server gives two messages the same name (UIDL), so the wrong one could be deleted. Delete it with a mail program.',
  )
}
