import { Piscina } from 'piscina'
import { timerMs } from '../../wait.ts'
import { AppError, describeError } from '../errors.ts'
import { limits } from './limits.ts'
import type { MailReader, ReadReply, ReadRequest } from './model.ts'
import { createPatternChecker } from './pattern-checker.ts'
import { readEnvelope } from './read/headers.ts'

export type MailReaderOptions = {
  /** Of `worker.ts`, or of what the build made of it. */
  readonly workerUrl: URL
  readonly threads: number
  /** Wall clock for one mail, from the moment a thread takes it. */
  readonly budgetMs?: number
  /** V8 heap of each thread. */
  readonly maxOldGenerationMb?: number
}

type Stopped = { readonly late: boolean; readonly error: unknown; readonly ms: number }

/**
 * Reads mail in threads that can be killed. A mail that runs out of time or memory, or that crashes its thread, gets
 * the answer `reader-overrun` with what its headers say; its neighbours are read by the other threads or by a new one.
 *
 * The first try runs patterns without a watchdog of their own, which costs milliseconds a mail on a busy machine; only
 * the mail that does not come back in time is read again with every pattern bounded.
 */
export function createMailReader(options: MailReaderOptions): MailReader {
  const budgetMs = options.budgetMs ?? limits.readMs
  const pool = new Piscina<ReadRequest, ReadReply>({
    filename: options.workerUrl.href,
    minThreads: 0,
    maxThreads: options.threads,
    // A thread costs 0.3 s to start and 60 MB to keep: it outlives the pause between two checks of an inbox.
    idleTimeout: 60_000,
    concurrentTasksPerWorker: 1,
    // Else an idle thread sleeps in Atomics.wait, and an order to end that reaches it in a bad moment is lost: it sleeps
    // on, and the process with it (13 of some 1,000 threads, Node 24). An event loop hears of it whenever it waits.
    atomics: 'disabled',
    resourceLimits: {
      maxOldGenerationSizeMb: options.maxOldGenerationMb ?? limits.workerMemoryMb,
      maxYoungGenerationSizeMb: limits.workerYoungMb,
    },
  })
  const checker = createPatternChecker(options.workerUrl)
  const turns = new Turns(options.threads)
  const closing = new AbortController()

  /** Lists of patterns that ran out of time before: their mails go the careful way from the start. */
  const slowPatterns = new Set<string>()

  const attempt = async (request: ReadRequest, limitMs: number): Promise<ReadReply | Stopped> => {
    // The budget counts only while a thread works on the mail, so a mail waits here and not in the pool's own queue.
    const giveBack = await turns.take()
    const started = performance.now()
    const budget = new AbortController()
    const timer = setTimeout(() => budget.abort(), timerMs(limitMs))
    try {
      // A copy that is handed over: the caller's bytes stay whole, and a view drags no larger buffer along.
      const raw = new Uint8Array(request.raw)
      const signal = AbortSignal.any([budget.signal, closing.signal])
      return await pool.run({ ...request, raw }, { signal, transferList: [raw.buffer] })
    } catch (error) {
      return { late: budget.signal.aborted, error, ms: Math.round(performance.now() - started) }
    } finally {
      clearTimeout(timer)
      giveBack()
    }
  }

  const read = async (request: ReadRequest): Promise<ReadReply> => {
    const patterns = patternsOf(request)
    if (!slowPatterns.has(patterns)) {
      const fast = await attempt({ ...request, patternBounds: 'reader' }, Math.min(limits.fastReadMs, budgetMs))
      if ('ok' in fast) return fast
      if (!fast.late || budgetMs <= limits.fastReadMs) return stopped(request, fast)
    }
    const careful = await attempt({ ...request, patternBounds: 'each' }, budgetMs)
    if (!('ok' in careful)) return stopped(request, careful)
    if (careful.ok && careful.patternsRanOut) slowPatterns.add(patterns)
    return careful
  }

  const stopped = (request: ReadRequest, { late, error, ms }: Stopped): ReadReply => {
    // Closing is no fault of the mail: whoever asked must not take it for one.
    if (closing.signal.aborted) throw new AppError('internal', 'Postdesk is closing.', { cause: error, retry: true })
    const message = late
      ? `Reading the mail took longer than ${budgetMs / 1_000} s and was stopped.`
      : whyStopped(error)
    return { ok: false, failure: { code: 'reader-overrun', message }, envelope: readEnvelope(request.raw), ms }
  }

  const close = async (): Promise<void> => {
    closing.abort()
    await Promise.all([pool.destroy(), checker.close()])
  }
  return { read, checkPatterns: checker.check, close }
}

function patternsOf({ rules }: ReadRequest): string {
  return JSON.stringify([
    rules.undesiredSubjectPatterns,
    rules.titlePatterns,
    rules.titleIgnorePatterns,
    rules.introductoryPatterns,
    rules.multilineDelimiterPatterns,
    rules.delimiterPatterns,
  ])
}

function whyStopped(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return 'Reading the mail needed too much memory and was stopped.'
  }
  return `Reading the mail failed: ${describeError(error).replace(/\.$/, '')}.`
}

/** Lets as many in as there are threads; the others wait in order. */
class Turns {
  private free: number
  private readonly waiting: (() => void)[] = []

  constructor(count: number) {
    this.free = Math.max(1, count)
  }

  async take(): Promise<() => void> {
    if (this.free > 0) this.free--
    else await new Promise<void>(resolve => this.waiting.push(resolve))
    return () => {
      const next = this.waiting.shift()
      if (next) next()
      else this.free++
    }
  }
}
