import { AppError } from '../../errors.ts'
import { connectPop3, type Pop3Connection } from './connect.ts'
import { type Maildrop, readMaildrop } from './maildrop.ts'
import type { Pop3SourceOptions } from './options.ts'
import type { Status } from './status.ts'

/** In a row, without one message that came: then it is not the messages. */
const mostReopenings = 50

/** The mailbox, over as many sessions as it takes: a deletion ends one, and so does a message that breaks the line. */
export type Pop3Mailbox = {
  /** The session that is open, or a new one with its own message numbers. */
  session(): Promise<OpenSession>
  /** Ends the session without a goodbye: its line is out of step, or lost. */
  drop(): void
  /** Ends the session properly. Answers what the server said to it. */
  quit(): Promise<Status>
  /** A message came: a line that is lost after this is the next message's fault. */
  cameThrough(): void
  /** Whoever opened it wants it to end. */
  isStopped(): boolean
  /** Any thrown thing as AppError with the form field. */
  fail(error: unknown): AppError
  close(): Promise<void>
}

export type OpenSession = { readonly connection: Pop3Connection; readonly maildrop: Maildrop }

/** Connects, signs in and reads what is there. Throws AppError with the form field to correct. */
export async function openPop3Mailbox(options: Pop3SourceOptions, signal: AbortSignal): Promise<Pop3Mailbox> {
  const mailbox = mailboxOver(await connectPop3(options, signal), options, signal)
  await mailbox.session()
  return mailbox
}

/** The mailbox over a connection that has just signed in; what is there is read when it is first asked for. */
export function mailboxOver(first: Pop3Connection, options: Pop3SourceOptions, signal: AbortSignal): Pop3Mailbox {
  let connection: Pop3Connection | null = first
  let open: OpenSession | null = null
  let reopenings = 0
  const reopen = async (): Promise<Pop3Connection> => {
    reopenings += 1
    if (reopenings <= mostReopenings) return connectPop3(options, signal)
    throw new AppError('connection-failed', 'The server ends the connection again and again.', { retry: true })
  }
  const drop = () => {
    connection?.destroy()
    connection = null
    open = null
  }
  return {
    async session() {
      if (open) return open
      connection ??= await reopen()
      try {
        open = { connection, maildrop: await readMaildrop(connection) }
        return open
      } catch (error) {
        drop()
        throw first.fail(error)
      }
    },
    drop,
    cameThrough() {
      reopenings = 0
    },
    isStopped: () => signal.aborted,
    async quit() {
      try {
        if (!connection) throw new Error('There is no session to end')
        return await connection.quit()
      } finally {
        drop()
      }
    },
    fail: first.fail,
    async close() {
      await connection?.close()
      drop()
    },
  }
}
