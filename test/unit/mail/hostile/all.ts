import { attachments } from './attachments.ts'
import { bodies } from './bodies.ts'
import { headers } from './headers.ts'
import type { HostileMail } from './hostile-mail.ts'
import { patterns } from './patterns.ts'
import { structures } from './structures.ts'

export const hostileMails: Readonly<Record<string, HostileMail>> = {
  ...structures,
  ...headers,
  ...bodies,
  ...attachments,
  ...patterns,
}
