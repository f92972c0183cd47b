import type { PollResult } from '../../../src-preload/contract/entities/inbox.ts'
import { AppError, describeError } from '../errors.ts'
import { inboxById, listInboxes } from '../settings/inboxes.ts'
import { type PassOptions, pass } from './pass.ts'
import { savePaused } from './pause.ts'
import type { PollTools } from './tools.ts'

/** Runs passes: at most one per inbox at a time, each inbox on its own, on demand or by the clock. */
export interface Passes {
  /** Joins a pass that runs already. */
  run(inboxId: number, options: PassOptions): Promise<PollResult>
  /** Does something else to an inbox while no pass over it runs; passes that are asked for meanwhile come after it. */
  alone<T>(inboxId: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  isRunning(inboxId: number): boolean
  /** Polls by the clock until `stop`. */
  start(): void
  /** The clock runs and polling is not paused. */
  readonly started: boolean
  /**
   * Stops polling by the clock, also what runs by it, or resumes it; remembered in the store. What is due on the
   * servers waits as well: it is done by the passes. A pass by hand runs all the same, with what is due.
   */
  pause(paused: boolean): Promise<void>
  /** Ends the clock, interrupts what runs and waits for it. */
  stop(): Promise<void>
}

type Running = { readonly turn: Promise<PollResult>; readonly until: AbortSignal | undefined }

/** How often the clock looks whether an inbox is due. */
const TICK_MS = 1000

/** `wasPaused`: as the store remembers it. */
export function createPasses(tools: PollTools, wasPaused: boolean): Passes {
  const running = new Map<number, Running>()
  const lanes = new Map<number, Promise<unknown>>()
  const stopping = new AbortController()
  let pausing = new AbortController()
  let paused = wasPaused
  let ticking: Promise<void> | null = null

  function alone<T>(inboxId: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const before = lanes.get(inboxId) ?? Promise.resolve()
    const turn = before.then(() => work(stopping.signal))
    const settled = turn.then(
      () => undefined,
      () => undefined,
    )
    lanes.set(inboxId, settled)
    settled.then(() => lanes.get(inboxId) === settled && lanes.delete(inboxId))
    return turn
  }

  function run(inboxId: number, options: PassOptions, until?: AbortSignal): Promise<PollResult> {
    const already = running.get(inboxId)
    // One that was interrupted is of no use to who asks now.
    if (already && !already.until?.aborted) return already.turn
    const turn = alone(inboxId, async stop => {
      const signal = until ? AbortSignal.any([stop, until]) : stop
      return pass(tools, await inboxById(tools.store.reads, inboxId), signal, options)
    }).finally(() => running.get(inboxId)?.turn === turn && running.delete(inboxId))
    running.set(inboxId, { turn, until })
    return turn
  }

  async function tick(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        for (const id of paused ? [] : await dueInboxes(tools)) {
          run(id, { actAtOnce: false, byClock: true }, pausing.signal).catch(error =>
            tools.log.error('pass.failed', { error: describeError(error) }),
          )
        }
      } catch (error) {
        tools.log.error('clock.failed', { error: describeError(error) })
      }
      await tools.clock.sleep(TICK_MS, stopping.signal)
    }
  }

  return {
    run: (inboxId, options) => run(inboxId, options),
    alone,
    isRunning: inboxId => lanes.has(inboxId),
    start() {
      ticking ??= tick()
    },
    get started() {
      return ticking !== null && !paused
    },
    async pause(wanted) {
      await savePaused(tools.store, wanted ? tools.clock.now() : null)
      if (wanted === paused) return
      paused = wanted
      if (paused) pausing.abort(new AppError('not-allowed', 'Polling was paused; the rest comes when it is resumed.'))
      else pausing = new AbortController()
    },
    async stop() {
      stopping.abort()
      await ticking
      while (lanes.size > 0) await Promise.all(lanes.values())
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
