import type { z } from 'zod'
import { applicationProcedures } from './procedures/application.ts'
import { inboxProcedures } from './procedures/inboxes.ts'
import { messageProcedures } from './procedures/messages.ts'
import { oauthProcedures } from './procedures/oauth.ts'
import { peopleProcedures } from './procedures/people.ts'
import { ticketProcedures } from './procedures/tickets.ts'

/** Everything Postdesk can be asked to do, by any screen, command line or test. */
export const procedures = {
  ...applicationProcedures,
  ...inboxProcedures,
  ...oauthProcedures,
  ...messageProcedures,
  ...ticketProcedures,
  ...peopleProcedures,
} as const

export type Procedures = typeof procedures
export type ProcedureName = keyof Procedures
/** What a caller passes (defaults may be left out). */
export type InputOf<N extends ProcedureName> = z.input<Procedures[N]['input']>
/** What a handler gets, and gives. */
export type ParsedInputOf<N extends ProcedureName> = z.output<Procedures[N]['input']>
export type OutputOf<N extends ProcedureName> = z.output<Procedures[N]['output']>
