/** Letters written from right to left, and marks that turn the direction (Unicode's Bidi_Control). */
const TURNING =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * Text of others inside a sentence of ours keeps its direction to itself: `Eve \u202e…` must not turn the rest of the
 * sentence around. Isolates of its own are taken out, since one too many would end ours.
 */
export function isolate(text: string): string {
  if (!TURNING.test(text)) return text
  return FIRST_STRONG_ISOLATE + text.replace(/[\u2066-\u2069]/g, '') + POP_ISOLATE
}
