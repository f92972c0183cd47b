import { AppError } from '../../errors.ts'
import { secretOf } from '../credential.ts'
import { checkAddress } from '../net/host-name.ts'
import { tooSlow } from '../net/pace.ts'
import { timeoutsOf } from '../net/server-line.ts'
import { type Capabilities, mayKnow, parseCapabilities } from './capabilities.ts'
import { describeFailure } from './describe-failure.ts'
import { describeResponseCode } from './describe-refusal.ts'
import { type Dialogue, startDialogue } from './dialogue.ts'
import { openPop3Line, type Pop3Line } from './line.ts'
import { type Pop3SourceOptions, pop3Words } from './options.ts'
import { signIn } from './sign-in.ts'
import type { Status } from './status.ts'

/** How long a server may take to say goodbye when nothing hangs on it. */
const goodbyeMs = 2_000

/** More than the longest list of capabilities by far. */
const mostCapabilities = 64 * 1024

/** A signed-in connection: one session of RFC 1939, whose message numbers hold until its end. */
export type Pop3Connection = {
  readonly capabilities: Capabilities
  readonly dialogue: Dialogue
  /** The lines of an answer; see `Pop3Line`. The connection is of no further use when they are not whole. */
  readLines: Pop3Line['readLines']
  /** Any thrown thing as AppError with the form field. */
  fail(error: unknown): AppError
  /** Ends the session properly: only now does the server delete what DELE has marked. */
  quit(): Promise<Status>
  /** Says goodbye, for at most 2 s. Never throws. */
  close(): Promise<void>
  /** Ends the line at once; what DELE has marked stays on the server. */
  destroy(): void
}

/** Connects and signs in. Throws AppError with the form field; an aborted signal ends the connection at any time. */
export async function connectPop3(options: Pop3SourceOptions, signal: AbortSignal): Promise<Pop3Connection> {
  checkAddress(options, pop3Words)
  const credential = await options.credential()
  const fail = (error: unknown): AppError =>
    signal.aborted
      ? new AppError('connection-failed', 'The connection was ended on request.', { cause: signal.reason, retry: true })
      : describeFailure(error, options)
  let line: Pop3Line | undefined
  try {
    signal.throwIfAborted()
    line = await openPop3Line(options, signal)
    const dialogue = startDialogue(line, options.log, secretOf(credential))
    const timestamp = await readGreeting(dialogue, options)
    const before = await askCapabilities(line, dialogue)
    const capabilities = options.security === 'starttls' ? await upgrade(line, dialogue, options, before) : before
    await signIn(dialogue, options, credential, { capabilities, timestamp, isEncrypted: line.isEncrypted() })
    return connectionOver(line, dialogue, capabilities, fail)
  } catch (error) {
    line?.destroy()
    throw fail(error)
  }
}

function connectionOver(
  line: Pop3Line,
  dialogue: Dialogue,
  capabilities: Capabilities,
  fail: (error: unknown) => AppError,
): Pop3Connection {
  return {
    capabilities,
    dialogue,
    fail,
    readLines: line.readLines,
    destroy: line.destroy,
    async quit() {
      try {
        return await dialogue.ask('QUIT')
      } finally {
        line.destroy()
      }
    },
    async close() {
      try {
        dialogue.send('QUIT')
        await dialogue.answer(goodbyeMs)
      } catch {
        // The line is gone already, or the server is not polite.
      } finally {
        line.destroy()
      }
    },
  }
}

/** The timestamp for APOP (RFC 1939, 7): only printable ASCII, or it could be made to fit a known digest. */
async function readGreeting(dialogue: Dialogue, options: Pop3SourceOptions): Promise<string | null> {
  const greeting = await dialogue.answer(timeoutsOf(options).greetingMs).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw code === 'SILENT' || code === tooSlow ? Object.assign(error as Error, { code: 'GREETING_TIMEOUT' }) : error
  })
  if (greeting.kind === 'ok') return /<[!-;=?-~]+@[!-;=?-~]+>/.exec(greeting.text)?.[0] ?? null
  const quote = dialogue.quote(greeting)
  throw (
    describeResponseCode(greeting, quote) ??
    new AppError('connection-failed', `The server lets nobody in just now.${quote}`, { retry: true })
  )
}

async function askCapabilities(line: Pop3Line, dialogue: Dialogue): Promise<Capabilities> {
  const status = await dialogue.ask('CAPA')
  if (status.kind !== 'ok') return null
  const { bytes, whole } = await line.readLines(status, mostCapabilities)
  if (whole) return parseCapabilities(bytes)
  throw new AppError('connection-failed', 'The list of what the server can do has no end.', { retry: true })
}

/** STLS (RFC 2595, 4). All that was said before it is forgotten: anybody could have said it. */
async function upgrade(
  line: Pop3Line,
  dialogue: Dialogue,
  options: Pop3SourceOptions,
  before: Capabilities,
): Promise<Capabilities> {
  const refused = Object.assign(new Error('No STLS'), { code: 'UPGRADE_REFUSED' })
  if (!mayKnow(before, 'STLS')) throw refused
  if ((await dialogue.ask('STLS')).kind !== 'ok') throw refused
  await line.upgrade().catch((error: unknown) => {
    throw describeFailure(error, options)
  })
  return askCapabilities(line, dialogue)
}
