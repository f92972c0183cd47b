import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { isMbox } from '../../sources/folder/is-mbox.ts'
import { type FoundIssue, invalid } from './found-issue.ts'

/** What an mbox file cannot do, said when the inbox is saved: its mail is only read. */
export async function findMboxIssues(config: InboxConfig): Promise<readonly FoundIssue[]> {
  const asksToRemove = config.email_storage !== 'keep' || config.error_behavior === 'delete'
  if (config.protocol !== 'folder' || !asksToRemove || !(await isMbox(config.path))) return []
  const found: FoundIssue[] = []
  if (config.email_storage !== 'keep') {
    const wish = config.email_storage === 'delete' ? 'deleted' : 'moved'
    found.push(
      invalid('email_storage', `Mail in an mbox file cannot be ${wish}: choose "keep", or use a folder or a Maildir.`),
    )
  }
  if (config.error_behavior === 'delete') {
    found.push(
      invalid(
        'error_behavior',
        'Mail in an mbox file cannot be deleted: choose "mark_as_error", or use a folder or a Maildir.',
      ),
    )
  }
  return found
}
