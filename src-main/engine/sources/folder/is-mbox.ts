import { stat } from 'node:fs/promises'

/** Whether mail of this path is in one file, which is only read. False for what is not there. */
export async function isMbox(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.isFile() ?? false
}
