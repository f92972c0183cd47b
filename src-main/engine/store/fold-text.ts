/** Letters that have no decomposition but that people leave out all the same. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' }

/** The form in which text is searched and sorted: no case, no accents. */
export function foldText(text: string): string {
  if (isPlain(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøłđæœı]/g, letter => PLAIN_LETTERS[letter] ?? letter)
}

/** Nine subjects of ten, at a tenth of the price. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
