import { AppError } from '../../errors.ts'
import type { StepNotes } from '../../ports.ts'
import { quoteServerText } from '../net/server-text.ts'
import type { ImapConnection } from './connect.ts'
import { findEarlierCopy, noteCopy } from './copy-note.ts'
import { findCopy, type Original, readFolder, readOriginal } from './find-copy.ts'
import { resolveTarget, selectedMailbox } from './folder-names.ts'
import { assertLeavesGmail } from './gmail-trash.ts'
import { assertCanExpunge, assertMayDelete, expungeMessage, isThere } from './remove-message.ts'
import { parseUid } from './uid-set.ts'

/**
 * MOVE (RFC 6851), else COPY, look, and only then delete this one message by UID EXPUNGE (RFC 4315). 'done' only when
 * the target holds the message: the server names its new UID, or it is found there. Where a line breaks between COPY
 * and EXPUNGE, the repeat finds its own copy by the note and goes on from there: no second copy. A server with neither
 * MOVE nor UIDPLUS is refused before anything is copied.
 */
export async function moveMessage(
  connection: ImapConnection,
  uid: string,
  targetFolder: string,
  notes: StepNotes,
): Promise<'done' | 'gone' | 'missing'> {
  const number = parseUid(uid)
  const hasMove = connection.client.capabilities.has('MOVE')
  assertMayDelete(connection)
  if (!hasMove) assertCanExpunge(connection)
  const target = await resolveTarget(connection, targetFolder)
  if (target === selectedMailbox(connection.client).path) {
    throw new AppError('invalid-input', 'The mail is in this folder already. Choose another folder to move it to.', {
      field: 'target_folder',
    })
  }
  await assertLeavesGmail(connection, target)
  if (!(await isThere(connection, number))) return 'gone'
  const original = await readOriginal(connection, number)
  if ((await findEarlierCopy(connection, target, original, notes)) === null) {
    if (hasMove) return moveAtOnce(connection, number, target, original)
    if ((await copy(connection, number, target, original, notes)) === 'gone') return 'gone'
  }
  assertCanExpunge(connection)
  await expungeMessage(connection, number)
  return 'done'
}

async function moveAtOnce(
  connection: ImapConnection,
  uid: number,
  target: string,
  original: Original,
): Promise<'done' | 'gone' | 'missing'> {
  const before = await readFolder(connection, target)
  const moved = await connection.client.messageMove(String(uid), target, { uid: true })
  if (!moved) return goneOrRefused(connection, uid, target)
  if (moved.uidMap?.has(uid) || (await findCopy(connection, before, original)) !== null) return 'done'
  if (await isThere(connection, uid)) throw notArrived()
  return 'missing'
}

async function copy(
  connection: ImapConnection,
  uid: number,
  target: string,
  original: Original,
  notes: StepNotes,
): Promise<'done' | 'gone'> {
  const before = await readFolder(connection, target)
  await noteCopy(notes, before)
  const copied = await connection.client.messageCopy(String(uid), target, { uid: true })
  if (!copied) return goneOrRefused(connection, uid, target)
  const copyUid = copied.uidMap?.get(uid) ?? (await findCopy(connection, before, original))
  if (copyUid === null) throw notArrived()
  await noteCopy(notes, before, copyUid)
  return 'done'
}

/** Somebody else was quicker: servers refuse the command when its only message has gone. */
async function goneOrRefused(connection: ImapConnection, uid: number, target: string): Promise<'gone'> {
  connection.assertAlive()
  const name = quoteServerText(target, '')
  const refusal = connection.refused(`The server did not move the mail to “${name}”.`, { field: 'target_folder' })
  if (await isThere(connection, uid)) throw refusal
  return 'gone'
}

function notArrived(): AppError {
  return new AppError('connection-failed', 'The server reported the move, but the target folder lacks the message.', {
    retry: true,
    field: 'target_folder',
  })
}
