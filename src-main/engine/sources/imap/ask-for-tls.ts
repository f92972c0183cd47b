import type { Socket } from 'node:net'
import { readLineUntil } from '../net/line-reader.ts'

/** STARTTLS (RFC 9051, 6.2.1) on a line that has just been opened. Rejects with UPGRADE_REFUSED when it is not offered. */
export async function askForTls(line: Socket, greetingMs: number): Promise<void> {
  await readLineUntil(line, greetingMs, text => text.startsWith('* '))
  line.write('a STARTTLS\r\n')
  const answer = await readLineUntil(line, greetingMs, text => text.startsWith('a '))
  if (!/^a OK/i.test(answer)) throw Object.assign(new Error('STARTTLS refused'), { code: 'UPGRADE_REFUSED' })
}
