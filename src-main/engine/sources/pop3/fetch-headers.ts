import type { LeftOut } from '../../ports.ts'
import { isOurBug } from '../net/is-our-bug.ts'
import { mayKnow } from './capabilities.ts'
import type { OpenSession, Pop3Mailbox } from './pop3-mailbox.ts'

/**
 * The header block alone, cut at `maxBytes`; null when the message has gone, or the server cannot give it. TOP is
 * optional (RFC 1939, 7): without it the message is begun, and the line dropped once the headers are here. A line that
 * breaks is opened again, once.
 */
export async function fetchHeaderBlock(
  mailbox: Pop3Mailbox,
  uid: string,
  maxBytes: number,
  onLeftOut: (leftOut: LeftOut) => void = () => {},
): Promise<Uint8Array | null> {
  for (let time = 1; ; time += 1) {
    const session = await mailbox.session()
    try {
      return await askForHeaders(mailbox, session, uid, maxBytes, onLeftOut)
    } catch (error) {
      mailbox.drop()
      const failure = isOurBug(error) ? null : mailbox.fail(error)
      if (!failure || mailbox.isStopped() || failure.code !== 'connection-failed') throw error
      if (time === 1) continue
      onLeftOut({ uid, kind: 'broke', why: failure.message })
      return null
    }
  }
}

async function askForHeaders(
  mailbox: Pop3Mailbox,
  { connection, maildrop }: OpenSession,
  uid: string,
  maxBytes: number,
  onLeftOut: (leftOut: LeftOut) => void,
): Promise<Uint8Array | null> {
  const message = maildrop.messages.get(uid)
  if (!message) return null
  const { dialogue } = connection
  const commands = [`RETR ${message.number}`]
  if (mayKnow(connection.capabilities, 'TOP')) commands.unshift(`TOP ${message.number} 0`)
  let why = ''
  for (const command of commands) {
    const status = await dialogue.ask(command)
    if (status.kind !== 'ok') {
      why = dialogue.quote(status).trim()
      continue
    }
    const { bytes, whole } = await connection.readLines(status, maxBytes)
    if (!whole) mailbox.drop()
    return headersOf(bytes)
  }
  onLeftOut({ uid, kind: 'refused', why })
  return null
}

/** Some servers give lines of the body for `TOP n 0`. */
function headersOf(bytes: Buffer): Buffer {
  const end = /\r?\n\r?\n/.exec(bytes.toString('latin1'))
  return end ? bytes.subarray(0, end.index + end[0].length) : bytes
}
