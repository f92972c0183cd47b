import type { IntakeTools } from '../intake/process-message.ts'
import type { Oauth } from '../oauth/oauth.ts'
import type { MailSource, Secrets } from '../ports.ts'
import type { InboxRecord } from '../settings/inboxes.ts'
import type { Holds } from './holds.ts'
import type { Solitude } from './solitude.ts'

/** What a pass needs beyond the corridor: a way to the mailbox, and room on the disk. */
export type PollTools = IntakeTools & {
  readonly secrets: Secrets
  readonly holds: Holds
  readonly solitude: Solitude
  readonly oauth: Oauth
  /** Bytes free where the store lies. */
  freeBytes(): Promise<number>
  sourceFor(inbox: InboxRecord): MailSource
}
