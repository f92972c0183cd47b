import { createHash } from 'node:crypto'
import { AppError } from '../../errors.ts'
import type { KnownMessage } from '../../ports.ts'
import type { FileContent } from './file-content.ts'
import { uidWithContent } from './file-name.ts'
import { type FoundFile, UNSEEN } from './look-at-file.ts'

/** How much of a hash tells the mails of one name apart. */
const HASH_LETTERS = 16

export type Recognised = {
  readonly uid: string
  /** Why it waits, in one sentence; null when it can be read. */
  readonly odd: string | null
  /** Whether that is sure: else nothing is noted of it, and the next listing looks again. */
  readonly isSure: boolean
}

/**
 * Which of the messages that were ever recorded under its name a file is, by its content; a uid that none of them has
 * where it is another mail. Null when it was removed meanwhile. `readContent` is asked once at most.
 */
export async function recogniseFile(
  file: FoundFile,
  recorded: readonly KnownMessage[],
  readContent: () => Promise<FileContent | null>,
): Promise<Recognised | null> {
  if (recorded.length === 0) return { uid: file.name, odd: file.odd, isSure: true }
  const here = recorded.filter(({ isHere }) => isHere)
  try {
    if (file.odd !== null) return recogniseUnread(file, recorded, here, file.odd)
    const unread = unreadOf(here) ?? unreadOf(recorded)
    // Nothing of its name was ever read: whatever it holds now is the mail that waits.
    if (unread && recorded.length === 1) return { uid: unread.uid, odd: null, isSure: true }
    const content = await readContent()
    if (content === null) return null
    const same = recorded.find(message => isContentOf(message, file, content)) ?? unread
    return { uid: same?.uid ?? freeUid(file, recorded, keyOf(content, file)), odd: null, isSure: true }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return recogniseUnread(file, recorded, here, error.message)
  }
}

/** Where it cannot be read: what may still be the mail of its name stays that, until it can be told. */
function recogniseUnread(
  file: FoundFile,
  recorded: readonly KnownMessage[],
  here: readonly KnownMessage[],
  odd: string,
): Recognised {
  const mayBe = here.find(message => !isUnread(message) && mayBeContentOf(message, file))
  if (mayBe) return { uid: mayBe.uid, odd: null, isSure: false }
  const unread = unreadOf(here) ?? unreadOf(recorded)
  return { uid: unread?.uid ?? freeUid(file, recorded, shortHash(file.stamp)), odd, isSure: true }
}

function mayBeContentOf({ stamp, sizeBytes }: KnownMessage, file: FoundFile): boolean {
  if (file.stamp === UNSEEN) return true
  // Links out of the folder were followed once, whatever the inbox said.
  return file.odd === null ? sizeBytes === file.sizeBytes : file.isLink && stamp === null
}

function unreadOf(messages: readonly KnownMessage[]): KnownMessage | undefined {
  return messages.find(isUnread)
}

function isUnread({ kept, isNew }: KnownMessage): boolean {
  return kept === 'none' && isNew
}

function isContentOf(message: KnownMessage, file: FoundFile, content: FileContent): boolean {
  switch (message.kept) {
    case 'whole':
      return message.sha256 === content.sha256
    case 'headers':
      return message.sizeBytes === file.sizeBytes && message.sha256 === content.headersSha256
    case 'none':
      // Never read: ignored before, or removed by somebody else.
      return !message.isNew && message.sizeBytes === file.sizeBytes && message.receivedAt === file.modifiedAt
  }
}

/** The name alone for the first mail of it, so that its uid is what it always was. */
function freeUid(file: FoundFile, recorded: readonly KnownMessage[], key: string): string {
  return recorded.some(({ uid }) => uid === file.name) ? uidWithContent(file.name, key) : file.name
}

function keyOf({ sha256, headersSha256 }: FileContent, { sizeBytes }: FoundFile): string {
  return sha256?.slice(0, HASH_LETTERS) ?? shortHash(`${headersSha256} ${sizeBytes}`)
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LETTERS)
}
