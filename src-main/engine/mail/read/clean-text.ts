/** Characters that change what a person sees without being seen: controls, bidi overrides, zero-width, BOM, tags. */
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
/** Zero-width joiners stay: emoji and several scripts are written with them. */

/** One line of visible text for a subject or a name; line ends and tabs become blanks. */
export function cleanLine(text: string, maxLength: number): string {
  const clean = text
    .slice(0, maxLength * 2)
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(invisible, '')
    .trim()
  return cutCodePoints(clean.toWellFormed(), maxLength)
}

/** Cuts without leaving half a surrogate pair. */
function cutCodePoints(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const last = text.charCodeAt(maxLength - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxLength - 1 : maxLength)
}
