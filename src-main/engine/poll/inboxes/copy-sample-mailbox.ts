import { copyFile, mkdir, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'

const MINUTE_MS = 60_000

/**
 * A sample mailbox of the desk's own: what is deleted or moved in it must not touch what came with the application.
 * The mails arrived a minute apart, in the order of their names, the last one just now.
 */
export async function copySampleMailbox(from: string, dataDir: string, now: number): Promise<string> {
  const to = join(dataDir, 'sample-mailbox')
  await mkdir(to, { recursive: true, mode: 0o700 })
  const names = (await readdir(from)).filter(name => name.endsWith('.eml')).toSorted()
  for (const [index, name] of names.entries()) {
    const arrivedAt = new Date(now - (names.length - index) * MINUTE_MS)
    await copyFile(join(from, name), join(to, name))
    await utimes(join(to, name), arrivedAt, arrivedAt)
  }
  return to
}
