import { planDay, wholeDay } from './faults/day/plan.ts'
import { type DayOutcome, runDay } from './faults/day/run.ts'

const DAYS = 6
/** What is wrong once is often wrong for hours. */
const MOST_SHOWN = 20

export type DaySoak = { readonly runs?: number; readonly firstSeed: number }

/** Whole days by a clock of their own; a line each, with what was not true. One at a time: the clock is everybody's. */
export async function soakDay({ runs = DAYS, firstSeed }: DaySoak, say: (text: string) => void): Promise<number> {
  let failed = 0
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const startedAt = performance.now()
    const plan = planDay(seed, wholeDay)
    const outcome = await runDay(plan).catch(failedDay)
    if (outcome.wrong.length > 0) failed += 1
    const { mails, passes, failedPasses, tokens, idles, longestIdleMs, mostOpen, wrong } = outcome
    const seconds = Math.round((performance.now() - startedAt) / 1_000)
    const hours = Math.round(plan.ms / 360_000) / 10
    const story = `${mails} mails, ${passes} passes (${failedPasses} failed), ${tokens} tokens, ${idles} times IDLE (${Math.round(longestIdleMs / 1_000)} s at most), ${mostOpen} connections at most`
    say(
      [
        `day, seed ${seed}: ${hours} h, ${story}; ${wrong.length} wrong, ${seconds} s`,
        ...wrong.slice(0, MOST_SHOWN),
      ].join('\n    '),
    )
  }
  return failed
}

function failedDay(error: unknown): DayOutcome {
  const wrong = [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  return { mails: 0, passes: 0, failedPasses: 0, tokens: 0, idles: 0, longestIdleMs: 0, mostOpen: 0, wrong }
}
