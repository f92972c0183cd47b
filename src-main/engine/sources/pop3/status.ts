/** The first line of an answer (RFC 1939, 3). */
export type Status = {
  readonly kind: 'ok' | 'refused' | 'challenge' | 'foreign'
  /** What follows the indicator: hostile, latin1. */
  readonly text: string
  /** The extended response code in capitals (RFC 2449, 8; RFC 3206), '' when there is none: IN-USE, SYS/TEMP, AUTH. */
  readonly code: string
  /** The server ends its lines with LF alone. */
  readonly bareLf: boolean
}

/** `line` with its end. 'foreign' when a POP3 server does not speak so. */
export function parseStatus(line: Buffer): Status {
  const text = line.toString('latin1').replace(/\r?\n$/, '')
  const bareLf = !line.subarray(-2).equals(Buffer.from('\r\n'))
  const found = /^(\+OK|-ERR|\+)(?: +(.*)|)$/is.exec(text.trimEnd())
  const said = found?.[2] ?? ''
  const code = /^\[([A-Z0-9/-]{1,40})\]/i.exec(said)?.[1]?.toUpperCase() ?? ''
  return { kind: kindOf(found?.[1]), text: found ? said : text, code, bareLf }
}

function kindOf(indicator: string | undefined): Status['kind'] {
  switch (indicator?.toUpperCase()) {
    case '+OK':
      return 'ok'
    case '-ERR':
      return 'refused'
    case '+':
      return 'challenge'
    default:
      return 'foreign'
  }
}
