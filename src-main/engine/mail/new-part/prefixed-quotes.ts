import { attributionStart, isShortAttribution, mayEndAttribution } from './attribution.ts'

/** `JD> `, `Jane> `: The Bat! and Supercite put the writer's initials or name before the mark. */
const prefixed = /^\s{0,8}(\p{L}[\p{L}\d.-]{0,19})>/u

/**
 * Numbers of the lines that are quoted by the initials of whoever wrote them. Such a prefix is believed only below a line
 * that says who wrote; from there on every line with the same one is quoted.
 */
export function prefixedQuoteLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>()
  const prefixes = new Set<string>()
  let introduced = false
  for (const [number, line] of lines.entries()) {
    const prefix = prefixed.exec(line.slice(0, 40))?.[1]
    if (prefix !== undefined && introduced) prefixes.add(prefix)
    if (prefix !== undefined && prefixes.has(prefix)) found.add(number)
    if (line.trim() === '') continue
    introduced = introduces(lines, number)
  }
  return found
}

function introduces(lines: readonly string[], number: number): boolean {
  const line = lines[number] ?? ''
  return mayEndAttribution(line) && (attributionStart(lines, number) !== -1 || isShortAttribution(line))
}
