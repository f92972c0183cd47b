import type { ProbePoint } from '../../src-main/engine/ports.ts'
import type { PollResult } from '../../src-preload/contract/entities/inbox.ts'
import type { InputOf } from '../../src-preload/contract/procedures.ts'

/** Where the child ends itself: at the `reach`-th time (from 1) that it comes by `point`. */
export type NamedEnd = {
  readonly point: ProbePoint
  readonly reach: number
  /** SIGKILL, or an orderly close of the engine in the middle of the pass. */
  readonly how: 'kill' | 'close'
  /** Of `inside-batch`: only places count where the open transaction holds at least so many messages. */
  readonly leastInBatch?: number
}

/** What one child has to do, as JSON in its first argument. */
export type ChildJob = {
  readonly dataDir: string
  readonly config: InputOf<'inboxes.save'>['config']
  readonly password: string
  readonly end: NamedEnd | null
  /** Before the pass, a person wants what was deleted first to be put back. */
  readonly putsBack?: boolean
}

/** One line of the child's standard output. */
export type ChildLine =
  | { readonly point: ProbePoint }
  | { readonly result: PollResult }
  /** The pass was interrupted by an orderly close. */
  | { readonly closed: true }

/** How many messages the open transaction held at each point passed, in order; 0 outside of a batch. */
export function batchSizes(points: readonly ProbePoint[]): readonly number[] {
  let size = 0
  return points.map(point => {
    if (point === 'committed') size = 0
    if (point === 'inside-batch') size += 1
    return point === 'inside-batch' ? size : 0
  })
}
