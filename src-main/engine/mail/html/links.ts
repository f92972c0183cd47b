const schemes = /^(?:https?:\/\/|mailto:)/i

/**
 * The address of a link if it is http, https or mailto; null for every other scheme and for relative links, which lead
 * nowhere in a mail. White space and control characters inside a scheme are how `java\nscript:` passes simple tests.
 */
export function safeLink(value: string): string | null {
  if (value === '' || value.length > 8_000) return null
  const clean = value
    .trim()
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '')
    .replace(/ /g, '%20')
  return schemes.test(clean) ? clean : null
}

/** True when the text of a link says where it leads. */
export function saysTarget(text: string, target: string): boolean {
  return bare(text) === bare(target)
}

function bare(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)/, '')
    .replace(/^www\./, '')
    .replace(/(?<!\/)\/{1,4}$/, '')
}
