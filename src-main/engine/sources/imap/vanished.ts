import type { ImapFlow } from 'imapflow'
import { atom, below, textOf, type Untagged } from './below-imapflow.ts'
import { countUids } from './uid-set.ts'

/**
 * Lets the server tell what has gone since a mod-sequence (QRESYNC, RFC 7162); asked before the folder is selected. A
 * server that refuses is asked in other ways. Needs a command of its own: imapflow would enable UTF8=ACCEPT, too, and
 * with it another form of folder names.
 */
export async function enableQresync(client: ImapFlow): Promise<void> {
  if (!client.capabilities.has('QRESYNC') || !client.capabilities.has('ENABLE')) return
  const enabled = new Set<string>()
  const untagged = {
    ENABLED: async ({ attributes = [] }: Untagged) => {
      for (const token of attributes) enabled.add(textOf(token).toUpperCase())
    },
  }
  try {
    const { next } = await below(client).exec('ENABLE', [atom('QRESYNC')], { untagged })
    next()
  } catch (error) {
    if (!client.usable) throw error
  }
  if (enabled.has('QRESYNC')) below(client).enabled.add('QRESYNC')
}

/** imapflow would tell of each UID of `VANISHED 1:4294967295` by itself. */
export function heedVanished(client: ImapFlow): void {
  below(client).untaggedHandlers['VANISHED'] = async answer => {
    const { mailbox } = client
    const { set, isEarlier } = parseVanished(answer)
    if (mailbox && !isEarlier) mailbox.exists = Math.max(0, mailbox.exists - countUids(set))
  }
}

/**
 * The UIDs up to `highest` that have gone since `modseq`, as sets; they may name some that never were. Rejects when the
 * server refuses.
 */
export async function fetchVanished(client: ImapFlow, highest: number, modseq: string): Promise<readonly string[]> {
  const sets: string[] = []
  const usual = below(client).untaggedHandlers['VANISHED']
  const untagged = {
    VANISHED: async (answer: Untagged) => {
      const { set, isEarlier } = parseVanished(answer)
      if (isEarlier) sets.push(set)
      else await usual?.(answer)
    },
    // Mails whose flags have changed, which nobody follows.
    FETCH: async () => {},
  }
  const range = { type: 'SEQUENCE', value: `1:${highest}` } as const
  const since = [atom('CHANGEDSINCE'), atom(modseq), atom('VANISHED')]
  const { next } = await below(client).exec('UID FETCH', [range, [atom('UID')], since], { untagged })
  next()
  return sets
}

function parseVanished({ attributes = [] }: Untagged): { readonly set: string; readonly isEarlier: boolean } {
  const [first, second] = attributes
  const isEarlier = Array.isArray(first) && first.some(token => textOf(token).toUpperCase() === 'EARLIER')
  return { set: textOf(isEarlier ? second : first), isEarlier }
}
