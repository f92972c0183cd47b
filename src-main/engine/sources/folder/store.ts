import type { FolderListing, KnownFolder } from '../../ports.ts'

/** One kind of mail on disk. Every call may throw AppError `source-unreadable`. */
export interface MailStore {
  readonly kind: 'directory' | 'maildir' | 'mbox'
  list(known: KnownFolder): Promise<FolderListing>
  /** The raw mail; null when it was removed. Throws AppError with the reason when it is there and cannot be read. */
  read(uid: string): Promise<Uint8Array | null>
  /** The same with its header block alone, at most `maxBytes`, at the cost of that much. */
  readHeaders(uid: string, maxBytes: number): Promise<Uint8Array | null>
  /** 'gone' also where the mail of this hash is not there: another one under its name is left alone. */
  remove(uid: string, sha256?: string): Promise<'done' | 'gone'>
  /** Throws AppError `folder-missing` with field `target_folder`. */
  move(uid: string, targetFolder: string, sha256?: string): Promise<'done' | 'gone'>
  /** Throws AppError `not-allowed` when mail can neither be removed nor moved. */
  assertWritable(): Promise<void>
}
