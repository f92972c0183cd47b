import { connect } from 'node:net'

/** Longer than the owner's longest turn, shorter than the patience of a script. */
const PATIENCE_MS = 5000

/**
 * Does the owner of the store still speak? One that was stopped, or that hangs, accepts a connection and never answers:
 * a command must then be refused, not hang as well.
 */
export function ownerAnswers(socketPath: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(socketPath)
    const settle = (answers: boolean) => {
      socket.destroy()
      resolve(answers)
    }
    socket.setTimeout(PATIENCE_MS, () => settle(false))
    socket.once('error', () => settle(false))
    socket.once('close', () => settle(false))
    socket.once('data', () => settle(true))
    socket.write(`${JSON.stringify({ id: 0, name: 'host.status', input: {} })}\n`)
  })
}
