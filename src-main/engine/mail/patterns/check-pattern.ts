import { limits } from '../limits.ts'
import { attackPumps } from './attack-texts.ts'
import { compilePattern } from './compile-pattern.ts'
import { runBounded } from './run-bounded.ts'

export type PatternCheck = { readonly ok: true } | { readonly ok: false; readonly message: string }

/**
 * At 32 a power of two is out of time, at 300 a fifth power, at 2,000 (the longest subject that patterns see) a third.
 * A square, as in `\w+@`, is ordinary and stays: there it takes milliseconds.
 */
const lengths = [16, 24, 32, 300, limits.patternSubjectLength] as const
/** Of one text, where the machine gives no time to it. */
const mostTries = 10
/** By the clock, so many times what is allowed of the processor. */
const mostPatience = 3
const endings = ['', '\u0001', '!\n\u0001'] as const

const known = new Map<string, PatternCheck>()
const knownLimit = 500

/**
 * Says of a pattern, when it is saved, whether it compiles and whether some text of a mail would keep it searching:
 * it is run, under a watchdog, on texts made from its own pieces, each longer than the last. `message` is one sentence
 * with the reason and a remedy. Takes milliseconds for a good pattern, and at most `limits.patternCheckMs` of the
 * processor's time.
 */
export function checkPattern(source: string): PatternCheck {
  const before = known.get(source)
  if (before) return before
  const checked = check(source)
  if (known.size >= knownLimit) known.clear()
  known.set(source, checked)
  return checked
}

function check(source: string): PatternCheck {
  const compiled = compilePattern(source)
  if (!compiled.ok) return compiled
  const { regexp } = compiled
  const pumps = attackPumps(regexp.source)
  const isOutOfTime = timeLimit(limits.patternCheckMs)
  for (const length of lengths) {
    const tries = pumps.map(pump => ({ pump, text: pump.repeat(Math.ceil(length / pump.length)) }))
    // All of a length under one watchdog, which costs more than a harmless pattern does.
    if (endsInTime(regexp, tries)) continue
    for (const one of tries) {
      if (isOutOfTime()) break
      if (searchesTooLong(regexp, one)) return slowOn(one.pump, one.text.length)
    }
  }
  return { ok: true }
}

/** By the time of the processor: on a busy machine the clock runs out while a harmless pattern waits for its turn. */
function searchesTooLong(regexp: RegExp, one: { readonly text: string }): boolean {
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const before = threadMs()
    if (endsInTime(regexp, [one])) return false
    if (threadMs() - before > limits.patternMs / 2) return true
  }
  return false
}

/** So much of this thread's processor time, but not much longer by the clock: the engine waits meanwhile. */
function timeLimit(ms: number): () => boolean {
  const startedMs = threadMs()
  const latest = performance.now() + mostPatience * ms
  return () => threadMs() - startedMs > ms || performance.now() > latest
}

/** Processor time of this thread, in milliseconds. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

function endsInTime(regexp: RegExp, tries: readonly { readonly text: string }[]): boolean {
  return runBounded(() => {
    for (const { text } of tries) for (const ending of endings) regexp.test(text + ending)
  }, limits.patternMs)
}

function slowOn(pump: string, length: number): PatternCheck {
  const shown = JSON.stringify(pump.slice(0, 20))
  return {
    ok: false,
    message: `It would search too long in a text of ${length} characters such as ${shown} over and over; do not repeat what is itself a repetition, as in (a+)+, and say what may stand between two repetitions.`,
  }
}
