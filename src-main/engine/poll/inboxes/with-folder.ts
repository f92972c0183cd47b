import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'

/** An empty folder is INBOX. */
export function withFolder(config: InboxConfig): InboxConfig {
  return { ...config, mailbox: config.mailbox.trim() || 'INBOX' }
}
