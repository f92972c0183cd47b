import { lookup } from 'node:dns/promises'
import { AppError } from '../../errors.ts'
import type { ConnectionStep } from '../../ports.ts'
import { describeFeatures, describeMechanisms, nameFeatures, whyNoMechanism } from './capability-words.ts'
import { connectImap, type ImapConnection } from './connect.ts'
import { describeFailure } from './describe-failure.ts'
import { fetchHeaderBlock } from './fetch-headers.ts'
import { openMailbox, selectedMailbox } from './folder-names.ts'
import { checkAddress, hostNameOf } from './host-name.ts'
import { type ImapSourceOptions, mailboxOf } from './options.ts'
import { isPinned } from './pinned-certificate.ts'
import { readCapabilities } from './read-capabilities.ts'
import { assertCanExpunge, assertMayDelete } from './remove-message.ts'
import { openLine, readServerCertificate } from './server-certificate.ts'
import { quoteServerText } from './server-text.ts'

type Found = Pick<ConnectionStep, 'ok' | 'message' | 'field' | 'certificate'>
type Step = { readonly name: ConnectionStep['name']; readonly run: () => Promise<string | Found> }

/** Tries a connection step by step, as a person would look for the fault. Stops at the first that fails. */
export async function testImapConnection(
  options: ImapSourceOptions,
  signal: AbortSignal,
): Promise<readonly ConnectionStep[]> {
  let connection: ImapConnection | undefined
  const connected = (): ImapConnection => {
    if (!connection) throw new Error('The steps ran out of order')
    return connection
  }
  const steps: readonly Step[] = [
    { name: 'address', run: () => findAddress(options) },
    { name: 'connect', run: () => findServer(options, signal) },
    { name: 'encryption', run: () => checkEncryption(options, signal) },
    { name: 'capabilities', run: () => checkCapabilities(options, signal) },
    {
      name: 'sign-in',
      async run() {
        connection = await connectImap(options, signal)
        const { capabilities } = connection.client
        return `The server accepts the login ${options.login}. ${describeFeatures(new Set(capabilities.keys()))}`
      },
    },
    { name: 'folder', run: () => checkFolder(connected()) },
    { name: 'read', run: () => checkRead(connected()) },
    { name: 'permission', run: () => checkPermission(connected()) },
  ]
  const outcomes: ConnectionStep[] = []
  try {
    for (const { name, run } of steps) {
      const start = options.clock.now()
      const outcome = await run().then(
        found => (typeof found === 'string' ? { ok: true, message: found } : found),
        (error: unknown) => refuse(connection?.fail(error) ?? describeFailure(error, options, '')),
      )
      outcomes.push({ name, ...outcome, ms: options.clock.now() - start })
      if (!outcome.ok) break
    }
  } finally {
    await connection?.close()
  }
  return outcomes
}

function refuse(error: AppError): Pick<ConnectionStep, 'ok' | 'message' | 'field'> {
  return { ok: false, message: error.message, ...(error.field === undefined ? {} : { field: error.field }) }
}

async function findAddress(options: ImapSourceOptions): Promise<string> {
  checkAddress(options)
  const { address } = await lookup(hostNameOf(options.server))
  return `${options.server} has the address ${address}.`
}

async function findServer(options: ImapSourceOptions, signal: AbortSignal): Promise<string> {
  const line = await openLine(options, signal)
  line.destroy()
  return `${options.server} answers on port ${options.port}.`
}

async function checkEncryption(options: ImapSourceOptions, signal: AbortSignal): Promise<string | Found> {
  if (options.security === 'none') {
    return 'Not encrypted: everybody on the way can read the password and every mail.'
  }
  const { shown, doubt, refusal } = await readServerCertificate(options, signal)
  if (refusal) return { ...refuse(refusal), certificate: shown }
  const { subject, issuer, validUntil, fingerprint, tlsVersion } = shown
  const until = validUntil === null ? 'an unknown date' : new Date(validUntil).toISOString().slice(0, 10)
  const facts = `Encrypted with ${tlsVersion}. The certificate is for ${subject}, issued by ${issuer}, valid until ${until}, SHA-256 ${fingerprint}.`
  return { ok: true, message: facts + describeTrust(options, doubt), certificate: shown }
}

function describeTrust(options: ImapSourceOptions, doubt: AppError | null): string {
  const pinned = isPinned(options) ? ' It is the pinned one.' : ''
  if (!doubt) return pinned
  const why = isPinned(options) ? 'Without the pin it would be refused' : 'The check is switched off; it would say'
  return `${pinned} ${why}: ${doubt.message}`
}

async function checkCapabilities(options: ImapSourceOptions, signal: AbortSignal): Promise<string> {
  const capabilities = await readCapabilities(options, signal)
  if (!capabilities.has('IMAP4REV1') && !capabilities.has('IMAP4REV2')) return 'The server does not say what it offers.'
  // A credential that is missing or withheld is the business of the next step.
  const kind = await options.credential().then(
    credential => credential.kind,
    () => null,
  )
  const refusal = kind && whyNoMechanism(capabilities, kind, options.security)
  if (refusal) throw refusal
  const early = nameFeatures(capabilities)
  // Many servers name only a few things to strangers: what is missing here is not missing yet.
  const features = early === '' ? 'What it can do with mail, it tells after the sign-in.' : `It offers ${early}.`
  return `The server takes sign-ins by ${describeMechanisms(capabilities)}. ${features}`
}

async function checkFolder(connection: ImapConnection): Promise<string> {
  const { path, exists } = await openMailbox(connection)
  const name = quoteServerText(path, '')
  const asked = mailboxOf(connection.options)
  const real = path.toUpperCase() === asked.toUpperCase() ? '' : ` (entered as ${quoteServerText(asked, '')})`
  return `The folder ${name}${real} holds ${exists} ${exists === 1 ? 'message' : 'messages'}.`
}

async function checkRead(connection: ImapConnection): Promise<string> {
  const { client } = connection
  const last = selectedMailbox(client).exists === 0 ? false : await client.fetchOne('*', { uid: true })
  if (!last) return 'The folder is empty, so there is nothing to read yet.'
  const headers = await fetchHeaderBlock(connection, String(last.uid), 4096)
  if (headers === null) {
    throw new AppError(
      'source-unreadable',
      'The server does not give the newest message. Check the rights of the login.',
      {
        field: 'mailbox',
      },
    )
  }
  return 'The newest message can be read.'
}

async function checkPermission(connection: ImapConnection): Promise<string> {
  assertMayDelete(connection)
  const { capabilities } = connection.client
  if (!capabilities.has('MOVE')) assertCanExpunge(connection)
  return capabilities.has('UIDPLUS') ? 'Mail can be deleted and moved.' : 'Mail can be moved, but not deleted.'
}
