import type { MailboxObject } from 'imapflow'
import type { FolderState } from '../../ports.ts'

/**
 * UIDNEXT and HIGHESTMODSEQ as SELECT told them (RFC 7162, 3.1.2.1); null where the server keeps no mod-sequences for
 * the folder, or says so by 0. Read right after SELECT: imapflow raises both by what it hears later, and then they
 * would claim more than was listed.
 */
export function folderStateOf({ uidNext, highestModseq, noModseq }: MailboxObject): FolderState | null {
  if (noModseq || !highestModseq || !uidNext) return null
  return { uidNext, highestModseq: String(highestModseq) }
}

/** Nothing came, nothing went, nothing changed: three witnesses, as some servers let one of them stand still. */
export function isSameState(now: FolderState | null, known: FolderState | null): boolean {
  return now !== null && now.uidNext === known?.uidNext && now.highestModseq === known.highestModseq
}

/** Whether the server can tell what happened since. A mod-sequence that runs backwards tells nothing. */
export function isLaterState(now: FolderState | null, known: FolderState | null): boolean {
  return now !== null && known !== null && BigInt(now.highestModseq) > BigInt(known.highestModseq)
}
