import { z } from 'zod'
import type { StepNotes } from '../../ports.ts'
import type { ImapConnection } from './connect.ts'
import { type FolderBefore, findCopy, type Original } from './find-copy.ts'

/** How the folder stood before a mail was sent there, and the UID the mail got, once that is known. */
const CopyNote = z.object({ path: z.string(), uidValidity: z.string(), uidNext: z.int(), uid: z.int().optional() })

/** Kept before a copy is asked for, and again when its UID is known. */
export async function noteCopy(notes: StepNotes, before: FolderBefore, uid?: number): Promise<void> {
  await notes.keep(JSON.stringify({ ...before, uid } satisfies z.input<typeof CopyNote>))
}

/** The UID of what an earlier try has left in this folder; null when it came to nothing. */
export async function findEarlierCopy(
  connection: ImapConnection,
  path: string,
  original: Original,
  { left }: StepNotes,
): Promise<number | null> {
  if (left === null) return null
  const note = CopyNote.parse(JSON.parse(left))
  return note.path === path ? findCopy(connection, note, original, note.uid) : null
}
