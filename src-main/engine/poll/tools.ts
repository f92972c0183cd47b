import type { IntakeTools } from '../intake/process-message.ts'
import type { MailSource, Secrets } from '../ports.ts'
import type { InboxRecord } from '../settings/inboxes.ts'

/** What a pass needs beyond the corridor: a way to the mailbox, and room on the disk. */
export type PollTools = IntakeTools & {
  readonly secrets: Secrets
  /** Bytes free where the store lies. */
  freeBytes(): Promise<number>
  sourceFor(inbox: InboxRecord): MailSource
}
