const named: ReadonlyMap<number, string> = new Map([
  [0, 'utf-8'],
  [932, 'shift_jis'],
  [936, 'gb18030'],
  [949, 'cp949'],
  [950, 'big5'],
  [1200, 'utf-16le'],
  [20127, 'us-ascii'],
  [20866, 'koi8-r'],
  [28591, 'iso-8859-1'],
  [28592, 'iso-8859-2'],
  [28595, 'iso-8859-5'],
  [28605, 'iso-8859-15'],
  [50220, 'iso-2022-jp'],
  [51932, 'euc-jp'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
])

/** Charset of a Windows code page number. */
export function charsetOfCodePage(number: number): string {
  const name = named.get(number)
  if (name) return name
  return number >= 1250 && number <= 1258 ? `windows-${number}` : `cp${number}`
}
