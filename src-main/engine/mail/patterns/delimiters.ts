export type DelimitedPattern = { readonly body: string; readonly flags: string }

const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']', '<': '>' }

/**
 * Splits a PHP-style pattern (`/…/i`, `#…#`, `{…}m`) into body and flags. Text that is not delimited is the pattern
 * itself: administrators paste both.
 */
export function splitDelimiters(source: string): DelimitedPattern {
  const text = source.trim()
  const open = text[0] ?? ''
  if (/[\p{L}\p{N}\\\s]/u.test(open) || open === '') return { body: source, flags: '' }
  const close = closing[open] ?? open
  const end = text.lastIndexOf(close)
  const flags = text.slice(end + 1).trim()
  if (end <= 0 || !/^[a-zA-Z]*$/.test(flags)) return { body: source, flags: '' }
  // `^Re: …$` and `.*` begin with a sign of their own; only the usual delimiters may carry flags we do not know.
  if (/[\^.$*+?]/.test(open) && open !== text[end]) return { body: source, flags: '' }
  const body = text.slice(1, end)
  return { body: close === open ? body.replaceAll(`\\${open}`, isSpecial(open) ? `\\${open}` : open) : body, flags }
}

function isSpecial(sign: string): boolean {
  return /[\^$\\.*+?()[\]{}|]/.test(sign)
}
