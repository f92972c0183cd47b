import { z } from 'zod'
import { Id, Instant } from './ids.ts'

/** One fault that `check` found, named so that a person can act on it. */
export const CheckFault = z.object({
  kind: z.enum([
    'database-damaged',
    'book-unbalanced',
    'blob-missing',
    'blob-damaged',
    'two-tickets-for-one-message',
    'stray-server-action',
    'index-behind',
    'schema-differs',
  ]),
  message: z.string(),
})
export type CheckFault = z.infer<typeof CheckFault>

export const CheckReport = z.object({
  ok: z.boolean(),
  faults: z.array(CheckFault),
  books: z.array(
    z.object({ inboxId: Id, name: z.string(), onServer: z.int(), listed: z.int(), balanced: z.boolean() }),
  ),
  messages: z.int(),
  tickets: z.int(),
  blobs: z.int(),
})
export type CheckReport = z.infer<typeof CheckReport>

export const ServerActionView = z.object({
  id: Id,
  messageId: Id,
  kind: z.enum(['delete', 'move']),
  targetFolder: z.string().nullable(),
  state: z.enum(['waiting', 'done', 'failed', 'cancelled']),
  dueAt: Instant,
  attempts: z.int(),
  lastError: z.string().nullable(),
  subject: z.string(),
})
export type ServerActionView = z.infer<typeof ServerActionView>
