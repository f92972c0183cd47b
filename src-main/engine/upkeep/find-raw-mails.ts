import { readHeaderBlock } from '../mail/read/header-block.ts'
import type { DeskStore } from '../store/open.ts'

const PAGE = 200
/** More than any honest header block begins with. */
const HEAD_BYTES = 64 * 1024
const OF_MAILS = ['from', 'to', 'subject', 'date', 'message-id', 'received', 'return-path', 'delivered-to']

/**
 * In a blobs.db whose desk was lost before raw mails were marked, they are told from attachments by how they begin.
 * Rather one attachment too many, which a person ignores, than one mail too few. Marked at once: all of them or none.
 */
export async function findRawMails({ blobs }: DeskStore): Promise<void> {
  if (!blobs.lacksMarks()) return
  const found: string[] = []
  for (let after = ''; ; ) {
    const page = await blobs.hashes(after, PAGE)
    const last = page.at(-1)
    if (last === undefined) break
    after = last
    for (const sha256 of page) {
      // What a damaged page hides may be a mail.
      const bytes = await blobs.get(sha256).catch(() => 'unreadable' as const)
      if (bytes === 'unreadable' || (bytes && beginsAsMail(bytes))) found.push(sha256)
    }
  }
  await blobs.markMails(found)
}

/** Its very first line is a header field, and one of the block is one that mails have. */
export function beginsAsMail(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES))
  if (!/^(?:From |[!-9;-~]{1,200}[ \t]*:)/.test(head.toString('latin1', 0, 300))) return false
  return readHeaderBlock(head).fields.some(field => OF_MAILS.includes(field.name))
}
