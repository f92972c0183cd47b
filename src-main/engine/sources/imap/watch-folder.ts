import { AppError } from '../../errors.ts'
import type { Clock } from '../../ports.ts'
import { lostLine } from '../net/describe-line-failure.ts'
import { connectImap, type ImapConnection } from './connect.ts'
import { openMailbox } from './folder-names.ts'
import type { ImapSourceOptions } from './options.ts'

/**
 * IDLE is broken, the server asked for a sign of life, and IDLE begun again this often. RFC 2177 wants it before 29
 * minutes; lines go deaf without an error long before (NAT, standby, servers that forget), and only a question tells.
 */
const reissueMs = 5 * 60_000
/** How long the server may take to answer that question. */
const answerMs = 30_000
/** A server that ends IDLE by itself is not asked again faster than this. */
const pauseMs = 1_000

/**
 * Waits for mail in the folder on a connection of its own (IDLE, RFC 2177) until the signal aborts. `onNews` is called
 * once when the line listens, because mail may have come before, and whenever the folder grows. 'not-offered' when the
 * server has no IDLE. Throws AppError when the line is lost or deaf.
 */
export async function watchFolder(
  options: ImapSourceOptions,
  signal: AbortSignal,
  onNews: () => void,
): Promise<'not-offered' | 'ended'> {
  // Silence is what a waiting line is made of: how much of it is too much is told here, by the clock.
  const timeouts = { ...options.timeouts, socketMs: reissueMs + 2 * answerMs }
  const connection = await connectImap({ ...options, timeouts }, signal)
  const { client } = connection
  try {
    if (!client.capabilities.has('IDLE')) return 'not-offered'
    await openMailbox(connection)
    // Outlook tells of mail before it has accepted IDLE; it is news at any time.
    client.on('exists', ({ count, prevCount }) => {
      if (count > prevCount) onNews()
    })
    onNews()
    await listen(connection, signal)
    return 'ended'
  } catch (error) {
    if (signal.aborted) return 'ended'
    throw error instanceof AppError ? error : connection.fail(error)
  } finally {
    await connection.close()
  }
}

async function listen(connection: ImapConnection, signal: AbortSignal): Promise<void> {
  const { client, options } = connection
  const { clock } = options
  while (!signal.aborted) {
    const idling = client.idle()
    const ended = await withinTime(idling, reissueMs, clock, signal)
    if (signal.aborted) return
    connection.assertAlive()
    if (ended !== 'late') {
      if (ended.value === false) throw connection.refused('The server does not tell of new mail (IDLE).')
      await clock.sleep(pauseMs, signal)
    }
    const answered = await withinTime(client.noop(), answerMs, clock, signal)
    if (signal.aborted) return
    if (answered === 'late') {
      // No goodbye to who hears nothing.
      client.close()
      throw lostLine(options.server, new Error('No answer while waiting for mail'))
    }
    connection.assertAlive()
  }
}

/** What the work gives, or 'late'. Late work goes on and its failure is nobody's. */
async function withinTime<Value>(
  work: Promise<Value>,
  ms: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ readonly value: Value } | 'late'> {
  const settled = new AbortController()
  work.catch(() => undefined)
  try {
    return await Promise.race([
      work.then(value => ({ value })),
      clock.sleep(ms, AbortSignal.any([signal, settled.signal])).then(() => 'late' as const),
    ])
  } finally {
    settled.abort()
  }
}
