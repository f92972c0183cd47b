import type { Socket } from 'node:net'
import { readLineUntil } from '../net/line-reader.ts'

/** STLS (RFC 2595, 4) on a line that has just been opened. Rejects with UPGRADE_REFUSED when it is not offered. */
export async function askForTls(line: Socket, greetingMs: number): Promise<void> {
  await readLineUntil(line, greetingMs, () => true)
  line.write('STLS\r\n')
  const answer = await readLineUntil(line, greetingMs, () => true)
  if (!/^\+OK/i.test(answer)) throw Object.assign(new Error('STLS refused'), { code: 'UPGRADE_REFUSED' })
}
