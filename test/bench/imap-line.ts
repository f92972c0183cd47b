import { connect } from 'node:net'

/** What one command gave, and what it took. */
export type Answer = { readonly text: string; readonly ms: number }

/** The barest IMAP line: one command at a time, the whole answer as latin1. The yardstick of what a server itself takes. */
export type ImapLine = {
  ask(command: string): Promise<Answer>
  /** Resolves with the next piece that the server says by itself. */
  hear(): Promise<string>
  close(): void
}

export async function openImapLine(port: number, login: string, password: string): Promise<ImapLine> {
  const socket = connect(port, '127.0.0.1')
  let pieces: Buffer[] = []
  let wake = () => {}
  socket.on('data', data => {
    pieces.push(data)
    wake()
  })
  const arrival = () =>
    new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error('The server closed the line'))
      socket.once('close', fail)
      wake = () => {
        socket.off('close', fail)
        resolve()
      }
    })
  const readUntil = async (end: RegExp): Promise<string> => {
    for (;;) {
      const tail = Buffer.concat(pieces.slice(-2)).toString('latin1').slice(-4000)
      if (end.test(tail)) {
        const text = Buffer.concat(pieces).toString('latin1')
        pieces = []
        return text
      }
      await arrival()
    }
  }
  let tag = 0
  const ask = async (command: string): Promise<Answer> => {
    tag += 1
    const startedAt = performance.now()
    socket.write(`b${tag} ${command}\r\n`)
    const waits = command === 'IDLE'
    const text = await readUntil(waits ? /^\+ .*\r\n$/m : new RegExp(`^b${tag} (OK|NO|BAD)[^\r\n]*\r\n$`, 'm'))
    return { text, ms: performance.now() - startedAt }
  }
  await readUntil(/^\* OK.*\r\n$/m)
  await ask(`LOGIN ${login} ${password}`)
  return {
    ask,
    async hear() {
      if (pieces.length === 0) await arrival()
      const text = Buffer.concat(pieces).toString('latin1')
      pieces = []
      return text
    },
    close: () => socket.destroy(),
  }
}
