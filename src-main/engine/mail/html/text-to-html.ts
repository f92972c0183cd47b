import { escapeText } from './sanitise.ts'

/** A plain text part between HTML parts of one body. Links stay text: the screen makes them clickable or not. */
export function textToHtml(text: string): string {
  return `<div style="white-space:pre-wrap">${escapeText(text)}</div>`
}
