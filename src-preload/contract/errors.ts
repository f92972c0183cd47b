import { z } from 'zod'

/** What can go wrong, as the wire names it. Callers branch on the code, never on the message. */
export const ErrorCode = z.enum([
  'invalid-input',
  'not-found',
  'not-allowed',
  'conflict',
  'not-yet',
  'store-locked',
  'store-newer',
  'store-damaged',
  'disk-full',
  'secret-unreadable',
  'connection-failed',
  'sign-in-failed',
  'folder-missing',
  'certificate-refused',
  'source-unreadable',
  'mail-unreadable',
  'reader-overrun',
  'internal',
])
export type ErrorCode = z.infer<typeof ErrorCode>

/** An error as it crosses the wire: no stack, no secret. */
export const WireError = z.object({ code: ErrorCode, message: z.string(), field: z.string().optional() })
export type WireError = z.infer<typeof WireError>
