import { resolve } from 'node:path'
import { isMbox } from './is-mbox.ts'

/** Why mail of this path can never be moved to the folder, in one sentence; null when it can be tried. */
export async function whyNotMovable(path: string, targetFolder: string): Promise<string | null> {
  if (await isMbox(path)) return 'Mail in an mbox file is only read; it cannot be moved.'
  const target = resolve(path, targetFolder.replaceAll('\\', '/').replace(/^\/+/, ''))
  return target === resolve(path) ? 'It lies in that folder already.' : null
}
