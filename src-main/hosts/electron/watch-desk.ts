import type { Api } from '../../api/api.ts'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import { type DeskGlance, glanceAtDesk } from './desk-glance.ts'

/** A pass over a full mailbox tells of thousands of messages: the picture is taken again this often at most. */
const AT_MOST_EVERY_MS = 2_000

/** Looks at the desk once now, again after whatever happened, and when told to. */
export function watchDesk(api: Api, log: Log, see: (glance: DeskGlance) => void): { look(): void; stop(): void } {
  let stopped = false
  let looking = false
  let changed = false
  let waiting: NodeJS.Timeout | undefined

  const look = async () => {
    changed = false
    looking = true
    try {
      const glance = await glanceAtDesk(api)
      if (glance && !stopped) see(glance)
    } catch (error) {
      log.error('desktop.glance-failed', { error: describeError(error) })
    } finally {
      looking = false
      waiting = stopped ? undefined : setTimeout(lookAgain, AT_MOST_EVERY_MS)
    }
  }
  const lookAgain = () => {
    waiting = undefined
    if (changed) void look()
  }
  const lookSoon = () => {
    changed = true
    if (!looking && !waiting && !stopped) void look()
  }
  const stopListening = api.on(lookSoon)
  lookSoon()

  return {
    look: lookSoon,
    stop() {
      stopped = true
      stopListening()
      clearTimeout(waiting)
    },
  }
}
