import { AppError } from '../../errors.ts'
import type { PutBack, StepNotes } from '../../ports.ts'
import type { ImapConnection } from './connect.ts'
import { findEarlierCopy, noteCopy } from './copy-note.ts'
import { findCopy, originalOf, readFolder } from './find-copy.ts'
import { selectedMailbox } from './folder-names.ts'

/**
 * APPEND (RFC 3501, 6.3.11) into the folder that is open, with the time at which the mail was received first and as
 * read: whoever looks after the mailbox has seen it. Where a line breaks in the middle, the repeat finds what is there.
 */
export async function putMailBack(
  connection: ImapConnection,
  raw: Uint8Array,
  receivedAt: number,
  notes: StepNotes,
): Promise<PutBack> {
  const { client } = connection
  const { path, readOnly } = selectedMailbox(client)
  if (readOnly) {
    throw new AppError('not-allowed', 'This login may only read the folder, so nothing can be put back there.', {
      field: 'mailbox',
    })
  }
  const original = originalOf(raw)
  const earlier = await findEarlierCopy(connection, path, original, notes)
  if (earlier !== null) return placed(connection, earlier)
  const before = await readFolder(connection, path)
  await noteCopy(notes, before)
  const appended = await client.append(path, Buffer.from(raw), ['\\Seen'], new Date(receivedAt)).catch(error => {
    if (!client.usable) throw error
    throw connection.refused('The server did not take the mail back.')
  })
  const uid = (appended ? appended.uid : undefined) ?? (await findCopy(connection, before, original))
  if (uid === null) {
    throw new AppError('connection-failed', 'The server took the mail back, but the folder does not show it.', {
      retry: true,
    })
  }
  return placed(connection, uid)
}

function placed({ client }: ImapConnection, uid: number): PutBack {
  return { uid: String(uid), uidValidity: String(selectedMailbox(client).uidValidity) }
}
