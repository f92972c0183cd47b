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

/** What a change of settings does to the server actions that wait. */
export const WaitingEffect = z.object({
  /** They will not be done. */
  calledOff: z.int(),
  /** They do something else: another folder, a move in place of a deletion. */
  changed: z.int(),
  /** They are due at another time. */
  redated: z.int(),
})
export type WaitingEffect = z.infer<typeof WaitingEffect>

export const ServerActionView = z.object({
  id: Id,
  messageId: Id,
  kind: z.enum(['delete', 'move', 'put-back']),
  targetFolder: z.string().nullable(),
  /** Where the mail lies, or lay, as the server names it; the path of a folder source. */
  folder: z.string(),
  /** Whoever watches that folder; null when nobody does any more. */
  inboxName: z.string().nullable(),
  state: z.enum(['waiting', 'done', 'failed', 'cancelled']),
  dueAt: Instant,
  /** When it was done, given up or undone; null while it waits. */
  endedAt: Instant.nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  subject: z.string(),
  /** It was given up, and the mail still is as it was. */
  canRetry: z.boolean(),
  /** It has gone from an IMAP folder, and the raw mail is in the store. */
  canPutBack: z.boolean(),
})
export type ServerActionView = z.infer<typeof ServerActionView>
