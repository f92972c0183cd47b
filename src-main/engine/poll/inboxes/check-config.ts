import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { resolveDefaultValues } from '../../desk/default-values.ts'
import { parseStimuli } from '../../desk/stimuli.ts'
import { AppError } from '../../errors.ts'
import { compilePattern } from '../../mail/patterns/compile-pattern.ts'
import { refuseSettingsNotYet } from '../../settings/not-yet.ts'
import type { Reads } from '../../store/handles.ts'

/** What a schema cannot see: fields that need each other, patterns, lines of default values, and what is not there yet. */
export async function checkConfig(reads: Reads, config: InboxConfig): Promise<void> {
  checkConnection(config)
  checkStorage(config)
  refuseNotYet(config)
  refuseSettingsNotYet(config.settings, 'settings.')
  checkPatterns(config)
  await checkLines(reads, config)
}

function checkConnection(config: InboxConfig): void {
  if (config.protocol === 'folder') {
    if (config.path === '') throw invalid('path', 'Name the folder, the Maildir or the mbox file to read mail from.')
    return
  }
  if (config.protocol === 'pop3') throw notYet('protocol', 'POP3 inboxes are not possible yet; use IMAP.')
  if (config.server === '') throw invalid('server', 'Name the mail server, such as imap.example.org.')
  if (config.login === '') throw invalid('login', 'Name the account to sign in with.')
  if (config.auth === 'oauth') throw notYet('auth', 'Signing in with OAuth is not possible yet; use a password.')
}

function checkStorage(config: InboxConfig): void {
  if (config.email_storage !== 'move') return
  if (config.target_folder.trim() === '')
    throw invalid('target_folder', 'Name the folder that processed mail is moved to.')
  if (config.protocol === 'imap' && config.target_folder === config.mailbox) {
    throw invalid('target_folder', 'Processed mail cannot be moved into the folder that is watched.')
  }
}

function refuseNotYet(config: InboxConfig): void {
  if (config.unknown_caller_rejection_reply !== '') {
    throw notYet('unknown_caller_rejection_reply', 'Replies to unknown callers are not sent yet; leave this empty.')
  }
  if (config.notify_errors_to !== '') {
    throw notYet('notify_errors_to', 'Errors are not forwarded yet; leave this empty. They wait in the error queue.')
  }
}

function checkPatterns(config: InboxConfig): void {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['title_pattern', config.title_pattern === '' ? [] : [config.title_pattern]],
    ['title_ignore_patterns', config.title_ignore_patterns],
    ['settings.undesired-subject-patterns', config.settings['undesired-subject-patterns'] ?? []],
    ['settings.introductory-patterns', config.settings['introductory-patterns'] ?? []],
    ['settings.multiline-delimiter-patterns', config.settings['multiline-delimiter-patterns'] ?? []],
    ['settings.delimiter-patterns', Object.keys(config.settings['delimiter-patterns'] ?? {})],
  ]
  for (const [field, patterns] of lists) for (const pattern of patterns) requirePattern(field, pattern)
}

/** Throws AppError `invalid-input` for a pattern that does not compile. */
export function requirePattern(field: string, pattern: string): void {
  const compiled = compilePattern(pattern)
  if (!compiled.ok) throw invalid(field, `The pattern ${pattern} cannot be used: ${compiled.message}`)
}

async function checkLines(reads: Reads, config: InboxConfig): Promise<void> {
  const ticket = await resolveDefaultValues(reads, config.ticket_default_values, config.target_class)
  if (!ticket.ok) throw invalid('ticket_default_values', ticket.reason)
  const person = await resolveDefaultValues(reads, config.caller_default_values, 'Person')
  if (!person.ok) throw invalid('caller_default_values', person.reason)
  const [problem] = parseStimuli(config.stimuli, config.target_class).problems
  if (problem) throw invalid('stimuli', `Line ${problem.line}: ${problem.reason}`)
}

function invalid(field: string, message: string): AppError {
  return new AppError('invalid-input', message, { field })
}

function notYet(field: string, message: string): AppError {
  return new AppError('not-yet', message, { field })
}
