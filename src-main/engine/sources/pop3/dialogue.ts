import { AppError } from '../../errors.ts'
import type { Log } from '../../ports.ts'
import { quoteServerText } from '../net/server-text.ts'
import type { Pop3Line } from './line.ts'
import { pop3Words } from './options.ts'
import type { Status } from './status.ts'

/** Commands and the first lines of their answers; the log tells them without a secret. */
export type Dialogue = {
  /** One command and its answer. What is `secret` is neither logged nor quoted when the server repeats it. */
  ask(command: string, how?: { readonly secret: boolean }): Promise<Status>
  /** The next answer. Throws AppError for what no POP3 server says. */
  answer(timeoutMs?: number): Promise<Status>
  /** Commands whose answers are read later, in this order. */
  send(...commands: readonly string[]): void
  /** What the server said, as the end of a sentence of ours: hostile text made harmless. */
  quote(status: Status): string
}

export function startDialogue(line: Pop3Line, log: Log, secret: string): Dialogue {
  // The server's words are read as latin1, the secret was sent as UTF-8.
  const secrets = [secret, Buffer.from(secret).toString('latin1')]
  const clean = (text: string) => {
    // All of them before the text is cut, or half of one could stay at its end.
    const masked = secrets.reduce((left, each) => (each === '' ? left : left.replaceAll(each, '***')), text)
    return quoteServerText(masked, secret)
  }
  const answer = async (timeoutMs?: number): Promise<Status> => {
    const status = await line.readStatus(timeoutMs)
    log.debug('pop3', { from: 'server', kind: status.kind, text: clean(status.text) })
    if (status.kind !== 'foreign') return status
    throw new AppError(
      'connection-failed',
      `The server says what no POP3 server says. Check server and port; usual are ${pop3Words.tlsPort} for TLS and ${pop3Words.plainPort} for STARTTLS.`,
      { field: 'port', retry: true },
    )
  }
  return {
    answer,
    send(...commands) {
      for (const command of commands) log.debug('pop3', { from: 'client', text: command })
      line.send(...commands)
    },
    ask(command, how) {
      if (how?.secret) secrets.push(command)
      log.debug('pop3', { from: 'client', text: how?.secret ? '***' : command })
      line.send(command)
      return answer()
    },
    quote(status) {
      const said = clean(status.text)
      return said === '' ? '' : ` The server says: ${said}`
    },
  }
}
