import { lookup } from 'node:dns/promises'
import type { Socket } from 'node:net'
import type { AppError } from '../../errors.ts'
import type { Clock, ConnectionStep } from '../../ports.ts'
import { checkAddress, hostNameOf } from './host-name.ts'
import type { ProtocolWords } from './protocol-words.ts'
import { openLine, readServerCertificate } from './server-certificate.ts'
import type { ServerLine } from './server-line.ts'
import { quoteServerText } from './server-text.ts'

export type Step = { readonly name: ConnectionStep['name']; readonly run: () => Promise<string> }

/** Runs the steps in order, as a person would look for the fault. Stops at the first that fails; never throws. */
export async function runSteps(
  steps: readonly Step[],
  clock: Clock,
  describe: (error: unknown) => AppError,
): Promise<readonly ConnectionStep[]> {
  const outcomes: ConnectionStep[] = []
  for (const { name, run } of steps) {
    const start = clock.now()
    const outcome = await run().then(
      message => ({ ok: true, message }),
      (error: unknown) => refuse(describe(error)),
    )
    outcomes.push({ name, ...outcome, ms: clock.now() - start })
    if (!outcome.ok) break
  }
  return outcomes
}

function refuse(error: AppError): Pick<ConnectionStep, 'ok' | 'message' | 'field'> {
  return { ok: false, message: error.message, ...(error.field === undefined ? {} : { field: error.field }) }
}

/** The steps before the sign-in, alike for every protocol; `askForTls` asks for the upgrade of a plain line. */
export function lineSteps(
  line: ServerLine,
  words: ProtocolWords,
  askForTls: (socket: Socket) => Promise<void>,
  signal: AbortSignal,
): readonly Step[] {
  return [
    { name: 'address', run: () => findAddress(line, words) },
    { name: 'connect', run: () => findServer(line, signal) },
    { name: 'encryption', run: () => checkEncryption(line, askForTls, signal) },
  ]
}

async function findAddress(line: ServerLine, words: ProtocolWords): Promise<string> {
  checkAddress(line, words)
  const { address } = await lookup(hostNameOf(line.server))
  return `${line.server} has the address ${address}.`
}

async function findServer(line: ServerLine, signal: AbortSignal): Promise<string> {
  const socket = await openLine(line, signal)
  socket.destroy()
  return `${line.server} answers on port ${line.port}.`
}

async function checkEncryption(
  line: ServerLine,
  askForTls: (socket: Socket) => Promise<void>,
  signal: AbortSignal,
): Promise<string> {
  if (line.security === 'none') {
    return 'Not encrypted: everybody on the way can read the password and every mail.'
  }
  const { subject, issuer, validUntil, fingerprint, refusal } = await readServerCertificate(line, askForTls, signal)
  if (refusal && line.validateCertificate) throw refusal
  const until = Number.isFinite(validUntil) ? new Date(validUntil).toISOString().slice(0, 10) : 'an unknown date'
  const names = `${quoteServerText(subject, '')}, issued by ${quoteServerText(issuer, '')}`
  const doubt = refusal ? ` The check is switched off; it would say: ${refusal.message}` : ''
  return `Encrypted. The certificate is for ${names}, valid until ${until}, SHA-256 ${fingerprint}.${doubt}`
}
