import type { ListedMessage } from '../../ports.ts'

/** One kind of mail on disk. Every call may throw AppError `source-unreadable`. */
export interface MailStore {
  readonly kind: 'directory' | 'maildir' | 'mbox'
  list(): Promise<readonly ListedMessage[]>
  /** The raw mail; null when it has gone. */
  read(uid: string): Promise<Uint8Array | null>
  remove(uid: string): Promise<'done' | 'gone'>
  /** Throws AppError `folder-missing` with field `target_folder`. */
  move(uid: string, targetFolder: string): Promise<'done' | 'gone'>
  /** Throws AppError `not-allowed` when mail can neither be removed nor moved. */
  assertWritable(): Promise<void>
}
