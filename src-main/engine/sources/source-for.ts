import { readFileSync, statSync } from 'node:fs'
import type { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../errors.ts'
import type { Clock, Log, MailSource } from '../ports.ts'
import type { Credential } from './credential.ts'
import { createFolder as createFolderOnDisk } from './folder/create-folder.ts'
import { createFolderSource } from './folder/folder-source.ts'
import { hasFolder } from './folder/has-folder.ts'
import { listMaildirs } from './folder/list-maildirs.ts'
import { createImapFolder } from './imap/create-imap-folder.ts'
import { createImapSource } from './imap/imap-source.ts'
import { hasImapFolder, listImapFolders } from './imap/list-imap-folders.ts'
import { type ImapSourceOptions, imapWords } from './imap/options.ts'
import type { ServerLine } from './net/server-line.ts'
import { pop3Words } from './pop3/options.ts'
import { createPop3Source } from './pop3/pop3-source.ts'
import { readOnlySource } from './read-only-source.ts'
import type { SignInWish } from './sasl/sign-in-wish.ts'

type SourceTools = { readonly clock: Clock; readonly log: Log; readonly credential: () => Promise<Credential> }

/** A bundle of all public authorities has a quarter of it. */
const LARGEST_CERTIFICATES = 1024 * 1024

/** The way to the mail of one inbox. */
export function sourceFor(config: InboxConfig, tools: SourceTools): MailSource {
  const source = sourceByProtocol(config, tools)
  return config.readonly ? readOnlySource(source) : source
}

function sourceByProtocol(config: InboxConfig, tools: SourceTools): MailSource {
  switch (config.protocol) {
    case 'folder':
      return createFolderSource({ path: config.path, followLinks: config.follow_links })
    case 'imap':
      return createImapSource(imapOptions(config, tools))
    case 'pop3':
      return createPop3Source({
        ...lineOf(config, tools),
        login: config.login,
        wish: wishOf(config),
        credential: tools.credential,
      })
  }
}

/**
 * The folders that an inbox may watch or move to, as the server's owner reads them; none where there is nothing to
 * choose. Throws AppError with the form field to correct.
 */
export async function listFolders(
  config: InboxConfig,
  tools: SourceTools,
  signal: AbortSignal,
): Promise<readonly string[]> {
  switch (config.protocol) {
    case 'folder':
      return listMaildirs(config.path)
    case 'imap':
      return listImapFolders(imapOptions(config, tools), signal)
    case 'pop3':
      return []
  }
}

/**
 * Whether mail of this inbox can be moved to its target folder now; AppError `folder-missing` with field
 * `target_folder` when there is no such folder. Throws AppError where that cannot be told.
 */
export async function findTargetFolder(
  config: InboxConfig,
  tools: SourceTools,
  signal: AbortSignal,
): Promise<AppError | null> {
  const missing = (message: string) => new AppError('folder-missing', message, { field: 'target_folder' })
  switch (config.protocol) {
    case 'pop3':
      return null
    case 'folder':
      return (await hasFolder(config.path, config.target_folder))
        ? null
        : missing(`There is no folder “${config.target_folder}” in ${config.path}. Create it, or choose another.`)
    case 'imap':
      return (await hasImapFolder(imapOptions(config, tools), config.target_folder, signal))
        ? null
        : missing(`There is no folder “${config.target_folder}” on the server. Create it, or choose another.`)
  }
}

/** Creates the folder and returns its name, as `target_folder` takes it. Throws AppError with the field to correct. */
export async function createFolder(
  config: InboxConfig,
  name: string,
  tools: SourceTools,
  signal: AbortSignal,
): Promise<string> {
  switch (config.protocol) {
    case 'pop3':
      throw new AppError('not-allowed', 'POP3 knows no folders. Keep the mail, delete it, or use IMAP.', {
        field: 'email_storage',
      })
    case 'folder':
      return createFolderOnDisk(config.path, name)
    case 'imap':
      return createImapFolder(imapOptions(config, tools), name, signal)
  }
}

/** Ports follow protocol and security. */
export function portOf(config: Pick<InboxConfig, 'protocol' | 'port' | 'security'>): number {
  const { tlsPort, plainPort } = config.protocol === 'pop3' ? pop3Words : imapWords
  return config.port ?? (config.security === 'tls' ? tlsPort : plainPort)
}

function imapOptions(config: InboxConfig, tools: SourceTools): ImapSourceOptions {
  const { login, mailbox, readonly: readOnly } = config
  return { ...lineOf(config, tools), login, mailbox, readOnly, wish: wishOf(config), credential: tools.credential }
}

/** How this inbox wants to sign in. */
export function wishOf({ auth_option, disable_authenticator }: InboxConfig): SignInWish {
  return { option: auth_option, never: disable_authenticator }
}

function lineOf(config: InboxConfig, tools: SourceTools): ServerLine {
  const ca = config.ca_file === '' ? {} : { ca: readCertificate(config.ca_file) }
  return {
    server: config.server,
    port: portOf(config),
    security: config.security,
    validateCertificate: config.validate_certificate,
    pinnedCertificate: config.pinned_certificate,
    clock: tools.clock,
    log: tools.log,
    ...ca,
  }
}

/** Any path may be typed: a device or a pipe would be read for ever. */
function readCertificate(file: string): string {
  const refuse = (why: string, cause?: unknown) =>
    new AppError('invalid-input', `The certificate file ${file} ${why}`, { cause, field: 'ca_file' })
  const orRefuse = <T>(work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      throw refuse('cannot be read.', cause)
    }
  }
  const found = orRefuse(() => statSync(file))
  if (!found.isFile()) throw refuse('is no file; name a PEM file with the certificate to trust.')
  if (found.size > LARGEST_CERTIFICATES) throw refuse('is too large to hold certificates only.')
  return orRefuse(() => readFileSync(file, 'utf8'))
}
