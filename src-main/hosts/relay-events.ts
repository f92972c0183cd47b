import type { BatchOfEvents } from '../../src-preload/contract/events.ts'
import type { Api } from '../api/api.ts'
import { timerMs } from '../wait.ts'
import { EventBatch } from './event-batch.ts'

/** At most four sendings a second: fast enough for an eye, slow enough for a screen that refetches. */
const BATCH_EVERY_MS = 250
/** What one commit changes comes as several events at once: they go together, and still feel immediate. */
const COLLECT_MS = 20

type Client = {
  /** False while it cannot take more; what happens meanwhile is collected and offered again later. */
  canTake(): boolean
  take(batch: BatchOfEvents): void
}

/** Tells one client what happens, in batches. Nothing runs while nothing happens. Returns how to stop. */
export function relayEvents(api: Api, client: Client): () => void {
  const batch = new EventBatch()
  let timer: ReturnType<typeof setTimeout> | null = null
  let lastSentAt = Number.NEGATIVE_INFINITY

  const send = () => {
    timer = null
    if (!client.canTake()) return wait(BATCH_EVERY_MS)
    lastSentAt = performance.now()
    client.take(batch.take())
  }
  const wait = (ms: number) => {
    timer ??= setTimeout(send, timerMs(ms))
  }
  const stopListening = api.on(event => {
    batch.add(event)
    if (timer === null && !batch.isEmpty) wait(Math.max(COLLECT_MS, lastSentAt + BATCH_EVERY_MS - performance.now()))
  })
  return () => {
    stopListening()
    if (timer !== null) clearTimeout(timer)
  }
}
