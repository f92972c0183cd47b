import type { ReadReply, ReadRequest } from '../../../src-main/engine/mail/model.ts'
import { readMail } from '../../../src-main/engine/mail/read/read-mail.ts'

/** The reader's worker with three ways to go wrong, chosen by a word in the mail. */
export default async function work(request: ReadRequest): Promise<ReadReply> {
  const text = Buffer.from(request.raw).toString()
  if (text.includes('HANG')) for (;;);
  if (text.includes('CRASH')) process.exit(7)
  if (text.includes('HOARD')) {
    const hoard: object[] = []
    for (;;) hoard.push({ more: Array.from({ length: 1_000 }, (_, number) => ({ number })) })
  }
  return readMail(request)
}
