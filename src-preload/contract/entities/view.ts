import { z } from 'zod'
import { Id } from './ids.ts'

/**
 * A view is a filtered and sorted list as it was when it was opened: row numbers do not move while somebody scrolls.
 * The engine keeps its ids; the screen asks for the rows it shows. A view that was not used for a while is closed and
 * answers `not-found`: open it again.
 */
export const ViewOpened = z.object({ viewId: Id, total: z.int(), revision: z.int() })
export type ViewOpened = z.infer<typeof ViewOpened>

/** What a view opened now would have that this one has not, and the other way round. */
export const ViewNews = z.object({ revision: z.int(), arrived: z.int(), left: z.int() })
export type ViewNews = z.infer<typeof ViewNews>

export const MOST_VIEW_ROWS = 500
/** With how many of its first rows the answer comes: a screen then has something to show one round trip earlier. */
export const FirstRows = { first: z.int().min(0).max(MOST_VIEW_ROWS).default(0) }
export const ViewRange = { viewId: Id, from: z.int().min(0), count: z.int().min(1).max(MOST_VIEW_ROWS) }

/** A piece of text, marked where the search hit. Never HTML: the words are those of strangers. */
export const HitPart = z.object({ text: z.string(), hit: z.boolean() })
export const Hit = z.object({
  field: z.enum(['ref', 'title', 'description', 'log', 'people', 'attachments']),
  parts: z.array(HitPart),
})
export type Hit = z.infer<typeof Hit>
