import { setImmediate as nextTurn } from 'node:timers/promises'
import type { UnknownSender } from '../../../../../src-preload/contract/entities/message-views.ts'
import { foldAddress } from '../../../desk/people/find-caller.ts'
import { organisationForDomain } from '../../../desk/people/organisations.ts'
import { splitDisplayName } from '../../../desk/people/split-display-name.ts'
import type { Reads } from '../../../store/handles.ts'
import type { DeskStore } from '../../../store/open.ts'
import { amongRows } from '../change/message-glance.ts'

const PAGE = 1000
/** Whoever adds more people than this imports them from a file. */
const MOST_SENDERS = 2000

type Sender = { readonly address: string; readonly displayName: string; readonly count: number }

/** Senders of these messages who are no person yet, at most 2,000, those of most messages first. */
export async function unknownSenders({ reads }: DeskStore, ids: readonly number[]): Promise<UnknownSender[]> {
  const senders = await countSenders(reads, ids)
  const known = await knownAddresses(reads, [...senders.keys()])
  const unknown = [...senders.values()].filter(sender => !known.has(sender.address))
  const first = unknown.toSorted((a, b) => b.count - a.count).slice(0, MOST_SENDERS)
  const organisations = new Map<string, number | null>()
  const described: UnknownSender[] = []
  for (const sender of first) {
    const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1)
    if (!organisations.has(domain)) organisations.set(domain, await organisationForDomain(reads, domain))
    const organisationId = organisations.get(domain) ?? null
    const { firstName, name } = splitDisplayName(sender.displayName, sender.address)
    described.push({
      ...sender,
      firstName,
      name,
      organisationId: organisationId === null ? null : String(organisationId),
    })
  }
  return described
}

/** By address; with the name that the latest of their mails (the first asked) shows. */
async function countSenders(reads: Reads, ids: readonly number[]): Promise<ReadonlyMap<string, Sender>> {
  const senders = new Map<string, Sender>()
  for (let start = 0; start < ids.length; start += PAGE) {
    const rows = await reads
      .selectFrom('message')
      .select(['from_name', 'from_address'])
      .where('id', 'in', amongRows(ids.slice(start, start + PAGE)))
      .where('from_address', '<>', '')
      .orderBy('received_at', 'desc')
      .execute()
    for (const { from_name, from_address } of rows) {
      const address = foldAddress(from_address)
      const { displayName, count } = senders.get(address) ?? { displayName: '', count: 0 }
      senders.set(address, { address, displayName: displayName || from_name, count: count + 1 })
    }
    await nextTurn()
  }
  return senders
}

async function knownAddresses(reads: Reads, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>()
  for (let start = 0; start < addresses.length; start += PAGE) {
    const rows = await reads
      .selectFrom('person_address')
      .select('address')
      .where('address', 'in', addresses.slice(start, start + PAGE))
      .execute()
    for (const { address } of rows) known.add(address)
  }
  return known
}
