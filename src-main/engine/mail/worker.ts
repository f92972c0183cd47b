import { move } from 'piscina'
import type { ReadReply, ReadRequest } from './model.ts'
import { readMail } from './read/read-mail.ts'

/** The killable side of reading: one request, one reply; the bytes of the parts are handed over, not copied. */
export default async function work(request: ReadRequest): Promise<ReadReply> {
  const reply = await readMail(request)
  if (!reply.ok) return reply
  // Parts may share one buffer with the raw mail: each goes out in one of its own, or all of it would travel with it.
  const contents = reply.contents.map(content => ({ sha256: content.sha256, bytes: new Uint8Array(content.bytes) }))
  return move(new Handover({ ...reply, contents }, contents.map(content => content.bytes.buffer))) as unknown as ReadReply
}
