import type { ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'

/** One server that was found, with the ways to sign in there. */
export type FoundServer = {
  readonly key: string
  /** The same server once for each way to sign in, the best first. */
  readonly ways: readonly [ServerCandidate, ...ServerCandidate[]]
}

/** What mail can be read from: safe ones first, IMAP before POP3, else in the order in which they were found. */
export function serversAmong(candidates: readonly ServerCandidate[]): readonly FoundServer[] {
  const found = new Map<string, [ServerCandidate, ...ServerCandidate[]]>()
  for (const candidate of candidates) {
    const { protocol, server, port, security } = candidate
    if (protocol === 'smtp') continue
    const key = [protocol, server, port, security].join(' ')
    const ways = found.get(key)
    if (ways) ways.push(candidate)
    else found.set(key, [candidate])
  }
  return [...found].map(([key, ways]) => ({ key, ways })).toSorted((a, b) => rank(a) - rank(b))
}

function rank({ ways: [best] }: FoundServer): number {
  return (best.warning === null ? 0 : 2) + (best.protocol === 'imap' ? 0 : 1)
}
