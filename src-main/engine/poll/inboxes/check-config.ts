import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { keepsForEver } from '../../../../src-preload/contract/settings/server-rules.ts'
import { resolveDefaultValues } from '../../desk/default-values.ts'
import { fieldsLeftEmpty } from '../../desk/fields-left-empty.ts'
import { parseStimuli } from '../../desk/stimuli.ts'
import { whyNoToken } from '../../oauth/credential-for.ts'
import { inboxById } from '../../settings/inboxes.ts'
import { hostNameOf } from '../../sources/net/host-name.ts'
import { whyUnfit } from '../../sources/sasl/sign-in-wish.ts'
import { wishOf } from '../../sources/source-for.ts'
import type { Reads } from '../../store/handles.ts'
import { findMboxIssues } from './check-mbox.ts'
import { findBadPatterns, type PatternChecks, type PatternLists, patternLists } from './check-patterns.ts'
import { findPlaceIssues } from './check-place.ts'
import { type FoundIssue, invalid, notYet } from './found-issue.ts'

/**
 * What a schema cannot see: fields that need each other, patterns, lines of default values, other inboxes, and what is
 * not there yet. All of it at once, in the order of the form; saving refuses with the first. `inboxId` is the inbox
 * that has, or will have, this configuration.
 */
export async function findConfigIssues(
  reads: Reads,
  reader: PatternChecks,
  config: InboxConfig,
  inboxId?: number,
): Promise<readonly FoundIssue[]> {
  return [
    ...(await findConnectionIssues(reads, config)),
    ...(await findMboxIssues(config)),
    ...(await findPlaceIssues(reads, config, inboxId)),
    ...findNotYet(config),
    ...(await findWithoutEffect(reads, config, inboxId)),
    ...(await findBadPatterns(reader, patternsOf(config))),
    ...(await findBadLines(reads, config)),
  ]
}

/** Why the mailbox could not even be looked for. */
export async function findConnectionIssues(reads: Reads, config: InboxConfig): Promise<readonly FoundIssue[]> {
  if (config.protocol === 'folder') {
    return config.path.trim() === ''
      ? [invalid('path', 'Name the folder, the Maildir or the mbox file to read mail from.')]
      : []
  }
  const example = config.protocol === 'pop3' ? 'pop.example.org' : 'imap.example.org'
  const found: FoundIssue[] = []
  if (config.server === '') found.push(invalid('server', `Name the mail server, such as ${example}.`))
  else if (hostNameOf(config.server) === '') {
    found.push(invalid('server', `This is no name of a server. Write it without protocol and path: ${example}.`))
  }
  if (config.login === '') found.push(invalid('login', 'Name the account to sign in with.'))
  const unfit = whyUnfit(wishOf(config), config.protocol, config.auth === 'oauth' ? 'token' : 'password')
  if (unfit !== null) found.push(invalid('auth_option', unfit))
  if (config.auth !== 'oauth') return found
  const refusal = await whyNoToken(reads, config)
  return refusal ? [...found, invalid(refusal.field ?? 'oauth_account', refusal.message)] : found
}

function findNotYet(config: InboxConfig): readonly FoundIssue[] {
  const found: FoundIssue[] = []
  if (config.unknown_caller_rejection_reply !== '') {
    found.push(
      notYet('unknown_caller_rejection_reply', 'Replies to unknown callers are not sent yet; leave this empty.'),
    )
  }
  if (config.notify_errors_to !== '') {
    found.push(
      notYet('notify_errors_to', 'Errors are not forwarded yet; leave this empty. They wait in the error queue.'),
    )
  }
  return found
}

/**
 * Deletions that are asked for beside "stays for ever", which wins. Refused only where they are new, so that nobody
 * believes in them: what was stored before stays stored, and has no effect until the mail may go again.
 */
async function findWithoutEffect(
  reads: Reads,
  config: InboxConfig,
  inboxId: number | undefined,
): Promise<readonly FoundIssue[]> {
  if (config.readonly || !keepsForEver(config)) return []
  const stored = inboxId === undefined ? null : (await inboxById(reads, inboxId)).config
  const found: FoundIssue[] = []
  if (config.error_behavior === 'delete' && stored?.error_behavior !== 'delete') {
    const remedy = 'Let it stay there ("mark_as_error"), or let mail go when its ticket is closed or once it is stored.'
    found.push(invalid('error_behavior', `Mail of this inbox stays on the server for ever, in error too. ${remedy}`))
  }
  const delay = config.settings['undesired-purge-delay']
  if (delay !== undefined && stored?.settings['undesired-purge-delay'] !== delay) {
    const remedy = 'Leave this empty, or let mail go when its ticket is closed or once it is stored.'
    const message = `Mail of this inbox stays on the server for ever, undesired mail too. ${remedy}`
    found.push(invalid('settings.undesired-purge-delay', message))
  }
  return found
}

function patternsOf(config: InboxConfig): PatternLists {
  return [
    { field: 'title_pattern', patterns: config.title_pattern === '' ? [] : [config.title_pattern] },
    { field: 'title_ignore_patterns', patterns: config.title_ignore_patterns },
    ...patternLists(config.settings, 'settings.'),
  ]
}

async function findBadLines(reads: Reads, config: InboxConfig): Promise<readonly FoundIssue[]> {
  const found: FoundIssue[] = []
  for (const [field, target] of [
    ['ticket_default_values', config.target_class],
    ['caller_default_values', 'Person'],
  ] as const) {
    const read = await resolveDefaultValues(reads, config[field], target)
    if (!read.ok) found.push(...read.problems.map(({ line, reason }) => invalid(field, `Line ${line}: ${reason}`)))
    else {
      const empty = fieldsLeftEmpty(target, read.values)
      found.push(...empty.map(({ code, label }) => invalid(field, `${label} may not be empty; add a line ${code}:…`)))
    }
  }
  const { problems } = parseStimuli(config.stimuli, config.target_class)
  return [...found, ...problems.map(({ line, reason }) => invalid('stimuli', `Line ${line}: ${reason}`))]
}
