/**
 * Inline styles, one declared value at a time, as the browser itself has read them: whatever escapes, comments or
 * upper case a mail used are gone by then. A property that can load something, or lay a mail over other things, is not
 * in the list; a value that calls a function is refused unless the function makes a colour.
 */
const ALLOWED = new Set(
  [
    'color background-color',
    'font-family font-size font-style font-weight font-variant-caps font-stretch line-height letter-spacing',
    'text-align text-decoration-line text-decoration-style text-decoration-color text-indent text-transform',
    'vertical-align white-space-collapse text-wrap-mode word-break overflow-wrap direction',
    'display width height min-width max-width max-height table-layout',
    'margin-top margin-right margin-bottom margin-left padding-top padding-right padding-bottom padding-left',
    'border-top-width border-right-width border-bottom-width border-left-width',
    'border-top-style border-right-style border-bottom-style border-left-style',
    'border-top-color border-right-color border-bottom-color border-left-color',
    'border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius',
    'border-collapse border-spacing list-style-type',
  ]
    .join(' ')
    .split(' '),
)
const DISPLAYS = /^(none|block|inline|inline-block|list-item|table|table-(row|cell|caption|(row|header|footer)-group))$/
const COLOUR_FUNCTIONS = /\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([\d\s.,%/a-z-]*\)/g
const LENGTHS = /(-?[\d.]+(?:e[+-]?\d+)?)([a-z]+|%)?/g
/** About how many pixels. Viewport units are missing: with them the height of a mail would depend on its frame's. */
const PIXELS: ReadonlyMap<string, number> = new Map(
  Object.entries({ '': 1, px: 1, pt: 1.34, pc: 16, in: 96, cm: 38, mm: 3.8, em: 16, rem: 16, ex: 8, ch: 8, '%': 2 }),
)
const LARGEST_PX = 4_000
const LARGEST_FONT_PX = 300
/** Lists made by word processors hang their numbers out by a centimetre or two. */
const SMALLEST_INDENT_PX = -100

/** Copies what may stay from one element of an inert document to another. */
export function copyStyle(from: CSSStyleDeclaration, to: CSSStyleDeclaration): void {
  for (const property of from) {
    const value = from.getPropertyValue(property)
    if (ALLOWED.has(property) && isHarmless(property, value)) to.setProperty(property, value)
  }
}

function isHarmless(property: string, value: string): boolean {
  if (property === 'display') return DISPLAYS.test(value)
  const plain = value.toLowerCase().replace(COLOUR_FUNCTIONS, '')
  if (plain.includes('(')) return false
  if (property === 'font-family' || property.endsWith('color')) return true
  const largestPx = property === 'font-size' ? LARGEST_FONT_PX : LARGEST_PX
  const smallestPx = property === 'text-indent' || property === 'letter-spacing' ? SMALLEST_INDENT_PX : 0
  return [...plain.matchAll(LENGTHS)].every(([, number, unit = '']) => {
    const px = Number(number) * (PIXELS.get(unit) ?? Number.NaN)
    return px >= smallestPx && px <= largestPx
  })
}
