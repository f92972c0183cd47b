import { relative, resolve, sep } from 'node:path'
import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { findFolder } from '../../settings/folders.ts'
import { inboxesOfFolder, listInboxes } from '../../settings/inboxes.ts'
import type { Reads } from '../../store/handles.ts'
import { conflict, type FoundIssue, invalid } from './found-issue.ts'

/**
 * Where mail is watched and where it is moved: no two inboxes on one folder, and no mail moved into a folder that is
 * watched, or it would be processed a second time.
 */
export async function findPlaceIssues(
  reads: Reads,
  config: InboxConfig,
  inboxId: number | undefined,
): Promise<readonly FoundIssue[]> {
  return [...(await findHolder(reads, config, inboxId)), ...(await findTargetIssues(reads, config, inboxId))]
}

/** The inbox that watches this very folder already. */
async function findHolder(
  reads: Reads,
  config: InboxConfig,
  inboxId: number | undefined,
): Promise<readonly FoundIssue[]> {
  const holder = await otherInboxOn(reads, config, inboxId)
  if (holder) return [conflict(fieldOfPlace(config), alreadyWatched(holder.name, config))]
  for (const other of await listInboxes(reads)) {
    if (other.id === inboxId || other.config.readonly || other.config.email_storage !== 'move') continue
    const target = placeOfTarget(other.config)
    if (target === null || !samePlace(target, config)) continue
    const message = `The inbox “${other.name}” moves its processed mail into this folder; it would be processed twice.`
    return [conflict(fieldOfPlace(config), message)]
  }
  return []
}

/** What stands against the target folder, as far as it can be told without the server. */
export async function findTargetIssues(
  reads: Reads,
  config: InboxConfig,
  inboxId: number | undefined,
): Promise<readonly FoundIssue[]> {
  if (config.readonly || config.email_storage !== 'move') return []
  if (config.protocol === 'pop3') {
    return [invalid('email_storage', 'POP3 knows no folders to move mail to. Keep it, delete it, or use IMAP.')]
  }
  const refuse = (message: string) => [invalid('target_folder', message)]
  if (config.target_folder.trim() === '') return refuse('Name the folder that processed mail is moved to.')
  const target = placeOfTarget(config)
  if (target === null) return refuse(`Name a folder inside ${config.path}.`)
  if (samePlace(target, config)) return refuse('Processed mail cannot be moved into the folder that is watched.')
  const watcher = await otherInboxOn(reads, target, inboxId)
  if (!watcher) return []
  return refuse(`The inbox “${watcher.name}” watches this folder; mail moved there would be processed twice.`)
}

async function otherInboxOn(reads: Reads, config: InboxConfig, inboxId: number | undefined) {
  const folderId = await findFolder(reads, config)
  const holders = folderId === null ? [] : await inboxesOfFolder(reads, folderId)
  // An inbox and its copies stand on one folder, and one of them at most is active.
  return holders.some(({ id }) => id === inboxId) ? undefined : holders[0]
}

/** The configuration that would watch the target; null where there is none such. */
function placeOfTarget(config: InboxConfig): InboxConfig | null {
  const target = config.target_folder.trim()
  if (config.protocol === 'pop3') return null
  if (config.protocol === 'imap') return { ...config, mailbox: target }
  const path = resolve(config.path, target.replaceAll('\\', '/').replace(/^\/+|\/+$/g, ''))
  return relative(config.path, path).split(sep)[0] === '..' ? null : { ...config, path }
}

function samePlace(a: InboxConfig, b: InboxConfig): boolean {
  if (a.protocol !== b.protocol) return false
  if (a.protocol === 'folder') return resolve(a.path) === resolve(b.path)
  const sameAccount = a.server.toLowerCase() === b.server.toLowerCase() && a.login === b.login
  const folded = (name: string) => (name.toUpperCase() === 'INBOX' ? 'INBOX' : name)
  return sameAccount && folded(a.mailbox) === folded(b.mailbox)
}

export function alreadyWatched(name: string, { protocol }: Pick<InboxConfig, 'protocol'>): string {
  // A POP3 account is one mailbox, whatever was written as its folder.
  return `The inbox “${name}” watches this ${protocol === 'pop3' ? 'account' : 'folder'} already.`
}

export function fieldOfPlace({ protocol }: Pick<InboxConfig, 'protocol'>): string {
  switch (protocol) {
    case 'folder':
      return 'path'
    case 'imap':
      return 'mailbox'
    case 'pop3':
      return 'login'
  }
}
