const DOT = 0x2e
const CR = 0x0d
const LF = 0x0a

/** What a piece of an answer gave; `rest` is what came after its end, null while the end is not there yet. */
type Unstuffed = { readonly data: readonly Buffer[]; readonly rest: Buffer | null }

/**
 * Takes a multi-line answer (RFC 1939, 3) apart as it comes, in pieces cut anywhere: dots that the server doubled are
 * single again, and the line with the single dot ends it. Everything else passes byte for byte. `bareLf` is for servers
 * that end their own lines so; for all others a bare LF inside a mail begins no line, so that no mail can end its own
 * answer.
 */
export function createUnstuffer({ bareLf }: { readonly bareLf: boolean }): (piece: Buffer) => Unstuffed {
  const lineEnd = Buffer.from(bareLf ? '\n' : '\r\n')
  const dottedLine = Buffer.from(bareLf ? '\n.' : '\r\n.')
  let held: Buffer = Buffer.alloc(0)
  let atLineStart = true

  return piece => {
    const bytes = held.length === 0 ? piece : Buffer.concat([held, piece])
    const data: Buffer[] = []
    let at = 0
    const hold = (from: number): Unstuffed => {
      held = bytes.subarray(from)
      return { data, rest: null }
    }
    for (;;) {
      if (atLineStart && bytes[at] === DOT) {
        const end = endAfterDot(bytes, at + 1, bareLf)
        if (end === 'unknown') return hold(at)
        if (end !== null) return { data, rest: bytes.subarray(end) }
        at += 1
      }
      if (at >= bytes.length) return hold(at)
      atLineStart = false
      const found = bytes.indexOf(dottedLine, at)
      if (found === -1) break
      const next = found + lineEnd.length
      data.push(bytes.subarray(at, next))
      at = next
      atLineStart = true
    }
    // The last bytes may be the beginning of a line with a dot.
    const end = bytes.at(-1) === CR && !bareLf ? bytes.length - 1 : bytes.length
    if (end > at) data.push(bytes.subarray(at, end))
    atLineStart = endsWith(bytes.subarray(at), lineEnd)
    return hold(end)
  }
}

/** Where the answer ends, when the dot before `at` stands alone on its line; null when it does not. */
function endAfterDot(bytes: Buffer, at: number, bareLf: boolean): number | null | 'unknown' {
  if (at >= bytes.length) return 'unknown'
  if (bareLf && bytes[at] === LF) return at + 1
  if (bytes[at] !== CR) return null
  if (at + 1 >= bytes.length) return 'unknown'
  return bytes[at + 1] === LF ? at + 2 : null
}

function endsWith(bytes: Buffer, end: Buffer): boolean {
  return bytes.length >= end.length && bytes.subarray(-end.length).equals(end)
}
