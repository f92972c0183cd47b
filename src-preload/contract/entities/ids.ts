import { z } from 'zod'

/** Ids are opaque strings on the wire; nobody computes with them. */
export const Id = z.string().min(1).max(64)
export type Id = z.infer<typeof Id>

/** UTC milliseconds. */
export const Instant = z.number()
export const Nothing = z.object({})
