import { AppError } from '../../errors.ts'
import type { ConnectionStep } from '../../ports.ts'
import { lineSteps, runSteps, type Step } from '../net/connection-steps.ts'
import { timeoutsOf } from '../net/server-line.ts'
import { quoteServerText } from '../net/server-text.ts'
import { anyMechanism } from '../sasl/sign-in-wish.ts'
import { askForTls } from './ask-for-tls.ts'
import { describeFeatures, describeMechanisms, nameFeatures, whyNoMechanism } from './capability-words.ts'
import { chooseMechanism } from './choose-mechanism.ts'
import { connectImap, type ImapConnection } from './connect.ts'
import { describeFailure } from './describe-failure.ts'
import { fetchHeaderBlock } from './fetch-headers.ts'
import { openMailbox, selectedMailbox } from './folder-names.ts'
import { findGmailTrash, isGmail, isGmailAllMail } from './gmail-trash.ts'
import { type ImapSourceOptions, imapWords, mailboxOf } from './options.ts'
import { readCapabilities } from './read-capabilities.ts'
import { assertCanExpunge, assertMayDelete } from './remove-message.ts'

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
  const { greetingMs } = timeoutsOf(options)
  const steps: readonly Step[] = [
    ...lineSteps(options, imapWords, line => askForTls(line, greetingMs), signal),
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
  try {
    return await runSteps(steps, options.clock, error => connection?.fail(error) ?? describeFailure(error, options, ''))
  } finally {
    await connection?.close()
  }
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
  if (kind) chooseMechanism(capabilities, kind, options.wish ?? anyMechanism, options.security !== 'none')
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
  if (isGmail(connection)) return describeGmail(connection)
  if (!capabilities.has('MOVE')) assertCanExpunge(connection)
  return capabilities.has('UIDPLUS') ? 'Mail can be deleted and moved.' : 'Mail can be moved, but not deleted.'
}

async function describeGmail(connection: ImapConnection): Promise<string> {
  const trash = await findGmailTrash(connection)
  const moves = (await isGmailAllMail(connection))
    ? 'Nothing can be moved out of All Mail, where a move only adds a label.'
    : 'Mail can be moved.'
  return trash === null
    ? `${moves} What is deleted here stays in All Mail: let Gmail show its trash in IMAP (Settings, Labels), and it goes there.`
    : `${moves} What is deleted goes to ${quoteServerText(trash, '')}, which Gmail empties after 30 days.`
}
