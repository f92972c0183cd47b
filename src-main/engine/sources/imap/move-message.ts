import type { CopyResponseObject } from 'imapflow'
import { AppError } from '../../errors.ts'
import type { ImapConnection } from './connect.ts'
import { fetchHeaderBlock } from './fetch-headers.ts'
import { resolveTarget, selectedMailbox } from './folder-names.ts'
import { assertCanExpunge, assertMayDelete, expungeMessage, isThere } from './remove-message.ts'
import { parseUid } from './uid-set.ts'

/** Enough of a header block to find the Message-ID in. */
const headerBytes = 64 * 1024

/**
 * MOVE (RFC 6851), else COPY, look, and only then delete. 'done' only when the target holds the message: the server
 * names its new UID, or it is found there by its Message-ID.
 */
export async function moveMessage(
  connection: ImapConnection,
  uid: string,
  targetFolder: string,
): Promise<'done' | 'gone'> {
  const number = parseUid(uid)
  const { client } = connection
  const hasMove = client.capabilities.has('MOVE')
  assertMayDelete(connection)
  if (!hasMove) assertCanExpunge(connection)
  const target = await resolveTarget(connection, targetFolder)
  if (target === selectedMailbox(client).path) {
    throw new AppError('invalid-input', 'The mail is in this folder already. Choose another folder to move it to.', {
      field: 'target_folder',
    })
  }
  if (!(await isThere(connection, number))) return 'gone'

  const messageId = await readMessageId(connection, uid)
  const before = messageId === null ? await countMessages(connection, target) : 0
  const moved = hasMove
    ? await client.messageMove(uid, target, { uid: true })
    : await client.messageCopy(uid, target, { uid: true })
  if (!moved) {
    connection.assertAlive()
    // Somebody else was quicker: servers refuse the command when its only message has gone.
    if (!(await isThere(connection, number))) return 'gone'
    throw connection.refused('The server did not move the message.', { field: 'target_folder' })
  }
  if (!namesNewUid(moved, number)) await assertArrived(connection, target, messageId, before)
  if (!hasMove) await expungeMessage(connection, number)
  return 'done'
}

function namesNewUid(moved: CopyResponseObject, uid: number): boolean {
  return moved.uidMap?.has(uid) ?? false
}

async function readMessageId(connection: ImapConnection, uid: string): Promise<string | null> {
  const headers = await fetchHeaderBlock(connection, uid, headerBytes)
  const text = headers === null ? '' : Buffer.from(headers).toString('latin1')
  const value = /^message-id:[ \t]*((?:.|\r?\n[ \t])*)/im.exec(text)?.[1] ?? ''
  // ASCII only: anything else would be searched for with a CHARSET, which some servers refuse.
  return /<[!-;=?-~]+>/.exec(value)?.[0] ?? null
}

/** A mail without Message-ID is only known to have arrived by the count of the target having grown. */
async function assertArrived(
  connection: ImapConnection,
  target: string,
  messageId: string | null,
  before: number,
): Promise<void> {
  const arrived =
    messageId === null
      ? (await countMessages(connection, target)) > before
      : await holdsMessageId(connection, target, messageId)
  if (arrived) return
  throw new AppError('connection-failed', 'The server reported the move, but the target folder lacks the message.', {
    retry: true,
    field: 'target_folder',
  })
}

async function countMessages(connection: ImapConnection, folder: string): Promise<number> {
  const status = await connection.client.status(folder, { messages: true })
  if (status === false) throw connection.refused('The server does not tell what the target folder holds.')
  return status.messages ?? 0
}

async function holdsMessageId(connection: ImapConnection, folder: string, messageId: string): Promise<boolean> {
  const { client } = connection
  const home = selectedMailbox(client).path
  await client.mailboxOpen(folder, { readOnly: true })
  try {
    const found = await client.search({ header: { 'message-id': messageId } }, { uid: true })
    return Array.isArray(found) && found.length > 0
  } finally {
    if (client.usable) await client.mailboxOpen(home)
  }
}
