import { attribute, classesOf, type HtmlElement } from '../html/dom.ts'
import { nodesToText } from '../html/html-to-text.ts'
import { isHeaderBlock } from './header-block.ts'
import type { RuleName } from './rule-names.ts'

/**
 * `element`: the quote is inside of it, text below it is an answer. `container`: the same, but the program also puts
 * into it what the sender typed between and below the quotes. `following`: the quote begins here and never ends.
 */
export type HtmlCut = { readonly rule: string; readonly extent: 'element' | 'container' | 'following' }

/**
 * The quote forms of mail programs, as they mark them in their HTML. First hit wins. The administrator's own list
 * (`html-tags-to-remove`) comes first, so that its name stands in the record.
 */
export function cutOf(element: HtmlElement, tagsToRemove: Readonly<Record<string, readonly string[]>>): HtmlCut | null {
  if (isIndent(element)) return null
  const marked = byMark(element)
  const listed = bySetting(element, tagsToRemove)
  if (listed) return { rule: listed, extent: marked?.extent ?? 'element' }
  return marked ?? byBorder(element)
}

/** The box around a forwarded mail: all of it is news. */
export function isForwardContainer(element: HtmlElement): boolean {
  return classesOf(element).includes('moz-forward-container')
}

function bySetting(element: HtmlElement, tags: Readonly<Record<string, readonly string[]>>): string | null {
  const listed = Object.hasOwn(tags, element.name) ? tags[element.name] : undefined
  if (!listed) return null
  const classes = classesOf(element)
  if (listed.length > 0 && !listed.some(name => classes.includes(name.toLowerCase()))) return null
  return `html-tags-to-remove ${element.name}`
}

/** The indent button of Gmail and Outlook on the web makes a blockquote without a border: it quotes nobody. */
function isIndent(element: HtmlElement): boolean {
  if (element.name !== 'blockquote' || classesOf(element).length > 0 || attribute(element, 'type') !== '') return false
  const style = attribute(element, 'style')
  return (
    /border\s*:\s*(?:none|0)/i.test(style) && /margin(?:-left)?\s*:\s*(?:0(?:px)?\s+){0,3}(?:40px|30pt)/i.test(style)
  )
}

const quoteClasses: Readonly<Record<string, HtmlCut>> = {
  gmail_quote: { rule: 'gmail-quote', extent: 'container' },
  gmail_quote_container: { rule: 'gmail-quote', extent: 'container' },
  gmail_attr: { rule: 'gmail-quote', extent: 'element' },
  gmail_quote_attribution: { rule: 'gmail-quote', extent: 'element' },
  'moz-cite-prefix': { rule: 'thunderbird-quote', extent: 'element' },
  yahoo_quoted: { rule: 'yahoo-quote', extent: 'container' },
  protonmail_quote: { rule: 'proton-quote', extent: 'container' },
  tutanota_quote: { rule: 'tutanota-quote', extent: 'element' },
  zmail_extra: { rule: 'zoho-quote', extent: 'container' },
  freshdesk_quote: { rule: 'webmail-quote', extent: 'element' },
  missive_quote: { rule: 'webmail-quote', extent: 'element' },
  'front-blockquote': { rule: 'webmail-quote', extent: 'element' },
  'ms-outlook-mobile-reference-message': { rule: 'outlook-mobile-quote', extent: 'element' },
}

const quoteIds: Readonly<Record<string, HtmlCut>> = {
  divrplyfwdmsg: { rule: 'outlook-quote', extent: 'following' },
  appendonsend: { rule: 'outlook-quote', extent: 'following' },
  stopspelling: { rule: 'outlook-quote', extent: 'following' },
  olk_src_body_section: { rule: 'outlook-quote', extent: 'element' },
  'mail-editor-reference-message-container': { rule: 'outlook-quote', extent: 'element' },
  zwchr: { rule: 'zimbra-quote', extent: 'following' },
  'reply-intro': { rule: 'webmail-quote', extent: 'element' },
  isreplycontent: { rule: 'webmail-quote', extent: 'element' },
  blockquote_zmail: { rule: 'zoho-quote', extent: 'element' },
}

function byMark(element: HtmlElement): HtmlCut | null {
  if (element.name === 'blockquote' && attribute(element, 'type').toLowerCase() === 'cite')
    return { rule: 'cite-quote', extent: 'element' }
  for (const name of classesOf(element)) {
    // Yahoo prefixes class and id of what was quoted before: `ydp9b1f0a55yahoo_quoted`.
    const cut = quoteClasses[name.replace(/^(?:x_)+|^ydp[0-9a-z]{6,12}(?=yahoo_)/, '')]
    if (cut) return element.name === 'blockquote' ? { ...cut, extent: 'element' } : cut
  }
  if (attribute(element, 'name') === 'messageReplySection') return { rule: 'spark-quote', extent: 'container' }
  if (attribute(element, 'data-marker') === '__DIVIDER__') return { rule: 'zimbra-quote', extent: 'following' }
  return byId(element)
}

/** Outlook on the web prefixes ids of quoted mails with `x_` once for each time they were quoted. */
function byId(element: HtmlElement): HtmlCut | null {
  const id = attribute(element, 'id')
    .replace(/^(?:x_)+/i, '')
    .toLowerCase()
  if (id === '') return null
  if (/^(?:ydp[0-9a-z]{6,12})?yahoo_quoted/.test(id)) return { rule: 'yahoo-quote', extent: 'container' }
  return Object.hasOwn(quoteIds, id) ? (quoteIds[id] ?? null) : null
}

/** Outlook on the desktop marks nothing: it draws a line above the header of the mail that is answered. */
function byBorder(element: HtmlElement): HtmlCut | null {
  const style = attribute(element, 'style')
  if (style === '' || !/border-(?:top|left)\s*:\s*solid/i.test(style) || !/border\s*:\s*none/i.test(style)) return null
  const lines = nodesToText([element], 2_000)
    .split('\n')
    .filter(line => line.trim() !== '')
  const rule: RuleName = 'outlook-border'
  return isHeaderBlock(lines, 0) ? { rule, extent: 'following' } : null
}
