import { lookup } from 'node:dns/promises'
import type { Socket } from 'node:net'
import type { AppError } from '../../errors.ts'
import type { Clock, ConnectionStep } from '../../ports.ts'
import { checkAddress, hostNameOf } from './host-name.ts'
import { isPinned } from './pinned-certificate.ts'
import type { ProtocolWords } from './protocol-words.ts'
import { openLine, readServerCertificate } from './server-certificate.ts'
import type { ServerLine } from './server-line.ts'

type Found = Pick<ConnectionStep, 'ok' | 'message' | 'field' | 'certificate'>
export type Step = { readonly name: ConnectionStep['name']; readonly run: () => Promise<string | Found> }

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
      found => (typeof found === 'string' ? { ok: true, message: found } : found),
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
): Promise<string | Found> {
  if (line.security === 'none') {
    return 'Not encrypted: everybody on the way can read the password and every mail.'
  }
  const { shown, doubt, refusal } = await readServerCertificate(line, askForTls, signal)
  if (refusal) return { ...refuse(refusal), certificate: shown }
  const { subject, issuer, validUntil, fingerprint, tlsVersion } = shown
  const until = validUntil === null ? 'an unknown date' : new Date(validUntil).toISOString().slice(0, 10)
  const facts = `Encrypted with ${tlsVersion}. The certificate is for ${subject}, issued by ${issuer}, valid until ${until}, SHA-256 ${fingerprint}.`
  return { ok: true, message: facts + describeTrust(line, doubt), certificate: shown }
}

function describeTrust(line: ServerLine, doubt: AppError | null): string {
  const pinned = isPinned(line) ? ' It is the pinned one.' : ''
  if (!doubt) return pinned
  const why = isPinned(line) ? 'Without the pin it would be refused' : 'The check is switched off; it would say'
  return `${pinned} ${why}: ${doubt.message}`
}
