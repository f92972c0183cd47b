import type { PollResult } from '../../../src-preload/contract/entities/inbox.ts'
import { describeError } from '../errors.ts'
import { inboxById, listInboxes } from '../settings/inboxes.ts'
import { pass } from './pass.ts'
import type { PollTools } from './tools.ts'

/** Runs passes: at most one per inbox at a time, each inbox on its own, on demand or by the clock. */
export interface Passes {
  /** Joins a pass that runs already. */
  run(inboxId: number, options: { readonly actAtOnce: boolean }): Promise<PollResult>
  isRunning(inboxId: number): boolean
  /** Polls by the clock until `stop`. */
  start(): void
  readonly started: boolean
  /** Ends the clock, interrupts what runs and waits for it. */
  stop(): Promise<void>
}

/** How often the clock looks whether an inbox is due. */
const TICK_MS = 1000

export function createPasses(tools: PollTools): Passes {
  const running = new Map<number, Promise<PollResult>>()
  const stopping = new AbortController()
  let ticking: Promise<void> | null = null

  function run(inboxId: number, options: { readonly actAtOnce: boolean }): Promise<PollResult> {
    const already = running.get(inboxId)
    if (already) return already
    const turn = inboxById(tools.store.reads, inboxId)
      .then(inbox => pass(tools, inbox, stopping.signal, options))
      .finally(() => running.delete(inboxId))
    running.set(inboxId, turn)
    return turn
  }

  async function tick(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        for (const id of await dueInboxes(tools)) {
          run(id, { actAtOnce: false }).catch(error => tools.log.error('pass.failed', { error: describeError(error) }))
        }
      } catch (error) {
        tools.log.error('clock.failed', { error: describeError(error) })
      }
      await tools.clock.sleep(TICK_MS, stopping.signal)
    }
  }

  return {
    run,
    isRunning: inboxId => running.has(inboxId),
    start() {
      ticking ??= tick()
    },
    get started() {
      return ticking !== null
    },
    async stop() {
      stopping.abort()
      await ticking
      await Promise.allSettled(running.values())
    },
  }
}

/** Active inboxes whose time has come, or that have work due on the server and no failure to wait out. */
async function dueInboxes(tools: PollTools): Promise<readonly number[]> {
  const now = tools.clock.now()
  const waiting = await tools.store.reads
    .selectFrom('server_action')
    .innerJoin('message', 'message.id', 'server_action.message_id')
    .select('message.folder_id')
    .distinct()
    .where('server_action.state', '=', 'waiting')
    .where('server_action.due_at', '<=', now)
    .execute()
  const withWork = new Set(waiting.map(row => row.folder_id))
  return (await listInboxes(tools.store.reads))
    .filter(inbox => inbox.active)
    .filter(inbox => (inbox.nextPollAt ?? 0) <= now || (inbox.failures === 0 && withWork.has(inbox.folderId)))
    .map(inbox => inbox.id)
}
