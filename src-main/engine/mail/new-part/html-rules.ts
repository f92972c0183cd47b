import { attribute, classesOf, type HtmlElement } from '../html/dom.ts'
import { nodesToText } from '../html/html-to-text.ts'
import { isHeaderBlock } from './header-block.ts'

/** `element`: the quote is inside of it, text below it is an answer. `following`: the quote begins here and never ends. */
export type HtmlCut = { readonly rule: string; readonly extent: 'element' | 'following' }

/**
 * The quote forms of mail programs, as they mark them in their HTML. First hit wins. The administrator's own list
 * (`html-tags-to-remove`) comes first, so that its name stands in the record.
 */
export function cutOf(element: HtmlElement, tagsToRemove: Readonly<Record<string, readonly string[]>>): HtmlCut | null {
  return bySetting(element, tagsToRemove) ?? byClass(element) ?? byId(element) ?? byBorder(element)
}

function bySetting(element: HtmlElement, tags: Readonly<Record<string, readonly string[]>>): HtmlCut | null {
  const listed = Object.hasOwn(tags, element.name) ? tags[element.name] : undefined
  if (!listed) return null
  const classes = classesOf(element)
  if (listed.length > 0 && !listed.some(name => classes.includes(name.toLowerCase()))) return null
  return { rule: `html-tags-to-remove ${element.name}`, extent: 'element' }
}

const quoteClasses: Readonly<Record<string, string>> = {
  gmail_quote: 'gmail-quote',
  gmail_quote_container: 'gmail-quote',
  gmail_attr: 'gmail-quote',
  'moz-cite-prefix': 'thunderbird-quote',
  'moz-forward-container': '',
  yahoo_quoted: 'yahoo-quote',
  protonmail_quote: 'proton-quote',
  tutanota_quote: 'tutanota-quote',
  zmail_extra: 'zoho-quote',
  'ms-outlook-mobile-reference-message': 'outlook-mobile-quote',
}

function byClass(element: HtmlElement): HtmlCut | null {
  if (element.name === 'blockquote' && attribute(element, 'type').toLowerCase() === 'cite')
    return { rule: 'cite-quote', extent: 'element' }
  for (const name of classesOf(element)) {
    const rule = quoteClasses[name]
    if (rule) return { rule, extent: 'element' }
  }
  return null
}

/** Outlook on the web prefixes ids of quoted mails with `x_` once for each time they were quoted. */
function byId(element: HtmlElement): HtmlCut | null {
  const id = attribute(element, 'id')
    .replace(/^(?:x_)+/i, '')
    .toLowerCase()
  if (id === '') return null
  if (id === 'divrplyfwdmsg' || id === 'appendonsend') return { rule: 'outlook-quote', extent: 'following' }
  if (id === 'olk_src_body_section' || id === 'mail-editor-reference-message-container')
    return { rule: 'outlook-quote', extent: 'element' }
  if (id === 'ms-outlook-mobile-body-separator-line') return { rule: 'outlook-mobile-quote', extent: 'following' }
  if (id.startsWith('yahoo_quoted')) return { rule: 'yahoo-quote', extent: 'element' }
  return null
}

/** Outlook on the desktop marks nothing: it draws a line above the header of the mail that is answered. */
function byBorder(element: HtmlElement): HtmlCut | null {
  const style = attribute(element, 'style')
  if (style === '' || !/border-top\s*:\s*solid/i.test(style) || !/border\s*:\s*none/i.test(style)) return null
  const lines = nodesToText([element], 2_000)
    .split('\n')
    .filter(line => line.trim() !== '')
  return isHeaderBlock(lines, 0) ? { rule: 'outlook-border', extent: 'following' } : null
}
