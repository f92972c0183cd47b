import type { DiscoveryAttempt, ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import { describeError } from '../errors.ts'
import type { SearchTools } from './reach.ts'
import { withinTime } from './within-time.ts'

/** What one stage of the search brought. */
export type Found = {
  readonly candidates: readonly ServerCandidate[]
  readonly trail: readonly DiscoveryAttempt[]
}

export const nothing: Found = { candidates: [], trail: [] }

export function join(parts: readonly Found[]): Found {
  return { candidates: parts.flatMap(part => part.candidates), trail: parts.flatMap(part => part.trail) }
}

type Answer = { readonly candidates: readonly ServerCandidate[]; readonly outcome: string }
type Attempt = Pick<DiscoveryAttempt, 'source' | 'asked'> & { readonly timeoutMs: number }

/** Tries one thing and writes down what came of it. What fails is an entry in the trail, never an error. */
export async function attempt(
  { source, asked, timeoutMs }: Attempt,
  { clock, signal }: SearchTools,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Found> {
  const start = clock.now()
  const { candidates, outcome } = await withinTime(clock, timeoutMs, signal, work).catch((error: unknown) => ({
    candidates: [],
    outcome: describeError(error),
  }))
  const line = { source, asked, ok: candidates.length > 0, outcome, ms: clock.now() - start }
  return { candidates, trail: [line] }
}
