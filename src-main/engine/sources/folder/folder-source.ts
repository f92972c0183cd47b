import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import type { ConnectionStep, MailSource } from '../../ports.ts'
import { describeDiskFailure } from './describe-disk-failure.ts'
import { createEmlDirectory } from './eml-directory.ts'
import { createFileStore, type FileStoreOptions } from './file-store.ts'
import { isDirectory } from './find-subdirectory.ts'
import { createFolderSession } from './folder-session.ts'
import { createMaildir } from './maildir.ts'
import { createMbox } from './mbox.ts'
import type { MailStore } from './store.ts'
import { testFolder } from './test-folder.ts'

const defaultMaxBytes = 256 * 1024 * 1024

export type FolderSourceOptions = {
  /** A directory of .eml files, a Maildir or an mbox file. */
  readonly path: string
  /** Larger mails are listed, but left out of a fetch. */
  readonly maxBytes?: number
  /** Also links that lead outside of the folder. */
  readonly followLinks?: boolean
}

/** Mail on disk, for trials, imports and the sample mailbox. Nothing is touched before `open` or `test`. */
export function createFolderSource({
  path,
  maxBytes = defaultMaxBytes,
  followLinks = false,
}: FolderSourceOptions): MailSource {
  let store: MailStore | undefined
  const openStore = async (): Promise<MailStore> => {
    const kind = await findKind(path).catch(error => {
      throw describeDiskFailure(error, path)
    })
    // The same store as before, where nothing has changed: it remembers what it has read.
    if (store?.kind !== kind) store = createStore(kind, path, { maxBytes, followLinks })
    return store
  }
  return {
    open: async () => createFolderSession(await openStore(), path),
    test: (): Promise<readonly ConnectionStep[]> => testFolder(openStore, path),
  }
}

async function findKind(path: string): Promise<MailStore['kind']> {
  if (path.trim() === '')
    throw new AppError('source-unreadable', 'Enter the path of the mail folder.', { field: 'path' })
  const found = await stat(path)
  if (found.isFile()) return 'mbox'
  if (!found.isDirectory()) {
    throw new AppError('source-unreadable', `${path} is neither a folder nor a file.`, { field: 'path' })
  }
  return (await isDirectory(join(path, 'cur'))) ? 'maildir' : 'directory'
}

function createStore(kind: MailStore['kind'], path: string, options: FileStoreOptions): MailStore {
  switch (kind) {
    case 'mbox':
      return createMbox(path, options.maxBytes)
    case 'maildir':
      return createFileStore(path, createMaildir(path), options)
    case 'directory':
      return createFileStore(path, createEmlDirectory(path), options)
  }
}
