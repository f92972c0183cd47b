import { mayKnow } from './capabilities.ts'
import type { Pop3Mailbox } from './pop3-mailbox.ts'

/**
 * The header block alone, cut at `maxBytes`; null when the message has gone. TOP is optional (RFC 1939, 7): without it
 * the message is begun, and the line dropped once the headers are here.
 */
export async function fetchHeaderBlock(
  mailbox: Pop3Mailbox,
  uid: string,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const { connection, maildrop } = await mailbox.session()
  const message = maildrop.messages.get(uid)
  if (!message) return null
  const { dialogue } = connection
  const commands = [`RETR ${message.number}`]
  if (mayKnow(connection.capabilities, 'TOP')) commands.unshift(`TOP ${message.number} 0`)
  for (const command of commands) {
    const status = await dialogue.ask(command)
    if (status.kind !== 'ok') continue
    const { bytes, whole } = await connection.readLines(status, maxBytes)
    if (!whole) mailbox.drop()
    return headersOf(bytes)
  }
  return null
}

/** Some servers give lines of the body for `TOP n 0`. */
function headersOf(bytes: Buffer): Buffer {
  const end = /\r?\n\r?\n/.exec(bytes.toString('latin1'))
  return end ? bytes.subarray(0, end.index + end[0].length) : bytes
}
