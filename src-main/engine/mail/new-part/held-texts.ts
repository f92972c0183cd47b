import { limits } from '../limits.ts'
import { attributionStart, mayEndAttribution } from './attribution.ts'
import { isForwardedLine, isHeaderLine, isOriginalMessageLine } from './header-block.ts'
import { replyAboveLine } from './reply-above.ts'

/** A shorter line (`Yes.`) is found in any text; it counts as held only where it is a line of its own. */
const shortLength = 12
/** Of the quoted lines: with fewer found, the mail that is quoted is not among the texts at hand. */
const knownShare = 0.5

/**
 * Numbers of the lines inside of a quote that are in none of the texts already held: the sender typed them there. Empty
 * when most of the quote is not held either, because then nothing can be said. Lines are compared by their letters and
 * digits, so that wrapping, marks and mark-up make no difference; attributions and header lines are never news.
 */
export function linesNotHeld(quoted: readonly string[], heldTexts: readonly string[]): ReadonlySet<number> {
  const nothing = new Set<number>()
  if (heldTexts.length === 0 || quoted.length > limits.heldLines) return nothing
  const lines = quoted.map(line => line.replace(/^[>\s]+/, ''))
  const heldLines = new Set(heldTexts.flatMap(text => text.split('\n')).map(bare))
  const held = heldTexts.map(bare).join('\n')
  const frame = frameOf(lines)
  const fresh = new Set<number>()
  let known = 0
  for (const [number, line] of lines.entries()) {
    const text = bare(line)
    if (text === '' || frame.has(number)) continue
    if (heldLines.has(text) || (text.length >= shortLength && held.includes(text))) known++
    else fresh.add(number)
  }
  return known > 0 && known / (known + fresh.size) >= knownShare ? fresh : nothing
}

/** Lines that the mail program wrote. */
function frameOf(lines: readonly string[]): ReadonlySet<number> {
  const frame = new Set<number>()
  for (const [number, line] of lines.entries()) {
    if (isHeaderLine(line) || isForwardedLine(line) || isOriginalMessageLine(line) || replyAboveLine([line]) === 0)
      frame.add(number)
    if (!mayEndAttribution(line)) continue
    const start = attributionStart(lines, number)
    for (let at = start; start !== -1 && at <= number; at++) frame.add(at)
  }
  return frame
}

/** What programs put beside the words they quote: where a link leads, and that a picture stood there. */
const beside = /<(?:https?|mailto):[^<>\s]*>|\[(?:cid|image|https?):[^\][\n]*\]/giu

function bare(text: string): string {
  return text
    .replace(beside, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
