import { AppError } from '../errors.ts'
import type { PollTools } from './tools.ts'

const LEAST_FREE_BYTES = 500 * 1024 * 1024

/** Why nothing may be taken up for want of room on the disk; null while there is enough. */
export async function whyNoRoom(tools: Pick<PollTools, 'freeBytes'>): Promise<string | null> {
  if ((await tools.freeBytes()) >= LEAST_FREE_BYTES) return null
  return 'Less than 500 MB are free on the disk that holds the store. No mail is fetched until there is room; it waits on the server, untouched.'
}

export async function requireRoom(tools: Pick<PollTools, 'freeBytes'>): Promise<void> {
  const reason = await whyNoRoom(tools)
  if (reason !== null) throw new AppError('disk-full', reason, { retry: true })
}
