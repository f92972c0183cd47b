import { lookup } from 'node:dns/promises'
import { AppError } from '../../errors.ts'
import type { ConnectionStep } from '../../ports.ts'
import { connectImap, type ImapConnection } from './connect.ts'
import { describeFailure } from './describe-failure.ts'
import { fetchHeaderBlock } from './fetch-headers.ts'
import { openMailbox, selectedMailbox } from './folder-names.ts'
import { checkAddress, hostNameOf } from './host-name.ts'
import { type ImapSourceOptions, mailboxOf } from './options.ts'
import { assertCanExpunge, assertMayDelete } from './remove-message.ts'
import { openLine, readServerCertificate } from './server-certificate.ts'
import { quoteServerText } from './server-text.ts'

type Step = { readonly name: ConnectionStep['name']; readonly run: () => Promise<string> }

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
    {
      name: 'sign-in',
      async run() {
        connection = await connectImap(options, signal)
        return `The server accepts the login ${options.login}.`
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
        message => ({ ok: true, message }),
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

async function checkEncryption(options: ImapSourceOptions, signal: AbortSignal): Promise<string> {
  if (options.security === 'none') {
    return 'Not encrypted: everybody on the way can read the password and every mail.'
  }
  const { subject, issuer, validUntil, fingerprint, refusal } = await readServerCertificate(options, signal)
  if (refusal && options.validateCertificate) throw refusal
  const until = Number.isFinite(validUntil) ? new Date(validUntil).toISOString().slice(0, 10) : 'an unknown date'
  const names = `${quoteServerText(subject, '')}, issued by ${quoteServerText(issuer, '')}`
  const doubt = refusal ? ` The check is switched off; it would say: ${refusal.message}` : ''
  return `Encrypted. The certificate is for ${names}, valid until ${until}, SHA-256 ${fingerprint}.${doubt}`
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
