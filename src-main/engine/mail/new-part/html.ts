import { type HtmlElement, type HtmlNode, isVisible } from '../html/dom.ts'
import { htmlToLines, htmlToText, nodesToText } from '../html/html-to-text.ts'
import { type SanitiseOptions, sanitise } from '../html/sanitise.ts'
import type { NewPart } from '../model.ts'
import type { PatternRunner } from '../patterns/pattern-runner.ts'
import { answeredLines, type LineKind } from './answers.ts'
import { attributionStart, isShortAttribution } from './attribution.ts'
import { addFrom, addLine, inDocumentOrder } from './cut-nodes.ts'
import { findContainer } from './html-container.ts'
import { ownQuotes, startsWithForward } from './html-quotes.ts'
import { cutOf, isForwardContainer } from './html-rules.ts'
import { foldHtmlSignature } from './html-signature.ts'
import { keepTyped } from './html-typed.ts'
import { findQuotedMail, forwardedLine, markedBlock } from './quoted-mail.ts'
import { replyAboveLine } from './reply-above.ts'
import type { NewPartRules } from './text.ts'

/** What an HTML reply adds; the tree itself is not changed. When nothing visible is left, all of it is new. */
export function newPartOfHtml(
  root: HtmlElement,
  rules: NewPartRules,
  runner: PatternRunner,
  { pictures, heldTexts }: { readonly pictures: SanitiseOptions['pictures']; readonly heldTexts: readonly string[] },
): NewPart {
  const cut = cutHtml(root, rules, runner, heldTexts)
  if (cut === null)
    return { format: 'html', html: sanitise(root, { pictures }), text: htmlToText(root), cutText: '', rule: null }
  return {
    format: 'html',
    html: sanitise(root, { pictures, skipped: cut.nodes }),
    text: htmlToText(root, cut.nodes),
    cutText: nodesToText([...inDocumentOrder(root, cut.nodes)]),
    rule: cut.rule,
  }
}

type Cut = { readonly nodes: ReadonlySet<HtmlNode>; readonly rule: string }

/** Null when nothing goes, or when nothing visible would be left. */
function cutHtml(
  root: HtmlElement,
  rules: NewPartRules,
  runner: PatternRunner,
  heldTexts: readonly string[],
): Cut | null {
  for (const withMarker of [true, false]) {
    const cutter = new HtmlCutter(root, rules, runner)
    if (withMarker && !cutter.cutBelowMarker()) continue
    const cut = cutter.run(heldTexts)
    if (cut && isVisible(root, cut.nodes)) return cut
  }
  return null
}

class HtmlCutter {
  private readonly nodes = new Set<HtmlNode>()
  private readonly root: HtmlElement
  private readonly rules: NewPartRules
  private readonly runner: PatternRunner
  private rule: string | null = null

  constructor(root: HtmlElement, rules: NewPartRules, runner: PatternRunner) {
    this.root = root
    this.rules = rules
    this.runner = runner
  }

  /** False when there is no line that asks to reply above it. */
  cutBelowMarker(): boolean {
    const lines = htmlToLines(this.root)
    const marker = replyAboveLine(
      lines.map(line => line.text),
      this.rules.replyAboveTexts,
    )
    const node = marker === -1 ? undefined : lines[marker]?.nodes[0]
    if (!node) return false
    this.rule = 'reply-above'
    addFrom(node, this.root, this.nodes)
    return true
  }

  run(heldTexts: readonly string[]): Cut | null {
    const elements = this.cutElements()
    this.cutMarkedLines()
    this.cutQuotedMail()
    const introductions = this.cutIntroductions()
    this.keepAnswered(elements, introductions)
    if (this.rules.foldSignatures && foldHtmlSignature(this.root, this.nodes)) this.rule ??= 'signature'
    if (heldTexts.length > 0) keepTyped(this.nodes, heldTexts)
    return this.rule === null || this.nodes.size === 0 ? null : { nodes: this.nodes, rule: this.rule }
  }

  /** The elements that were cut alone, so that text may stand between them; each with its rule. */
  private cutElements(): ReadonlyMap<HtmlNode, string> {
    const found = new Map<HtmlNode, string>()
    const forwarded = this.firstForwarded()
    let over = false
    const cut = (node: HtmlElement, rule: string) => {
      this.nodes.add(node)
      found.set(node, rule)
    }
    const visit = (parent: HtmlElement): void => {
      for (const node of parent.children) {
        // What follows such a line is news to the reader, quotes and all.
        if (node === forwarded) over = true
        if (over) return
        if (this.nodes.has(node) || node.kind === 'text') continue
        if (isForwardContainer(node)) continue
        const rule = cutOf(node, this.rules.htmlTagsToRemove)
        if (!rule) visit(node)
        else if (startsWithForward(node)) continue
        else if (rule.extent === 'following') {
          this.rule ??= rule.rule
          addFrom(node, this.root, this.nodes)
          over = true
        } else {
          const quotes = rule.extent === 'container' ? findContainer(node) : null
          if (quotes) for (const quote of quotes) cut(quote, rule.rule)
          else cut(node, rule.rule)
        }
      }
    }
    visit(this.root)
    return found
  }

