import type { ConnectionReport, InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../../errors.ts'
import { credentialFor } from '../../oauth/credential-for.ts'
import { inboxById, sealedPassword } from '../../settings/inboxes.ts'
import { listFolders, sourceFor } from '../../sources/source-for.ts'
import type { PollTools } from '../tools.ts'
import { findConnectionIssues } from './check-config.ts'
import { requireSameSignIn } from './same-sign-in.ts'
import { withFolder } from './with-folder.ts'

/** A stored inbox, one that is being typed, or a stored one with what was typed since. */
export type Tried = {
  readonly id?: number | undefined
  readonly config?: InboxConfig | undefined
  readonly password?: string | undefined
}

export type TryTools = Pick<PollTools, 'store' | 'secrets' | 'clock' | 'log' | 'oauth'>

/** Tries the connection step by step; what was typed need not be saved for it, and is not. */
export async function testInbox(tools: TryTools, tried: Tried, signal: AbortSignal): Promise<ConnectionReport> {
  const { config, sourceTools } = await prepareTry(tools, tried)
  const [issue] = await findConnectionIssues(tools.store.reads, config)
  if (issue) {
    return { ok: false, steps: [{ name: 'address', ok: false, message: issue.message, field: issue.field, ms: 0 }] }
  }
  const steps = await sourceFor(config, sourceTools).test(signal)
  return { ok: steps.every(step => step.ok), steps: [...steps] }
}

/** The folders that may be watched or moved to. Throws AppError with the field to correct. */
export async function listInboxFolders(tools: TryTools, tried: Tried, signal: AbortSignal): Promise<string[]> {
  const { config, sourceTools } = await prepareTry(tools, tried)
  const [issue] = await findConnectionIssues(tools.store.reads, config)
  if (issue) throw new AppError(issue.code, issue.message, { field: issue.field })
  return [...(await listFolders(config, sourceTools, signal))]
}

/** What was typed, with what it takes to reach the mailbox; the stored password where none was typed and it may be used. */
export async function prepareTry(tools: TryTools, { id, config, password }: Tried) {
  const { reads } = tools.store
  const stored = id === undefined ? null : await inboxById(reads, id)
  const wanted = config ?? stored?.config
  if (!wanted) throw new AppError('invalid-input', 'Name an inbox or give its configuration.', { field: 'id' })
  const { clock, log } = tools
  // Asked for when the sign-in comes: all that comes before it can be tried without.
  const passwordFor = async (): Promise<string> => {
    if (password !== undefined) return password
    const sealed = stored && (await sealedPassword(reads, stored.id))
    if (!stored || !sealed) return ''
    requireSameSignIn(stored.config, wanted)
    return tools.secrets.unseal(sealed)
  }
  const credential = async () =>
    wanted.auth === 'oauth'
      ? credentialFor(tools.oauth, wanted)
      : ({ kind: 'password', password: await passwordFor() } as const)
  return { config: withFolder(wanted), sourceTools: { clock, log, credential } }
}
