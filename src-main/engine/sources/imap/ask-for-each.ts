import type { ImapFlowError } from 'imapflow'
import { AppError } from '../../errors.ts'
import type { LeftOut } from '../../ports.ts'
import type { ImapConnection } from './connect.ts'
import type { FolderLine } from './folder-line.ts'

/** So many of which not one was answered: it is the server, and no message. */
export const proofOfServer = 20

/** How one command ended: what it lacks, it lacks for this reason. */
export type Ended =
  | { readonly kind: 'complete' }
  /** The server refused it and still listens; `why` is '' when it did so without a word. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'broke'; readonly why: string }

export type Question = {
  /** One command for all of these; what comes is noted by whoever asks. */
  ask(connection: ImapConnection, uids: readonly number[]): Promise<void>
  /** Whether the answer for this one is here. */
  has(uid: number): boolean
  leaveOut(uid: number, why: Omit<LeftOut, 'uid'>): void
  /** Whoever asked does not want the answer any more. */
  isGivenUp?(): boolean
}

/**
 * One command for all of them. A server that stumbles over one message refuses the whole command (Exchange, Yahoo), ends
 * the line (Dovecot) or falls silent, often after giving some. What came stays; of the rest, the one that was next is
 * set aside and the others are asked for together; what was set aside is asked for last, alone, and only what fails
 * alone is left out. Throws when nothing can be asked any more.
 */
export async function askForEach(line: FolderLine, uids: readonly number[], question: Question): Promise<void> {
  const groups: (readonly number[])[] = uids.length === 0 ? [] : [uids]
  const askedAgain = new Set<number>()
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    await reviveFor(line, question.isGivenUp)
    const ended = await askOnce(line, connection => question.ask(connection, group), question.isGivenUp)
    const missing = group.filter(uid => !question.has(uid))
    if (missing.length < group.length) line.cameThrough()
    const [suspect, ...others] = missing
    if (suspect === undefined) continue
    if (group.length > 1 && ended.kind === 'refused' && missing.length === group.length) {
      // Nothing tells which one it is.
      const half = Math.ceil(group.length / 2)
      groups.unshift(group.slice(0, half), group.slice(half))
    } else if (group.length > 1 && ended.kind !== 'complete') {
      if (ended.kind === 'broke') askedAgain.add(suspect)
      if (others.length > 0) groups.unshift(others)
      groups.push([suspect])
    } else if (ended.kind !== 'refused' && !missing.every(uid => askedAgain.has(uid))) {
      // A line that broke once, or an answer that was cut short (RFC 2180, 4.1.2), proves nothing.
      for (const uid of missing) askedAgain.add(uid)
      groups.push(missing)
    } else for (const uid of missing) question.leaveOut(uid, leftOutAs(ended))
  }
  await reviveFor(line, question.isGivenUp)
}

/** A line that was ended because nobody wants the answer any more is not opened again. Throws AppError `connection-failed`. */
export async function reviveFor(line: FolderLine, isGivenUp: () => boolean = () => false): Promise<void> {
  if (isGivenUp()) throw new AppError('connection-failed', 'Reading was ended on request.', { retry: true })
  await line.revive()
}

function leftOutAs(ended: Ended): Omit<LeftOut, 'uid'> {
  return ended.kind === 'complete' ? { kind: 'absent', why: '' } : ended
}

/** One command. Throws what is nobody's message's fault: a request to stop, a server that asks for patience or sends without end, our bug. */
export async function askOnce(
  line: FolderLine,
  ask: (connection: ImapConnection) => Promise<void>,
  isGivenUp: () => boolean = () => false,
): Promise<Ended> {
  const connection = line.current()
  const { client } = connection
  try {
    await ask(connection)
    return { kind: 'complete' }
  } catch (error) {
    if (line.isStopped() || isGivenUp() || connection.isFlooded() || isThrottled(error)) throw error
    if (client.usable) return isRefusal(error) ? { kind: 'refused', why: connection.saidIn(error) } : rethrow(error)
    return { kind: 'broke', why: connection.fail(error).message }
  }
}

function rethrow(error: unknown): never {
  throw error
}

/** Answered by NO or BAD, with a tag or without one, or by a line that nobody can read. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && ('responseStatus' in error || 'parserError' in error)
}

/** Exchange says how long it wants to be left alone: that is meant for the whole account. */
function isThrottled(error: unknown): boolean {
  return error instanceof Error && (error as Partial<ImapFlowError>).code === 'ETHROTTLE'
}
