import type { ImapFlow } from 'imapflow'
import { largestMessageBytes } from '../net/server-line.ts'
import { countUids } from './uid-set.ts'

/** What the answer to one command may cost. Far above what honest servers send, and far below what hurts. */
export type AnswerBudget = {
  readonly rows: number
  readonly bytes: number
  readonly lineBytes: number
  readonly literalBytes: number
}

const megabyte = 1024 * 1024

/** Mails of one round trip: few enough to hold in memory, enough that a slow line does not wait for each message. */
export const chunkMessages = 100
export const chunkBytes = 8 * megabyte

/** What a server may tell unasked: somebody else reads, marks or deletes all mail of a folder meanwhile. */
const unaskedRows = 5_000
const unaskedBytes = 2 * megabyte
/** Of the server's own count so much is believed. */
const mostExists = 2_000_000
const mostUnaskedPerMail = 200_000
/** Folders of one account, public ones, too. */
const mostFolders = 20_000

/** A row without content; with a part of the headers; a UID with its blank in a SEARCH answer. */
const rowBytes = 200
const headerBytes = 64 * 1024
const uidBytes = 12

/** Before the first command: the greeting. */
export const greetingBudget: AnswerBudget = {
  rows: 1_000,
  bytes: megabyte,
  lineBytes: megabyte,
  literalBytes: megabyte,
}

/** By the command, what it asks for, and how many mails the folder is said to have. */
export function budgetOf(command: string, attributes: readonly unknown[] | false, client: ImapFlow): AnswerBudget {
  const exists = Math.min(client.mailbox ? client.mailbox.exists : 0, mostExists)
  const unasked = unaskedRows + 2 * Math.min(exists, mostUnaskedPerMail)
  const isFetch = command.endsWith('FETCH')
  const asked = isFetch ? askedRows(attributes, exists) : command === 'LIST' || command === 'LSUB' ? mostFolders : 0
  const content = isFetch ? contentOf(attributes) : 'none'
  // Capabilities and the like come before a folder is open; afterwards only UIDs make long lines.
  const shortLine = client.mailbox ? 128 * 1024 : megabyte
  const lineBytes = Math.min(shortLine + uidBytes * exists, 16 * megabyte)
  const shared = { rows: asked + unasked, lineBytes }
  const bytes = unaskedBytes + rowBytes * shared.rows + uidBytes * exists
  switch (content) {
    case 'none':
      return { ...shared, bytes, literalBytes: megabyte }
    case 'headers':
      return { ...shared, bytes: bytes + 16 * megabyte + headerBytes * asked, literalBytes: 16 * megabyte }
    case 'whole': {
      // Sizes of the listing are often a little wrong. Alone, a message may be as large as any.
      const mails = asked === 1 ? largestMessageBytes : 2 * chunkBytes + asked * megabyte
      return { ...shared, bytes: bytes + mails, literalBytes: largestMessageBytes }
    }
  }
}

function askedRows(attributes: readonly unknown[] | false, exists: number): number {
  const [first] = attributes || []
  const set = String((first as Item | undefined)?.value ?? '')
  return set.includes('*') ? exists : Math.min(countUids(set), mostExists)
}

type Item = { readonly value?: unknown; readonly section?: readonly unknown[] }

/** `BODY.PEEK` with an empty section is the whole mail. */
function contentOf(attributes: readonly unknown[] | false): 'none' | 'headers' | 'whole' {
  const items = ((attributes ? attributes[1] : null) ?? []) as Item | readonly Item[]
  const sections = [items].flat().flatMap(item => (item?.section ? [item.section.length] : []))
  if (sections.length === 0) return 'none'
  return sections.includes(0) ? 'whole' : 'headers'
}
