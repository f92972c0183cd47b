const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** RFC 5322 4.3 and the European zones that real mail still names. Hours east of UTC. */
const zones: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  MET: 1,
  CEST: 2,
  MEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  JST: 9,
  AEST: 10,
  AEDT: 11,
}
const dateTime =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:\.\d+)?\s*(?:(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})|([a-z]{1,5}))?/i
const isoDateTime = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?/i

/** Before this there was no mail from a helpdesk's callers: a reset clock, or the Unix epoch. */
const earliest = Date.UTC(1990, 0, 1)
const tenYearsMs = 10 * 365.25 * 24 * 3_600_000

/** A Date header in UTC milliseconds; null when it is missing, unreadable or absurd. Without a zone it counts as UTC. */
export function parseSentAt(value: string | null, now: number): number | null {
  if (value === null) return null
  const text = value.slice(0, 200).replace(/\([^)]*\)/g, ' ')
  const time = parseMailDate(text) ?? parseIsoDate(text)
  if (time === null || Number.isNaN(time) || time < earliest || time > now + tenYearsMs) return null
  return time
}

function parseMailDate(text: string): number | null {
  const match = dateTime.exec(text)
  if (!match) return null
  const month = months.indexOf((match[2] ?? '').toLowerCase())
  if (month === -1) return null
  const day = Number(match[1])
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)]
  if (day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null
  return Date.UTC(fullYear(match[3] ?? ''), month, day, hour, minute, second) - zoneMs(match)
}

function parseIsoDate(text: string): number | null {
  const iso = isoDateTime.exec(text)?.[0]
  if (!iso) return null
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso.slice(11)) ? iso : `${iso}Z`
  return Date.parse(zoned.replace(' ', 'T'))
}

/** RFC 5322 4.3: two digits below 50 are 20xx, the others and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year
  return digits.length === 3 ? 1900 + year : year
}

function zoneMs(match: RegExpExecArray): number {
  if (match[7]) {
    const minutes = Number(match[8]) * 60 + Number(match[9])
    return (match[7] === '-' ? -minutes : minutes) * 60_000
  }
  return (zones[(match[10] ?? '').toUpperCase()] ?? 0) * 3_600_000
}
