import type { PollResult } from '../../../src-preload/contract/entities/inbox.ts'
import { AppError, describeError } from '../errors.ts'
import type { Network } from '../ports.ts'
import { type InboxRecord, inboxById, listInboxes } from '../settings/inboxes.ts'
import { createAwakening } from './awakening.ts'
import { dueInboxes } from './due-inboxes.ts'
import { type PassOptions, pass } from './pass.ts'
import { savePaused } from './pause.ts'
import type { PollTools } from './tools.ts'
import { createWatchers } from './watchers.ts'

/** Runs passes: at most one per inbox at a time, each inbox on its own, on demand or by the clock. */
export interface Passes {
  /** Joins a pass that runs already. */
  run(inboxId: number, options: PassOptions): Promise<PollResult>
  /** Does something else to an inbox while no pass over it runs; passes that are asked for meanwhile come after it. */
  alone<T>(inboxId: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  isRunning(inboxId: number): boolean
  /** Polls by the clock and whenever a server tells of new mail, until `stop`. */
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
/** What arrives together is fetched together. */
const GATHER_MS = 250

/** `wasPaused`: as the store remembers it. `network`: where the host can tell. */
export function createPasses(tools: PollTools, wasPaused: boolean, network?: Network): Passes {
  const running = new Map<number, Running>()
  const lanes = new Map<number, Promise<unknown>>()
  const folders = new Map<number, Promise<unknown>>()
  const stopping = new AbortController()
  let pausing = new AbortController()
  let paused = wasPaused
  let ticking: Promise<void> | null = null

  function alone<T>(inboxId: number, work: (signal: AbortSignal, inbox: InboxRecord) => Promise<T>): Promise<T> {
    const before = lanes.get(inboxId) ?? Promise.resolve()
    const turn = before.then(() => inItsFolder(inboxId, inbox => work(stopping.signal, inbox)))
    const settled = whenSettled(turn)
    lanes.set(inboxId, settled)
    settled.then(() => lanes.get(inboxId) === settled && lanes.delete(inboxId))
    return turn
  }

  /** A copy stands on the same folder, and may be checked by hand: one of them at a time. */
  async function inItsFolder<T>(inboxId: number, work: (inbox: InboxRecord) => Promise<T>): Promise<T> {
    const inbox = await inboxById(tools.store.reads, inboxId)
    const { folderId } = inbox
    const before = folders.get(folderId)
    // The pass that was waited for has moved on what is known of the folder.
    const turn = before ? before.then(async () => work(await inboxById(tools.store.reads, inboxId))) : work(inbox)
    const settled = whenSettled(turn)
    folders.set(folderId, settled)
    settled.then(() => folders.get(folderId) === settled && folders.delete(folderId))
    return turn
  }

  function run(inboxId: number, options: PassOptions, until?: AbortSignal): Promise<PollResult> {
    const already = running.get(inboxId)
    // One that was interrupted is of no use to who asks now.
    if (already && !already.until?.aborted) return already.turn
    const turn = alone(inboxId, async (stop, inbox) => {
      const signal = until ? AbortSignal.any([stop, until]) : stop
      return pass(tools, inbox, signal, options)
    }).finally(() => running.get(inboxId)?.turn === turn && running.delete(inboxId))
    running.set(inboxId, { turn, until })
    return turn
  }

  function runByClock(inboxId: number): void {
    run(inboxId, { actAtOnce: false, byClock: true }, pausing.signal).catch(error =>
      tools.log.error('pass.failed', { error: describeError(error) }),
    )
  }

  const asked = new Set<number>()
  const watchers = createWatchers(tools, inboxId => {
    if (asked.has(inboxId)) return
    asked.add(inboxId)
    pollForNews(inboxId).catch(error => tools.log.error('news.failed', { error: describeError(error) }))
  })

  /** A pass that runs already may have listed the folder before the news: another one comes after it. */
  async function pollForNews(inboxId: number): Promise<void> {
    await tools.clock.sleep(GATHER_MS, stopping.signal)
    await running.get(inboxId)?.turn.catch(() => undefined)
    asked.delete(inboxId)
    if (!paused && !stopping.signal.aborted) runByClock(inboxId)
  }

  async function tick(): Promise<void> {
    const hasComeBack = createAwakening(tools.clock, network)
    let isBack = false
    while (!stopping.signal.aborted) {
      try {
        const inboxes = paused ? [] : (await listInboxes(tools.store.reads)).filter(inbox => inbox.active)
        if (isBack) watchers.keep([])
        watchers.keep(paused ? [] : inboxes)
        for (const id of isBack
          ? inboxes.map(inbox => inbox.id)
          : await dueInboxes(tools.store.reads, inboxes, tools.clock.now()))
          runByClock(id)
      } catch (error) {
        tools.log.error('clock.failed', { error: describeError(error) })
      }
      const restsAt = tools.clock.now()
      await tools.clock.sleep(TICK_MS, stopping.signal)
      isBack = hasComeBack(restsAt, TICK_MS)
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
      if (paused) {
        watchers.keep([])
        pausing.abort(new AppError('not-allowed', 'Polling was paused; the rest comes when it is resumed.'))
      } else pausing = new AbortController()
    },
    async stop() {
      stopping.abort()
      await ticking
      await watchers.stop()
      while (lanes.size > 0) await Promise.all(lanes.values())
    },
  }
}

function whenSettled(work: Promise<unknown>): Promise<void> {
  return work.then(
    () => undefined,
    () => undefined,
  )
}
