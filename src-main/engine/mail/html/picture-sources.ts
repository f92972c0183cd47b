import { attribute, type HtmlElement } from './dom.ts'

/** Elements that a picture may lie behind, as old clients and newsletters write it. */
const withBackground = new Set(['table', 'tbody', 'thead', 'tr', 'td', 'th', 'div', 'center', 'p', 'span', 'section'])
const cssPicture = /\bbackground(?:-image)?\s*:[^;]{0,1000}?\burl\(\s*["']?([^"')]{1,1000})["']?\s*\)/i

/** The address of the picture that an element shows, as the mail writes it; '' when it shows none. */
export function pictureSource(element: HtmlElement): string {
  if (element.name === 'img') return attribute(element, 'src').trim()
  if (!withBackground.has(element.name)) return ''
  const background = attribute(element, 'background').trim()
  if (background !== '') return background
  const style = attribute(element, 'style')
  if (style.length > 4_000 || !style.includes('url(')) return ''
  return cssPicture.exec(style)?.[1]?.trim() ?? ''
}
