import type { HowToLook } from './look-at-file.ts'

/** Where files of mail are kept below a folder: what tells a directory of .eml files from a Maildir. */
export interface FilePlaces {
  readonly kind: 'directory' | 'maildir'
  readonly stampBy: HowToLook['stampBy']
  /** The path of each file by the name that stays, in the order of the mail. */
  find(): Promise<ReadonlyMap<string, Buffer>>
  /** The directory that a mail of this folder is moved into. Throws AppError `folder-missing`. */
  target(folder: string): Promise<string>
  assertWritable(): Promise<void>
}
