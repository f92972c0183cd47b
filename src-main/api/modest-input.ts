/** The largest honest call names 10,000 ids; the configuration of an inbox is nested six deep. */
const MOST_VALUES = 200_000
const MOST_DEPTH = 64

/**
 * Whether this input may be given to a schema at all: a walk that counts and stops, where a parser would go on for
 * minutes or run out of stack. Some hosts hand over what was never text (structured clones): those may hold circles,
 * and bytes that no procedure takes.
 */
export function isModestInput(input: unknown): boolean {
  let level: unknown[] = [input]
  let values = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_DEPTH) return false
    const next: unknown[] = []
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return false
      const members = Array.isArray(value) ? value : Object.values(value)
      values += members.length
      if (values > MOST_VALUES) return false
      for (const member of members) next.push(member)
    }
    level = next
  }
  return true
}
