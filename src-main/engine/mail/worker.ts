import { move, type Piscina, transferableSymbol, valueSymbol } from 'piscina'
import type { ReadReply, ReadRequest } from './model.ts'

export { checkPatterns } from './patterns/check-patterns.ts'

import { readMail } from './read/read-mail.ts'

/*
 * piscina first tries to `require` this file. A thread that is ended while Node makes the exports of a required module
 * takes the whole process with it (an assertion in CreateRequiredModuleFacade, seen in Node 24 when a desk was closed
 * while threads were starting). A module that waits cannot be required: it is imported, and ends like any other.
 */
await Promise.resolve()

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
