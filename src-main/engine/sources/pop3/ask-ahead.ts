import type { MaildropMessage } from './maildrop.ts'
import type { OpenSession } from './pop3-mailbox.ts'

/** What may be on its way at once where the server takes commands ahead (RFC 2449, 6.8): a slow line waits for nothing. */
const mostMessages = 16
const mostBytes = 1024 * 1024

/** RETR commands, sent ahead of their answers where the server allows it. */
export type AskedAhead = {
  /** Makes sure that this one is asked for; null when it has gone. Call it in order. */
  need(index: number): MaildropMessage | null
  /** Every answer that was asked for up to and with `index` is read: nothing is on its way. */
  isInStepAfter(index: number): boolean
}

/** `uids` from `start` on; those that have gone or are larger than `largestBytes` are not asked for. */
export function askAhead(
  { connection, maildrop }: OpenSession,
  uids: readonly string[],
  start: number,
  largestBytes: number,
): AskedAhead {
  const mayPipeline = connection.capabilities?.has('PIPELINING') === true
  let asked = start
  const wanted = (index: number): MaildropMessage | null => {
    const message = maildrop.messages.get(uids[index] ?? '')
    return message && message.sizeBytes <= largestBytes ? message : null
  }
  return {
    need(index) {
      const commands: string[] = []
      const last = mayPipeline ? Math.min(index + mostMessages, uids.length) - 1 : index
      let bytes = 0
      for (let next = index; next <= last; next++) {
        const message = wanted(next)
        bytes += message?.sizeBytes ?? 0
        if (next > index && bytes > mostBytes) break
        if (next < asked) continue
        if (message) commands.push(`RETR ${message.number}`)
        asked = next + 1
      }
      if (commands.length > 0) connection.dialogue.send(...commands)
      return wanted(index)
    },
    isInStepAfter: index => asked === index + 1,
  }
}
