import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { AppError } from '../../errors.ts'
import { describeCertificateRefusal } from '../../sources/net/certificate-refusal.ts'
import { readLineUntil } from '../../sources/net/line-reader.ts'
import type { ProbeTarget, ServerProbe } from '../reach.ts'

/** Silence of a server that has taken the line. The stage has its own, longer time for everything together. */
const silenceMs = 5_000

/** The first word of a server, and how it is asked to encrypt the line (RFC 9051, RFC 1939, RFC 2595). */
const dialogues = {
  imap: { greeting: /^\* (OK|PREAUTH)\b/i, ask: 'a STARTTLS\r\n', answer: /^a /, yes: /^a OK\b/i },
  pop3: { greeting: /^\+OK/i, ask: 'STLS\r\n', answer: /^[+-]/, yes: /^\+OK/i },
} as const

/** TCP, TLS, greeting; then the line is cut. The certificate is looked at, not insisted on: a person decides. */
export const probeServer: ServerProbe = async (target, signal) => {
  const line = connectPlain({ host: target.server, port: target.port, signal })
  try {
    await settled(line, 'connect')
    if (target.security === 'starttls') await upgrade(line, target)
    const socket = connectTls({
      socket: line,
      host: target.server,
      rejectUnauthorized: false,
      ...(isIP(target.server) ? {} : { servername: target.server }),
    })
    await settled(socket, 'secureConnect')
    if (target.security === 'tls') await expectGreeting(socket, target)
    return { certificateRefusal: refusalOf(socket, target.server) }
  } catch (error) {
    throw error instanceof AppError ? error : describe(error)
  } finally {
    line.destroy()
  }
}

async function upgrade(line: Socket, target: ProbeTarget): Promise<void> {
  const { ask, answer, yes } = dialogues[target.protocol]
  await expectGreeting(line, target)
  line.write(ask)
  const said = await readLineUntil(line, silenceMs, text => answer.test(text))
  if (!yes.test(said)) throw new AppError('connection-failed', 'A mail server answers, but it does not offer STARTTLS.')
}

async function expectGreeting(line: Socket, { protocol }: ProbeTarget): Promise<void> {
  const said = await readLineUntil(line, silenceMs, () => true)
  if (dialogues[protocol].greeting.test(said)) return
  throw new AppError(
    'connection-failed',
    `Something answers, but not as ${protocol === 'imap' ? 'an IMAP' : 'a POP3'} server does.`,
  )
}

function settled(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    // Errors may come at any time, also after the line has served its purpose: always with a listener.
    socket.on('error', reject)
    socket.once('close', () => reject(Object.assign(new Error('Closed'), { code: 'ECONNRESET' })))
    socket.once(event, () => resolve())
  })
}

function refusalOf(socket: TLSSocket, server: string): string | null {
  if (socket.authorized) return null
  const code = String(socket.authorizationError)
  const cause = Object.assign(new Error(code), { cert: socket.getPeerCertificate() })
  const known = describeCertificateRefusal(code, server, cause)
  return known?.message ?? `The certificate of ${server} would be refused.`
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'There is no server of this name.',
  ECONNREFUSED: 'Nothing listens there.',
  ECONNRESET: 'The server ended the connection.',
  GREETING_TIMEOUT: 'The server took the connection and said nothing.',
}

function describe(error: unknown): AppError {
  const code = codeOf(error)
  const isTls = code.startsWith('ERR_SSL_') || code === 'EPROTO'
  const message = reasons[code] ?? (isTls ? 'It speaks no TLS that is safe today.' : 'The server could not be reached.')
  return new AppError('connection-failed', message, { cause: error })
}

/** Node reports a failure on several addresses as an AggregateError whose parts hold the codes. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError ? codeOf(error.errors[0]) : ''
}
