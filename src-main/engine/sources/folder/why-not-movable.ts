import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'

/** Why mail of this path can never be moved to the folder, in one sentence; null when it can be tried. */
export async function whyNotMovable(path: string, targetFolder: string): Promise<string | null> {
  const found = await stat(path).catch(() => null)
  if (found?.isFile()) return 'Mail in an mbox file is only read; it cannot be moved.'
  const target = resolve(path, targetFolder.replaceAll('\\', '/').replace(/^\/+/, ''))
  return target === resolve(path) ? 'It lies in that folder already.' : null
}
