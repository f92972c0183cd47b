/**
 * A pattern as it is meant, from how it was pasted: out of a PHP file it comes in quotes and with every backslash
 * doubled (`'/\\RFrom: .+\\R/m',`); one well-known list has `\TO:` where `\RTO:` is meant. Whoever shows a pattern
 * as understood shows this.
 */
export function asUnderstood(source: string): string {
  return withLineEndBeforeTo(withoutDoubling(withoutQuotes(source)))
}

/** Only around a delimited pattern: `'…'` alone may be the pattern itself. */
function withoutQuotes(source: string): string {
  const quoted = /^\s*(['"])([/#~|!%@`{(<[].*[/#~|!%@`})>\]][imsxuUADXJ]*)\1\s*(?:,|=>.*)?\s*$/s.exec(source)
  return quoted?.[2] ?? source
}

/** All backslashes in pairs, and some pair before a letter that makes an escape: nobody looks for a `\` that often. */
function withoutDoubling(source: string): string {
  const runs = source.match(/\\+/g) ?? []
  if (runs.length === 0 || runs.some(run => run.length % 2 === 1)) return source
  return /\\\\[RdDwWsSbBhHvVAzZpPKQ]/.test(source) ? source.replaceAll('\\\\', '\\') : source
}

function withLineEndBeforeTo(source: string): string {
  return source.replace(/(?<!\\)((?:\\\\)*)\\TO:/g, '$1\\RTO:')
}
