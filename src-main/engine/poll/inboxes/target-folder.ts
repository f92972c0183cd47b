import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError, describeError } from '../../errors.ts'
import { createFolder, findTargetFolder } from '../../sources/source-for.ts'
import { findConnectionIssues } from './check-config.ts'
import { findTargetIssues } from './check-place.ts'
import { prepareTry, type Tried, type TryTools } from './try-inbox.ts'

/** A person waits for the save; a server that takes longer is not asked. */
const CHECK_MS = 15_000

/**
 * Throws AppError `folder-missing` with field `target_folder` where mail shall be moved into a folder that is not there.
 * A server that cannot be asked now does not stand against saving: a move that finds no folder fails in sight, and the
 * mail stays. Asked only where something about it has changed, so that a new name is saved at once.
 */
export async function requireTargetFolder(tools: TryTools, tried: Tried, stored: InboxConfig | null): Promise<void> {
  const { config, sourceTools } = await prepareTry(tools, tried)
  if (config.readonly || config.email_storage !== 'move') return
  if (stored !== null && placesOf(stored) === placesOf(config)) return
  const missing = await findTargetFolder(config, sourceTools, AbortSignal.timeout(CHECK_MS)).catch(error => {
    tools.log.info('inbox.target-not-checked', { error: describeError(error) })
    return null
  })
  if (missing) throw missing
}

/** Creates the folder that processed mail is moved to; never one that is watched. Returns its name. */
export async function createTargetFolder(
  tools: TryTools,
  { name, ...tried }: Tried & { readonly name: string },
  signal: AbortSignal,
): Promise<string> {
  const { reads } = tools.store
  const { config, sourceTools } = await prepareTry(tools, tried)
  if (config.readonly) {
    const remedy = 'Switch that off to create a folder on the server.'
    throw new AppError('not-allowed', `This inbox is read only. ${remedy}`, { field: 'readonly' })
  }
  const wanted: InboxConfig = { ...config, email_storage: 'move', target_folder: name }
  const [issue] = [...(await findConnectionIssues(reads, wanted)), ...(await findTargetIssues(reads, wanted, tried.id))]
  if (issue) throw new AppError(issue.code, issue.message, { field: issue.field })
  return createFolder(wanted, name, sourceTools, signal)
}

function placesOf(config: InboxConfig): string {
  const { protocol, server, login, path, email_storage, target_folder, readonly } = config
  return JSON.stringify([readonly, protocol, server.toLowerCase(), login, path, email_storage, target_folder])
}
