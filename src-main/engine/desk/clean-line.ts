const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g
/** Soft hyphens, zero-width characters, bidirectional marks, tags: all that makes a name look like another one. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/** One line of text from outside, safe to show beside others: nothing invisible, single spaces, whole surrogates. */
export function cleanLine(text: string, maxLength: number): string {
  const line = text.toWellFormed().replace(BREAKS, ' ').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
  return cutAt(line, maxLength)
}

/** Cut by code points, never inside one. */
export function cutAt(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  return Array.from(text).slice(0, maxLength).join('')
}
