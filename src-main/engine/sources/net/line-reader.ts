import type { Socket } from 'node:net'
import { timerMs } from '../../../wait.ts'

const longestLine = 64 * 1024
/** Of all lines before the one that is wanted. */
const mostBytes = 1024 * 1024

/**
 * The few lines that are spoken before TLS. Resolves with the first line that `isWanted`; rejects when the server says
 * something longer, closes the line or stays silent for `timeoutMs`.
 */
export function readLineUntil(socket: Socket, timeoutMs: number, isWanted: (line: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let pending = ''
    let received = 0
    const settle = (action: () => void) => {
      clearTimeout(timer)
      socket.off('data', read).off('error', fail).off('close', end)
      action()
    }
    const fail = (error: Error) => settle(() => reject(error))
    const end = () => fail(Object.assign(new Error('The server closed the connection'), { code: 'ECONNRESET' }))
    const timer = setTimeout(
      () => fail(Object.assign(new Error('The server said nothing'), { code: 'GREETING_TIMEOUT' })),
      timerMs(timeoutMs),
    )
    const read = (data: Buffer) => {
      received += data.length
      const lines = (pending + data.toString('latin1')).split('\r\n')
      pending = lines.pop() ?? ''
      const wanted = lines.find(isWanted)
      if (wanted !== undefined) settle(() => resolve(wanted))
      else if (pending.length > longestLine || received > mostBytes) fail(new Error('The server sent an endless line'))
    }
    socket.on('data', read).on('error', fail).on('close', end)
  })
}
