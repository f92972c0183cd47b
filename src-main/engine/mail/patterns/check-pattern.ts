import { describeError } from '../../errors.ts'
import { limits } from '../limits.ts'
import type { PatternCheck } from '../model.ts'
import { attackPumps } from './attack-texts.ts'
import { compilePattern } from './compile-pattern.ts'
import { runBounded } from './run-bounded.ts'

/**
 * At 32 a power of two is out of time, at 300 a fifth power, at 2,000 (the longest subject that patterns see) a third.
 * A square, as in `\w+@`, is ordinary and stays: there it takes milliseconds.
 */
const lengths = [16, 24, 32, 300, limits.patternSubjectLength] as const
/** Of one text, each with twice the time by the clock, where the machine gives no processor to it. */
const mostTries = 6
const endings = ['', '\u0001', '!\n\u0001'] as const

/**
 * Says of a pattern, when it is saved, whether it compiles and whether some text of a mail would keep it searching:
 * it is run, under a watchdog, on texts made from its own pieces, each longer than the last. `message` is one sentence
 * with the reason and a remedy. Takes milliseconds for a good pattern, and at most `budgetMs` of this thread's processor
 * time for any. Runs in a thread that can be killed, called by `check-patterns.ts`: no list of texts is complete.
 */
export function checkPattern(source: string, budgetMs: number = limits.patternCheckMs): PatternCheck {
  const compiled = compilePattern(source)
  if (!compiled.ok) return compiled
  const { regexp } = compiled
  const startedMs = threadMs()
  const isOutOfTime = () => threadMs() - startedMs > budgetMs
  try {
    const pumps = attackPumps(regexp.source)
    for (const length of lengths) {
      const tries = pumps.map(pump => ({ pump, text: pump.repeat(Math.ceil(length / pump.length)) }))
      // All of a length under one watchdog, which costs more than a harmless pattern does.
      if (endsInTime(regexp, tries)) continue
      for (const one of tries) {
        if (isOutOfTime()) return { ok: false, message: OUT_OF_TIME }
        if (searchesTooLong(regexp, one)) return slowOn(one.pump, one.text.length)
      }
    }
  } catch (error) {
    // V8 compiles at the first use: only then it says that a pattern becomes too large, or nests too deep for its stack.
    return { ok: false, message: `It cannot be run: ${describeError(error).replace(/\.$/, '')}.` }
  }
  return { ok: true }
}

const OUT_OF_TIME =
  'It took too long to try it out; say what may stand between two repetitions, so that there is less to search.'

/** By the time of the processor: on a busy machine the clock runs out while a harmless pattern waits for its turn. */
function searchesTooLong(regexp: RegExp, one: { readonly text: string }): boolean {
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const before = threadMs()
    if (endsInTime(regexp, [one], limits.patternMs * 2 ** attempt)) return false
    if (threadMs() - before > limits.patternMs / 2) return true
  }
  return false
}

/** Processor time of this thread, in milliseconds. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

function endsInTime(
  regexp: RegExp,
  tries: readonly { readonly text: string }[],
  timeoutMs: number = limits.patternMs,
): boolean {
  return runBounded(() => {
    for (const { text } of tries) for (const ending of endings) regexp.test(text + ending)
  }, timeoutMs)
}

function slowOn(pump: string, length: number): PatternCheck {
  const shown = JSON.stringify(pump.slice(0, 20))
  return {
    ok: false,
    message: `It would search too long in a text of ${length} characters such as ${shown} over and over; do not repeat what is itself a repetition, as in (a+)+, and say what may stand between two repetitions.`,
  }
}
