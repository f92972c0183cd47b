const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `From ada@example.org Tue Mar  4 10:00:00 2025`, with a zone before or after the year in some programs. */
const dated =
  /^From .*?\b([A-Z][a-z]{2}) +(\d{1,2}) +(\d{1,2}):(\d\d)(?::(\d\d))?(?: +([+-]\d{4}|[A-Z]{1,5}))? +(\d{4})(?: +([+-]\d{4}))?\s*$/

/** Thunderbird writes the bare word. */
const bare = /^From (?:- *)?\r?\n?$/

const longestFromLine = 1_000

/**
 * Whether this line separates two mails of an mbox (RFC 4155); `receivedAt` is its date in UTC milliseconds. A line of
 * text that begins with From has no such date: careless programs leave it as it is.
 */
export function readFromLine(line: Buffer): { readonly receivedAt: number | null } | null {
  if (line.length > longestFromLine || line.toString('latin1', 0, 5) !== 'From ') return null
  const text = line.toString('latin1')
  if (bare.test(text)) return { receivedAt: null }
  const parts = dated.exec(text)
  if (!parts) return null
  const [, month = '', day, hour, minute, second, zoneBefore, year, zoneAfter] = parts
  const monthIndex = months.indexOf(month.toLowerCase())
  if (monthIndex < 0) return null
  const local = Date.UTC(Number(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second ?? 0))
  return { receivedAt: local - offsetOf(zoneAfter ?? zoneBefore) }
}

/** Without a numeric zone it is UTC, as RFC 4155 wants it. */
function offsetOf(zone: string | undefined): number {
  const parts = /^([+-])(\d\d)(\d\d)$/.exec(zone ?? '')
  if (!parts) return 0
  const minutes = Number(parts[2]) * 60 + Number(parts[3])
  return (parts[1] === '-' ? -1 : 1) * minutes * 60_000
}

/** Takes one > from a line that was escaped to look unlike a separator (`>From `, `>>From `). */
export function unescapeFromLine(line: Buffer): Buffer {
  if (line[0] !== 0x3e) return line
  return /^>+From /.test(line.toString('latin1', 0, 200)) ? line.subarray(1) : line
}

export function isBlankLine(line: Buffer): boolean {
  return (line.length === 1 && line[0] === 0x0a) || (line.length === 2 && line[0] === 0x0d && line[1] === 0x0a)
}
