import { AppError } from '../errors.ts'
import type { Clock, MailSource, SourceSession } from '../ports.ts'
import { type AccountRoom, createAccountRoom } from './account-room.ts'

/** Where and as whom an inbox signs in. */
type Account = { readonly server: string; readonly login: string }

/** Keeps what is open at once for each account within what servers allow. */
export interface ConnectionLimits {
  /** The same source: `open` waits for its turn, `watch` for room; an account on another server delays neither. */
  within(account: Account, source: MailSource): MailSource
}

/**
 * Servers count the connections of one account, whatever folder each has open. Tests of a connection by hand are not
 * counted: who waits for their outcome is not to wait for a pass as well.
 */
export function createConnectionLimits(clock: Clock): ConnectionLimits {
  const rooms = new Map<string, AccountRoom>()
  return {
    within({ server, login }, source) {
      const key = JSON.stringify([server.toLowerCase(), login])
      const room = rooms.get(key) ?? createAccountRoom(clock)
      rooms.set(key, room)
      const { watch } = source
      return {
        open: signal => openInTurn(room, source, signal),
        test: signal => source.test(signal),
        ...(watch ? { watch: (signal, onNews) => watchInRoom(room, watch, signal, onNews) } : {}),
      }
    },
  }
}

/** Refused because of our own other connections, it is tried once more when there are fewer of them. */
async function openInTurn(room: AccountRoom, source: MailSource, signal: AbortSignal): Promise<SourceSession> {
  const leave = await room.enter(signal)
  try {
    return leavingAtEnd(await source.open(signal), leave)
  } catch (error) {
    const mayHelp = isTooMany(error) && room.obey()
    leave()
    if (!mayHelp) throw error
  }
  const leaveAgain = await room.enter(signal)
  try {
    return leavingAtEnd(await source.open(signal), leaveAgain)
  } catch (error) {
    if (isTooMany(error)) room.obey()
    leaveAgain()
    throw error
  }
}

function leavingAtEnd(session: SourceSession, leave: () => void): SourceSession {
  return {
    ...session,
    async close() {
      try {
        await session.close()
      } finally {
        leave()
      }
    },
  }
}

/** Waits for mail while there is room for it; gives way and comes back later, as often as it has to. */
async function watchInRoom(
  room: AccountRoom,
  watch: NonNullable<MailSource['watch']>,
  signal: AbortSignal,
  onNews: () => void,
): Promise<'not-offered' | 'ended'> {
  while (!signal.aborted) {
    const place = await room.waitThere(signal)
    if (place === null) break
    try {
      const outcome = await watch(AbortSignal.any([signal, place.givesWay]), onNews)
      if (outcome === 'not-offered') return outcome
    } catch (error) {
      if (isTooMany(error)) room.obey()
      throw error
    } finally {
      place.leave()
    }
  }
  return 'ended'
}

function isTooMany(error: unknown): boolean {
  return error instanceof AppError && error.tooManyConnections
}
