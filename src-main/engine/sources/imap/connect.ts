import { ImapFlow, type Logger } from 'imapflow'
import { AppError, type ErrorCode } from '../../errors.ts'
import type { Log } from '../../ports.ts'
import { secretOf } from '../credential.ts'
import { checkAddress, hostNameOf } from '../net/host-name.ts'
import { flooding, tooSlow, watchPace } from '../net/pace.ts'
import { isPinned } from '../net/pinned-certificate.ts'
import { largestMessageBytes, timeoutsOf } from '../net/server-line.ts'
import { quoteServerText } from '../net/server-text.ts'
import { tlsOptions } from '../net/tls-options.ts'
import { below } from './below-imapflow.ts'
import { boundAnswers } from './bound-answers.ts'
import { describeFailure } from './describe-failure.ts'
import { type ImapSourceOptions, imapWords } from './options.ts'
import { pinnedTransport } from './pinned-transport.ts'
import { signInAsWished } from './sign-in.ts'
import { heedVanished } from './vanished.ts'

/** How long a server may take to say goodbye. */
const logoutMs = 2_000

/** A signed-in connection, with what the commands on it need to tell a refusal from a lost line. */
export type ImapConnection = {
  readonly client: ImapFlow
  readonly options: ImapSourceOptions
  /** Where the account's own folders begin, `INBOX.` with some servers (RFC 2342), and what stands between two names. */
  readonly ownFolders: { readonly prefix: string; readonly delimiter: string }
  /** The line was ended because the server sent without end. */
  isFlooded(): boolean
  /** Any thrown thing as AppError with the form field. */
  fail(error: unknown): AppError
  /**
   * AppError for a command that the server refused: `what` and what the server said. When the line is gone, AppError
   * `connection-failed` for that instead: imapflow answers `false` in both cases.
   */
  refused(what: string, options?: { readonly code?: ErrorCode; readonly field?: string }): AppError
  /** What the server said when it refused a command, as one sentence; '' when it said nothing. */
  saidIn(error: unknown): string
  /** Throws AppError `connection-failed` when the line is gone. */
  assertAlive(): void
  /** Says goodbye, for at most 2 s. Never throws. */
  close(): Promise<void>
}

