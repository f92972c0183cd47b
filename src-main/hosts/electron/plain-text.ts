/** Control signs, format signs (bidi marks and invisible joiners among them), lone surrogates, private use. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu

/**
 * Text from a mail for places that we do not draw ourselves: one line, nothing invisible, no sign that turns the
 * direction of what follows, at most `mostCharacters`. Linux desktops read the text of a notification as markup, so its
 * angle brackets become others that look the same.
 */
export function toPlainText(text: string, mostCharacters: number): string {
  const line = text
    .replace(/[\t\n\v\f\r\u2028\u2029]/g, ' ')
    .replace(UNSEEN, '')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment)
  if (characters.length <= mostCharacters) return line
  return `${characters
    .slice(0, mostCharacters - 1)
    .join('')
    .trimEnd()}…`
}
