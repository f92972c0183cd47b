import { z } from 'zod'
import { Id } from './ids.ts'

/**
 * Which rows of a list an action is for: named one by one, or all of a view but some. "Select all" over 100,000 rows
 * stays a few bytes on the wire, and means the rows that the person saw, not those that came in since.
 */
export const Selection = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(10_000) }),
  z.strictObject({ viewId: Id, except: z.array(Id).max(10_000).default([]) }),
])
export type Selection = z.infer<typeof Selection>

/** At most so many refusals are listed one by one; `refusedCount` has them all. */
export const MOST_REFUSALS = 200

/** How many of the asked rows changed, and why the others did not. */
export const Outcome = z.object({
  changed: z.int(),
  refused: z.array(z.object({ id: Id, reason: z.string() })),
  refusedCount: z.int(),
  /** For `messages.undo`, while it can be taken back; null when nothing changed or nothing can be. */
  undoId: Id.nullable(),
})
export type Outcome = z.infer<typeof Outcome>
