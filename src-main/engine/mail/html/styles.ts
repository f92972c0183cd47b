/** Inline style properties that change how text looks, never where it lies or what is loaded. */
const allowed = new Set([
  'color',
  'background-color',
  'background',
  'font',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'font-variant',
  'text-align',
  'text-decoration',
  'text-decoration-line',
  'text-indent',
  'text-transform',
  'vertical-align',
  'white-space',
  'line-height',
  'letter-spacing',
  'direction',
  'display',
  'width',
  'height',
  'max-width',
  'max-height',
  'min-width',
  'margin',
  'margin-top',
  'margin-right',
  'margin-bottom',
  'margin-left',
  'padding',
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
  'border',
  'border-top',
  'border-right',
  'border-bottom',
  'border-left',
  'border-color',
  'border-style',
  'border-width',
  'border-collapse',
  'border-spacing',
  'border-radius',
  'list-style-type',
  'table-layout',
  'word-break',
  'overflow-wrap',
])
/** No escapes, no comments, no strings of markup, no at-rules. */
const plainValue = /^[\p{L}\p{N}\s#%.,'"!+/_-]*$/u
const colourFunction = /\b(?:rgb|rgba|hsl|hsla)\([\d\s.,%/+-]*\)/gi
const displays = /^(?:none|block|inline|inline-block|table|table-row|table-cell|list-item)(?:\s*!important)?$/i

/** The declarations of a style attribute that may stay, '' when none does. Nothing in them can load or overlay. */
export function filterStyle(style: string): string {
  if (style === '' || style.length > 4_000) return ''
  const kept: string[] = []
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon === -1) continue
    const property = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration.slice(colon + 1).trim()
    if (allowed.has(property) && isAllowedValue(property, value)) kept.push(`${property}:${value}`)
  }
  return kept.join(';')
}

function isAllowedValue(property: string, value: string): boolean {
  if (value === '' || value.length > 300) return false
  if (property === 'display') return displays.test(value)
  // A negative margin could pull the text of a mail over another part of the screen.
  if (property.startsWith('margin') && /-\s*[\d.]/.test(value)) return false
  return plainValue.test(value.replace(colourFunction, ''))
}
