import { AppError } from '../../errors.ts'
import type { ConnectionStep } from '../../ports.ts'
import { lineSteps, runSteps, type Step } from '../net/connection-steps.ts'
import { timeoutsOf } from '../net/server-line.ts'
import { askForTls } from './ask-for-tls.ts'
import { connectPop3, type Pop3Connection } from './connect.ts'
import { describeFailure } from './describe-failure.ts'
import { fetchHeaderBlock } from './fetch-headers.ts'
import { type Pop3SourceOptions, pop3Words } from './options.ts'
import { mailboxOver, type Pop3Mailbox } from './pop3-mailbox.ts'

/** Tries a connection step by step. Stops at the first that fails; deletes nothing. */
export async function testPop3Connection(
  options: Pop3SourceOptions,
  signal: AbortSignal,
): Promise<readonly ConnectionStep[]> {
  let connection: Pop3Connection | undefined
  let mailbox: Pop3Mailbox | undefined
  const connected = (): Pop3Mailbox => {
    if (!mailbox) throw new Error('The steps ran out of order')
    return mailbox
  }
  const { greetingMs } = timeoutsOf(options)
  const steps: readonly Step[] = [
    ...lineSteps(options, pop3Words, line => askForTls(line, greetingMs), signal),
    {
      name: 'sign-in',
      async run() {
        connection = await connectPop3(options, signal)
        mailbox = mailboxOver(connection, options, signal)
        return `The server accepts the login ${options.login}.`
      },
    },
    { name: 'folder', run: () => checkMailbox(connected()) },
    { name: 'read', run: () => checkRead(connected()) },
    { name: 'permission', run: async () => checkPermission((await connected().session()).connection) },
  ]
  try {
    return await runSteps(steps, options.clock, error => connection?.fail(error) ?? describeFailure(error, options))
  } finally {
    await mailbox?.close()
  }
}

async function checkMailbox(mailbox: Pop3Mailbox): Promise<string> {
  const { total } = (await mailbox.session()).maildrop
  return `The mailbox holds ${total} ${total === 1 ? 'message' : 'messages'}.`
}

async function checkRead(mailbox: Pop3Mailbox): Promise<string> {
  const newest = [...(await mailbox.session()).maildrop.messages.keys()].at(-1)
  if (newest === undefined) return 'The mailbox is empty, so there is nothing to read yet.'
  if ((await fetchHeaderBlock(mailbox, newest, 4096)) !== null) return 'The newest message can be read.'
  throw new AppError(
    'source-unreadable',
    'The server does not give the newest message. Check the rights of the login.',
    { field: 'login' },
  )
}

/** Nothing can be asked without doing it; EXPIRE (RFC 2449, 6.7) is what the server itself deletes. */
function checkPermission({ capabilities }: Pop3Connection): string {
  const [expire = 'NEVER'] = capabilities?.get('EXPIRE') ?? []
  const own = /^\d{1,6}$/.test(expire)
    ? ` The server itself deletes mail that was read ${expire === '0' ? 'at the end of each session' : `after ${expire} days`}.`
    : ''
  return `Mail can be deleted; it goes when the session ends properly. POP3 knows no folders, so mail cannot be moved.${own}`
}