/** Connects and signs in. Throws AppError with the form field; an aborted signal ends the connection at any time. */
export async function connectImap(options: ImapSourceOptions, signal: AbortSignal): Promise<ImapConnection> {
  checkAddress(options, imapWords)
  const credential = await options.credential()
  const secret = secretOf(credential)
  const timeouts = timeoutsOf(options)
  let refusal = ''
  let failure: unknown
  /** Set when the line was ended here, whatever else broke over it. */
  let gaveUp: Error | undefined
  /** imapflow rejects pending commands without a cause when the line breaks; that came through the error event. */
  const causeOf = (error: unknown): unknown => {
    if (gaveUp) return gaveUp
    const cause = isVague(error) ? (failure ?? error) : error
    if (cause === undefined && client.byeReason) return Object.assign(new Error('BYE'), { reason: client.byeReason })
    return cause
  }
  const fail = (error: unknown): AppError =>
    signal.aborted
      ? new AppError('connection-failed', 'The connection was ended on request.', { cause: signal.reason, retry: true })
      : describeFailure(causeOf(error), options, secret, credential.kind)

  const client = new ImapFlow({
    host: hostNameOf(options.server),
    port: options.port,
    secure: options.security === 'tls',
    // True demands the upgrade, false never tries it; only left open would fall back to plain text.
    ...(options.security === 'tls' ? {} : { doSTARTTLS: options.security === 'starttls' }),
    auth: {
      user: options.login,
      ...(credential.kind === 'password' ? { pass: credential.password } : { accessToken: credential.accessToken }),
    },
    tls: tlsOptions(options),
    ...(isPinned(options) ? { transport: pinnedTransport(options) } : {}),
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.socketMs,
    // A session is one pass: nothing to wait for, no flags to follow, and no second form of folder names.
    disableAutoIdle: true,
    disableAutoEnable: true,
    disableIMAP4rev2: true,
    disableCompression: true,
    maxLockHoldTime: false,
    clientInfo: { name: 'Postdesk', vendor: false, 'support-url': false },
    logger: writeLog(options.log, secret, text => {
      refusal = quoteServerText(text, secret)
    }),
  })
  signInAsWished(client, options, credential)
  // Without a listener, an error on the line would end the process.
  client.on('error', error => {
    failure = error
  })
  const giveUp = (why: Error) => {
    gaveUp ??= why
    client.close()
  }
  const bounds = boundAnswers(client, giveUp)
  const { exec } = below(client)
  below(client).exec = (command, attributes, ...rest) => {
    const settled = bounds.begin(command, attributes)
    const work = exec.call(client, command, attributes, ...rest)
    work.then(settled, settled)
    // How long IDLE lasts is for who waits.
    if (command !== 'IDLE') {
      const { socketMs } = timeouts
      watchPace(work, options.clock, {
        socketMs,
        received: () => client.stats().received,
        giveUp: () => giveUp(Object.assign(new Error('The server is too slow'), { code: tooSlow })),
      })
    }
    return work
  }
  const stop = () => client.close()
  signal.addEventListener('abort', stop, { once: true })

  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', stop)
    if (client.usable) {
      const saidGoodbye = new AbortController()
      const goodbye = client.logout().catch(() => {})
      await Promise.race([goodbye, options.clock.sleep(logoutMs, saidGoodbye.signal)])
      saidGoodbye.abort()
    }
    client.close()
  }
  try {
    if (signal.aborted) throw fail(undefined)
    await client.connect()
  } catch (error) {
    await close()
    throw fail(isStranger(client, error) ? notImap(error) : error)
  }
  const ownFolders = { prefix: client.namespace?.prefix ?? '', delimiter: client.namespace?.delimiter ?? '' }
  // Folder names are resolved by ourselves: with a personal prefix set, no shared folder outside of it can be opened.
  heedVanished(client)
  if (client.namespace) client.namespace = { ...client.namespace, prefix: '' }
  return {
    client,
    options,
    ownFolders,
    fail,
    isFlooded: () => [gaveUp, failure].some(isFlood),
    refused(what, { code = 'connection-failed', field } = {}) {
      if (!client.usable) return fail(failure)
      const said = refusal === '' ? '' : ` The server says: ${refusal}`
      return new AppError(code, what + said, { retry: code === 'connection-failed', ...(field ? { field } : {}) })
    },
    saidIn(error) {
      const { responseText, serverResponseCode } = error as Partial<Record<string, unknown>>
      const said = quoteServerText(String(responseText ?? serverResponseCode ?? ''), secret)
      return said === '' ? '' : `The server says: ${said}`
    },
    assertAlive() {
      if (!client.usable) throw fail(failure)
    },
    close,
  }
}

/** Also what broke a bound below that of any mail: that is never the fault of one message. */
function isFlood(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && error.code === flooding) return true
  return 'maxSize' in error && Number(error.maxSize) < largestMessageBytes
}

function isVague(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'NoConnection'
}

/** Somebody spoke, and it was no greeting; PREAUTH is one that imapflow does not keep. */
function isStranger(client: ImapFlow, error: unknown): boolean {
  if (client.greeting !== undefined || client.authenticated || client.byeReason) return false
  return client.stats().received > 0 && !(error instanceof Error && 'tlsFailed' in error)
}

function notImap(cause: unknown): Error {
  return Object.assign(new Error('No greeting', { cause }), { code: 'NOT_IMAP' })
}

/**
 * imapflow masks credentials in what it logs, and a server that repeats them is masked here. A command that the server
 * refused is told to the logger only, so the reason is picked up on the way. No `trace`: imapflow would write out every
 * message for it.
 */
function writeLog(log: Log, secret: string, onRefusal: (text: string) => void): Logger {
  const write = (entry: Record<string, unknown>): void => {
    const text = quoteServerText(String(entry['msg'] ?? ''), secret)
    log.debug('imap', { from: entry['src'], text, code: codeOf(entry['err']) })
  }
  return {
    debug: write,
    info: write,
    warn(entry: Record<string, unknown>) {
      const { err } = entry
      if (err instanceof Error && 'responseText' in err) onRefusal(String(err.responseText ?? ''))
      write(entry)
    },
    error: write,
    fatal: write,
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
