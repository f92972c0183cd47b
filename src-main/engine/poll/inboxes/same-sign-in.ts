import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../../errors.ts'
import { type InboxRecord, sealedPassword } from '../../settings/inboxes.ts'
import { portOf } from '../../sources/source-for.ts'
import type { Reads } from '../../store/handles.ts'
import { type FoundIssue, invalid } from './found-issue.ts'

/**
 * A stored password goes to the server and the login it was typed for, and nowhere else: whoever may change an inbox
 * could otherwise have it sent to a server of his own. Throws AppError with field `password`.
 */
export function requireSameSignIn(stored: InboxConfig, config: InboxConfig): void {
  const refusal = whyNotSameSignIn(stored, config)
  if (refusal !== null) throw new AppError('invalid-input', refusal, { field: 'password' })
}

/** What a form says before it is saved: the stored password cannot stay. Whoever types one again has answered it. */
export async function findPasswordIssues(
  reads: Reads,
  stored: InboxRecord,
  config: InboxConfig,
): Promise<readonly FoundIssue[]> {
  if (config.auth === 'oauth' || (await sealedPassword(reads, stored.id)) === null) return []
  const refusal = whyNotSameSignIn(stored.config, config)
  return refusal === null ? [] : [invalid('password', refusal)]
}

/** Why the password has to be typed again, in one sentence; null when the stored one may be used. */
function whyNotSameSignIn(stored: InboxConfig, config: InboxConfig): string | null {
  if (config.protocol === 'folder') return null
  if (!isSamePlace(stored, config)) {
    return 'Type the password again: the stored one is for another server, port, security or login, and is not sent elsewhere.'
  }
  if (acceptsNoOther(stored, config)) return null
  return 'Type the password again: with this certificate setting, a server that could not show the right certificate until now would get the stored one.'
}

function isSamePlace(a: InboxConfig, b: InboxConfig): boolean {
  return (
    a.protocol === b.protocol &&
    a.server.toLowerCase() === b.server.toLowerCase() &&
    portOf(a) === portOf(b) &&
    a.security === b.security &&
    a.login === b.login
  )
}

/**
 * A name and a port are only a promise: what a server has proved is its certificate. Every server that `config` accepts
 * has to be one that `stored` accepted. A check that is switched on, and a file of own authorities that is no longer
 * named, accept fewer. A pin accepts one certificate, and nobody can tell here whether the check of until now accepted
 * that one: somebody in between may just have shown it. Only where nothing was checked at all it narrows for certain.
 * The file is known by its path: who may write to the disk of this machine has other ways.
 */
function acceptsNoOther(stored: InboxConfig, config: InboxConfig): boolean {
  if (config.security === 'none') return true
  const [before, after] = [trustOf(stored), trustOf(config)]
  switch (before.kind) {
    case 'anybody':
      return true
    case 'pinned':
      return after.kind === 'pinned' && after.fingerprint === before.fingerprint
    case 'checked':
      return after.kind === 'checked' && (after.caFile === '' || after.caFile === before.caFile)
  }
}

type Trust =
  | { readonly kind: 'anybody' }
  | { readonly kind: 'pinned'; readonly fingerprint: string }
  | { readonly kind: 'checked'; readonly caFile: string }

/** A pin alone decides, whatever else is set. */
function trustOf({ pinned_certificate, validate_certificate, ca_file }: InboxConfig): Trust {
  const fingerprint = pinned_certificate.replaceAll(':', '').trim().toUpperCase()
  if (fingerprint !== '') return { kind: 'pinned', fingerprint }
  return validate_certificate ? { kind: 'checked', caFile: ca_file } : { kind: 'anybody' }
}
