import { monitorEventLoopDelay } from 'node:perf_hooks'

/** What one run cost. Times in milliseconds, memory in bytes (heap and external together, and the whole process). */
export type Cost = {
  readonly count: number
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakHeapBytes: number
  readonly peakRssBytes: number
  /** Before the work began. */
  readonly baseRssBytes: number
  readonly loopDelayP99Ms: number
  readonly loopDelayMaxMs: number
}

const SAMPLE_MS = 20
const LIVE_SAMPLE_MS = 100

/**
 * Runs `work` and says what it cost this process, its worker threads included. Where the collector can be called
 * (`--expose-gc`) it is called before every sample: memory is then what is really held, without garbage.
 */
export async function measure(count: number, work: () => Promise<void>): Promise<Cost> {
  const baseRssBytes = process.memoryUsage.rss()
  const delay = monitorEventLoopDelay({ resolution: 5 })
  let peakHeapBytes = 0
  let peakRssBytes = 0
  const collect = globalThis.gc
  const sample = () => {
    collect?.()
    const { heapUsed, external, rss } = process.memoryUsage()
    peakHeapBytes = Math.max(peakHeapBytes, heapUsed + external)
    peakRssBytes = Math.max(peakRssBytes, rss)
  }
  const sampling = setInterval(sample, collect ? LIVE_SAMPLE_MS : SAMPLE_MS)
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  delay.enable()
  await work()
  delay.disable()
  const wallMs = performance.now() - startedAt
  const cpu = process.cpuUsage(cpuBefore)
  clearInterval(sampling)
  sample()
  return {
    count,
    wallMs,
    cpuMs: (cpu.user + cpu.system) / 1000,
    peakHeapBytes,
    peakRssBytes,
    baseRssBytes,
    loopDelayP99Ms: delay.percentile(99) / 1e6,
    loopDelayMaxMs: delay.max / 1e6,
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
