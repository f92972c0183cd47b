import type { FirstLook } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../../errors.ts'
import { type ListedMessage, nothingKnown } from '../../ports.ts'
import { findFolder } from '../../settings/folders.ts'
import { sourceFor } from '../../sources/source-for.ts'
import { findConnectionIssues } from './check-config.ts'
import { requireTimes, tellsTimes } from './first-look.ts'
import { isNewMailbox } from './is-new-mailbox.ts'
import { prepareTry, type Tried, type TryTools } from './try-inbox.ts'

/**
 * What lies in a mailbox that is still being typed. Nothing is stored, so that whoever changes their mind leaves
 * nothing behind. Throws AppError with the field to correct.
 */
export async function lookBeforeSaving(
  tools: TryTools,
  tried: Tried,
  since: number | undefined,
  signal: AbortSignal,
): Promise<FirstLook> {
  const { reads } = tools.store
  const { config, sourceTools } = await prepareTry(tools, tried)
  const [issue] = await findConnectionIssues(reads, config)
  if (issue) throw new AppError(issue.code, issue.message, { field: issue.field })
  if (since !== undefined) requireTimes(config)
  const folderId = await findFolder(reads, config)
  const session = await sourceFor(config, sourceTools).open(signal)
  try {
    const { added, onServer } = await session.list(nothingKnown)
    return {
      total: onServer,
      ...(tellsTimes(config) ? spanOf(added) : { oldestAt: null, newestAt: null }),
      since: since === undefined ? null : added.filter(({ receivedAt }) => (receivedAt ?? 0) >= since).length,
      isNew: folderId === null || (await isNewMailbox(reads, folderId)),
    }
  } finally {
    await session.close().catch(() => undefined)
  }
}

function spanOf(listed: readonly ListedMessage[]): Pick<FirstLook, 'oldestAt' | 'newestAt'> {
  // Not Math.min(...): a large mailbox has more messages than a call takes arguments.
  let oldestAt: number | null = null
  let newestAt: number | null = null
  for (const { receivedAt } of listed) {
    if (receivedAt === null) continue
    oldestAt = Math.min(oldestAt ?? receivedAt, receivedAt)
    newestAt = Math.max(newestAt ?? receivedAt, receivedAt)
  }
  return { oldestAt, newestAt }
}
