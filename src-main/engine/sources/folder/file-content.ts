import { createHash } from 'node:crypto'
import { KEPT_HEADER_BYTES } from '../../ports.ts'
import { cutHeaders } from './cut-headers.ts'
import type { FoundFile, HowToLook } from './look-at-file.ts'
import { hashFile, readStart, withMailFile } from './open-mail-file.ts'

/** What a file is known by beside its name. */
export type FileContent = {
  /** Null for a file that is too big to be read. */
  readonly sha256: string | null
  /** Of what is kept of a mail that is too big. */
  readonly headersSha256: string
}

/** Reads the file once; a big one only from its beginning. Null when it was removed. Throws AppError as its opening does. */
export function readContent(
  found: FoundFile,
  stampBy: HowToLook['stampBy'],
  maxBytes: number,
): Promise<FileContent | null> {
  return withMailFile(found, stampBy, async file => ({
    headersSha256: sha256Of(cutHeaders(await readStart(file, Math.min(KEPT_HEADER_BYTES, found.sizeBytes)))),
    sha256: found.sizeBytes > maxBytes ? null : await hashFile(file),
  }))
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
