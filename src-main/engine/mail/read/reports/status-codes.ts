/** One RFC 3463 code in a text, with how sure it is one and no version or address. */
type FoundCode = { readonly code: string; readonly weight: number }

const form = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/g
/** A program names its version with the same three numbers. */
const version = /(?:version|release|build|postfix|exim|sendmail|qmail|agent|server|client|mail|php\w*|\/)[ /v(-]{1,2}$/i

/**
 * The code that says most: one behind an SMTP reply or a `#` before one that merely stands somewhere, an exact one before
 * `5.0.0`. Null when the text holds none; codes are never made up from SMTP replies.
 */
export function findStatus(text: string): string | null {
  let best: FoundCode | null = null
  for (const match of text.matchAll(form)) {
    const code = match[1] ?? ''
    const weight = weigh(text.slice(Math.max(0, match.index - 24), match.index), code)
    if (weight > 0 && (best === null || weight > best.weight)) best = { code, weight }
  }
  return best?.code ?? null
}

/** x.0.0 says only that it failed. */
export function isVague(status: string): boolean {
  return /^[245]\.0\.0$/.test(status)
}

function weigh(before: string, code: string): number {
  const exact = isVague(code) ? 0 : 4
  if (/[245]\d\d[ -]+#?$/.test(before) || /#$/.test(before)) return 3 + exact
  if (/(?:status|code|dsn)[ =:]*\(?$/i.test(before) || /(?:^|\n)\s*$/.test(before)) return 2 + exact
  if (version.test(before) && !/smtp;? ?$/i.test(before)) return 0
  return 1 + exact
}
