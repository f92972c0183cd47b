import type { Discovery, ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import { AppError } from '../errors.ts'
import type { Clock } from '../ports.ts'
import { findByAutoconfig } from './find-by-autoconfig.ts'
import { findByGuess } from './find-by-guess.ts'
import { findBySrv } from './find-by-srv.ts'
import { findByDomain, findByMx } from './find-known.ts'
import { type MailAddress, readMailAddress } from './mail-address.ts'
import { systemReach } from './reach/system-reach.ts'
import type { Reach, SearchTools } from './reach.ts'
import { type Found, join, nothing } from './search.ts'

type Stage = (who: MailAddress, tools: SearchTools) => Promise<Found>

/** From the surest to the least sure; the next one is asked only when none before it has found a safe server. */
const stages: readonly Stage[] = [findByDomain, findByMx, findBySrv, findByAutoconfig, findByGuess]

/**
 * Finds the servers that may hold the mail of an address. Nothing is signed in to, and nothing secret is sent. What was
 * tried and what came of it is in the trail. Throws AppError `invalid-input` for what is no address, and
 * `connection-failed` when `signal` aborts.
 */
export async function discoverServers(
  address: string,
  clock: Clock,
  signal: AbortSignal,
  reach: Reach = systemReach,
): Promise<Discovery> {
  const who = readMailAddress(address)
  let found = nothing
  for (const stage of stages) {
    assertWanted(signal)
    found = join([found, await stage(who, { ...reach, clock, signal })])
    assertWanted(signal)
    if (found.candidates.some(isSafe)) break
  }
  const all = bestFirst(withoutDoubles(found.candidates))
  return {
    candidates: all.filter(({ protocol }) => protocol !== 'smtp'),
    outgoing: all.filter(({ protocol }) => protocol === 'smtp'),
    trail: [...found.trail],
  }
}

function assertWanted({ aborted }: AbortSignal): void {
  if (aborted) throw new AppError('connection-failed', 'The search was ended on request.', { retry: true })
}

/** Good enough to look no further: one that mail can be read from. */
function isSafe({ protocol, warning }: ServerCandidate): boolean {
  return protocol !== 'smtp' && warning === null
}

/** In the order in which they were found, but what needs a second look comes last. */
function bestFirst(candidates: readonly ServerCandidate[]): readonly ServerCandidate[] {
  return candidates.toSorted((a, b) => Number(a.warning !== null) - Number(b.warning !== null))
}

/** The same server found in two ways is told once, by the surer of them. */
function withoutDoubles(candidates: readonly ServerCandidate[]): readonly ServerCandidate[] {
  const seen = new Set<string>()
  return candidates.filter(({ protocol, server, port, security, signIn }) => {
    const key = [protocol, server, port, security, signIn].join(' ')
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}
