import { move, type Piscina, transferableSymbol, valueSymbol } from 'piscina'
import type { ReadReply, ReadRequest } from './model.ts'
import { readMail } from './read/read-mail.ts'

type Handover = ReturnType<typeof Piscina.move>

/**
 * The killable side of reading, run by `worker-pool.ts`: one request, one reply. The bytes of the parts are handed
 * over, not copied; parts may share one buffer with the raw mail, so each goes out in a buffer of its own.
 */
export default async function work(request: ReadRequest): Promise<ReadReply | Handover> {
  const reply = await readMail(request)
  if (!reply.ok || reply.contents.length === 0) return reply
  const contents = reply.contents.map(content => ({ sha256: content.sha256, bytes: new Uint8Array(content.bytes) }))
  return move({
    [transferableSymbol]: contents.map(content => content.bytes.buffer),
    [valueSymbol]: { ...reply, contents },
  })
}