  private firstForwarded(): HtmlNode | null {
    const lines = htmlToLines(this.root, this.nodes)
    const number = forwardedLine(lines.map(line => line.text))
    return number === -1 ? null : (lines[number]?.nodes[0] ?? null)
  }

  /** Lines that are quoted as in plain text; one block below its attribution, for several were answered one by one. */
  private cutMarkedLines(): void {
    const lines = htmlToLines(this.root, this.nodes)
    const block = markedBlock(lines.map(line => (line.skipped ? '' : line.text)))
    if (block.length === 0) return
    this.rule ??= 'attribution'
    for (const number of block) addLine(lines[number], this.nodes)
  }

  /** A quoted mail that is marked by nothing but its words. */
  private cutQuotedMail(): void {
    const lines = htmlToLines(this.root, this.nodes)
    // An element that was cut stands for a quote: an attribution right above it is left to `cutIntroductions`.
    const found = findQuotedMail(lines.map(line => (line.skipped ? '> ' : line.text)))
    const node = found && lines.slice(found.line).find(line => line.nodes.length > 0)?.nodes[0]
    if (!found || !node) return
    const before = lines.slice(0, found.line)
    // A mail that begins with such a header is a copy or a forward.
    if (!before.some(line => !line.skipped && line.text.trim() !== '') && this.nodes.size > 0) return
    this.rule ??= found.rule
    addFrom(node, this.root, this.nodes)
  }

  /** The line above a cut that only says who wrote it. */
  private cutIntroductions(): ReadonlySet<HtmlNode> {
    const lines = htmlToLines(this.root, this.nodes)
    const texts = lines.map(line => line.text.trim())
    const introductory = this.runner.matchingLines(this.rules.introductoryPatterns, texts)
    const found = new Set<HtmlNode>()
    for (let number = 0; number <= lines.length; number++) {
      const isCut = number < lines.length && lines[number]?.skipped
      const atEnd = number === lines.length
      if (!isCut && !atEnd) continue
      let last = number - 1
      while (last >= 0 && texts[last] === '' && !lines[last]?.skipped) last--
      if (last < 0 || lines[last]?.skipped) continue
      const start = attributionStart(texts, last)
      if (start !== -1) {
        for (const line of lines.slice(start, last + 1)) addLine(line, found)
        if (atEnd) this.rule ??= 'attribution'
      } else if (isCut && (introductory.some(numbers => numbers.has(last)) || isShortAttribution(texts[last] ?? ''))) {
        addLine(lines[last], found)
      }
    }
    for (const node of found) this.nodes.add(node)
    return found
  }

  /** Quotes that were answered one by one come back; the administrator's own elements and whole mails do not. */
  private keepAnswered(elements: ReadonlyMap<HtmlNode, string>, introductions: ReadonlySet<HtmlNode>): void {
    const lines = htmlToLines(this.root, this.nodes)
    const isQuote = (node: HtmlNode | null) =>
      node?.kind === 'element' && node.name === 'blockquote' && elements.has(node)
    const kinds = lines.map((line): LineKind => {
      if (line.skipped)
        return isQuote(line.skipped) ? 'quoted' : introductions.has(line.skipped) ? 'introduction' : 'empty'
      return line.text.trim() === '' ? 'empty' : 'typed'
    })
    const answered = answeredLines(
      kinds,
      lines.map(line => line.text),
    )
    const kept = new Set<HtmlNode>()
    for (const number of answered) {
      const node = lines[number]?.skipped
      if (isQuote(node ?? null) && node) kept.add(node)
    }
    for (const node of ownQuotes(lines, kinds)) kept.add(node)
    for (const [node, rule] of elements) {
      if (kept.has(node)) this.nodes.delete(node)
      else if (this.nodes.has(node)) this.rule ??= rule
    }
    for (const node of kept) if (node.kind === 'element') this.trimQuote(node)
  }

  /** In a quote that stays: the attribution in it (Apple Mail), and what it quotes itself. */
  private trimQuote(quote: HtmlElement): void {
    const visit = (parent: HtmlElement): void => {
      for (const node of parent.children) {
        if (node.kind !== 'element') continue
        if (cutOf(node, this.rules.htmlTagsToRemove)) this.nodes.add(node)
        else visit(node)
      }
    }
    visit(quote)
    const lines = htmlToLines(quote, this.nodes)
    const texts = lines.map(line => line.text.trim())
    const first = texts.findIndex(text => text !== '')
    for (let end = first; first !== -1 && end < first + 4 && end < texts.length; end++) {
      if (attributionStart(texts, end) !== first) continue
      for (const line of lines.slice(first, end + 1)) addLine(line, this.nodes)
      return
    }
  }
}
