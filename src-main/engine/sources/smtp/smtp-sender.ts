import { TLSSocket } from 'node:tls'
import type { MailSender, OutgoingMail, SendOutcome } from '../../ports.ts'
import { type Credential, secretOf } from '../credential.ts'
import { isPinned, whyNotPinned } from '../net/pinned-certificate.ts'
import { timeoutsOf } from '../net/server-line.ts'
import { tlsOptions } from '../net/tls-options.ts'
import { describeSmtpFailure } from './describe-smtp-failure.ts'
import { loadSmtp, type SentInfo, type SmtpConnection } from './load-smtp.ts'
import type { SmtpOptions } from './options.ts'
import { signInByToken } from './sign-in-by-token.ts'

/** A name of our own: under XOAUTH2 nodemailer wants to ask the provider for tokens by itself. */
const BY_TOKEN = 'TOKEN'
/** A server may look into a mail for long before it answers the last dot (RFC 5321, 4.5.3.2.6). */
const SILENT_MS = 600_000

/** Submission over SMTP (RFC 6409) by nodemailer: one connection a mail, which is what a helpdesk sends at a time. */
export function createSmtpSender(options: SmtpOptions): MailSender {
  return {
    async send(mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome> {
      let secret = ''
      const connection = await connectionFor(options)
      // A line may break while nothing is asked of it, as when a token is renewed; what is asked next says so.
      connection.on('error', () => {})
      const stop = () => connection.close()
      signal.addEventListener('abort', stop, { once: true })
      try {
        signal.throwIfAborted()
        await settled<void>(connection, done => connection.connect(done))
        refuseUnpinned(connection, options)
        if (options.credential !== null) {
          const credential = await options.credential()
          secret = secretOf(credential)
          await signIn(connection, options.login, credential)
        }
        return await hand(connection, mail)
      } catch (error) {
        throw describeSmtpFailure(error, options, secret)
      } finally {
        signal.removeEventListener('abort', stop)
        connection.quit()
      }
    },
  }
}

async function connectionFor(options: SmtpOptions): Promise<SmtpConnection> {
  const { server, port, security } = options
  const { connectMs, greetingMs } = timeoutsOf(options)
  const SMTPConnection = await loadSmtp()
  return new SMTPConnection({
    host: server,
    port,
    secure: security === 'tls',
    // Never without TLS where TLS was chosen, never with it where it was not.
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: SILENT_MS,
    tls: isPinned(options) ? { rejectUnauthorized: false } : tlsOptions(options),
    customAuth: { [BY_TOKEN]: signInByToken },
  })
}

/** Before anything secret is said. */
function refuseUnpinned(connection: SmtpConnection, options: SmtpOptions): void {
  if (!isPinned(options)) return
  const refusal = connection._socket instanceof TLSSocket ? whyNotPinned(connection._socket, options) : null
  if (refusal) throw refusal
}

async function signIn(connection: SmtpConnection, login: string, credential: Credential): Promise<void> {
  const auth =
    credential.kind === 'token'
      ? { user: login, pass: credential.accessToken, method: BY_TOKEN }
      : { user: login, pass: credential.password }
  await settled<boolean>(connection, done => connection.login(auth, done))
}

/** The server takes some addresses and refuses others; it refuses the mail as a whole by an error. */
async function hand(connection: SmtpConnection, { from, to, raw }: OutgoingMail): Promise<SendOutcome> {
  const envelope = { from: from === '' ? (false as const) : from, to: [...to], size: raw.byteLength }
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const info = await settled<SentInfo>(connection, done => connection.send(envelope, bytes, done))
  const refused = (info.rejectedErrors ?? []).map(({ recipient, response, responseCode }) => ({
    address: String(recipient),
    reply: String(response),
    isForNow: (responseCode ?? 500) < 500,
  }))
  return { accepted: info.accepted, refused, reply: info.response }
}

/** nodemailer tells some failures by its callback and some by an event; a line that is closed only by one. */
function settled<Result>(
  connection: SmtpConnection,
  start: (done: (error?: Error | null, result?: Result) => void) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const lost = () => reject(Object.assign(new Error('The line was closed'), { code: 'ECONNRESET' }))
    const settle = (error?: Error | null, result?: Result) => {
      connection.off('error', reject).off('end', lost)
      if (error) reject(error)
      else resolve(result as Result)
    }
    connection.once('error', reject).once('end', lost)
    start(settle)
  })
}
