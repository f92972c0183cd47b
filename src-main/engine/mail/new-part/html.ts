import { type HtmlElement, type HtmlNode, isVisible, walkElements } from '../html/dom.ts'
import { htmlToLines, htmlToText, nodesToText, type TextLine } from '../html/html-to-text.ts'
import { type SanitiseOptions, sanitise } from '../html/sanitise.ts'
import type { NewPart } from '../model.ts'
import type { PatternRunner } from '../patterns/pattern-runner.ts'
import { attributionStart } from './attribution.ts'
import { isForwardedLine } from './header-block.ts'
import { cutOf } from './html-rules.ts'
import { findQuotedMail, type NewPartRules } from './text.ts'

/** What an HTML reply adds; the tree itself is not changed. When nothing visible is left, all of it is new. */
export function newPartOfHtml(
  root: HtmlElement,
  rules: NewPartRules,
  runner: PatternRunner,
  pictures: SanitiseOptions['pictures'],
): NewPart {
  const cut = new HtmlCutter(root, rules, runner).run()
  if (cut.rule === null || !isVisible(root, cut.nodes)) {
    return { format: 'html', html: sanitise(root, { pictures }), text: htmlToText(root), cutText: '', rule: null }
  }
  return {
    format: 'html',
    html: sanitise(root, { pictures, skipped: cut.nodes }),
    text: htmlToText(root, cut.nodes),
    cutText: nodesToText([...inDocumentOrder(root, cut.nodes)]),
    rule: cut.rule,
  }
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

  run(): { nodes: ReadonlySet<HtmlNode>; rule: string | null } {
    this.cutElements()
    this.cutQuotedMail()
    this.cutIntroductions()
    return { nodes: this.nodes, rule: this.rule }
  }

  private cutElements(): void {
    let over = false
    walkElements(this.root, element => {
      if (over) return false
      const cut = cutOf(element, this.rules.htmlTagsToRemove)
      if (!cut || isForward(element)) return !cut
      this.rule ??= cut.rule
      if (cut.extent === 'element') this.nodes.add(element)
      else {
        this.cutFrom(element)
        over = true
      }
      return false
    })
  }

  /** A quoted mail that is marked by nothing but its words. */
  private cutQuotedMail(): void {
    const lines = htmlToLines(this.root, this.nodes)
    // An element that was cut stands for a quote: an attribution right above it is left to `cutIntroductions`.
    const found = findQuotedMail(lines.map(line => (line.skipped ? '> ' : line.text)))
    const node = found && lines.slice(found.line).find(line => line.nodes.length > 0)?.nodes[0]
    if (!found || !node) return
    this.rule ??= found.rule
    this.cutFrom(node)
  }

  /** The line above a cut that only says who wrote it. */
  private cutIntroductions(): void {
    const lines = htmlToLines(this.root, this.nodes)
    const texts = lines.map(line => line.text.trim())
    const introductory = this.runner.matchingLines(this.rules.introductoryPatterns, texts)
    for (let number = 0; number <= lines.length; number++) {
      const isCut = number < lines.length && lines[number]?.skipped
      const atEnd = number === lines.length
      if (!isCut && !atEnd) continue
      let last = number - 1
      while (last >= 0 && texts[last] === '' && !lines[last]?.skipped) last--
      if (last < 0 || lines[last]?.skipped) continue
      const start = attributionStart(texts, last)
      if (start !== -1) {
        for (const line of lines.slice(start, last + 1)) this.cutLine(line)
        this.rule ??= 'attribution'
      } else if (isCut && introductory.some(numbers => numbers.has(last))) this.cutLine(lines[last])
    }
  }

  private cutLine(line: TextLine | undefined): void {
    for (const node of line?.nodes ?? []) this.nodes.add(node)
  }

  /** The node and everything after it in the document; empty boxes around it go too. */
  private cutFrom(start: HtmlNode): void {
    let node: HtmlNode = start
    while (node.parent && node.parent !== this.root && isFirstVisible(node, this.nodes)) node = node.parent
    this.nodes.add(node)
    for (let at: HtmlNode = node; at.parent; at = at.parent) {
      const siblings: readonly HtmlNode[] = at.parent.children
      for (let index = siblings.indexOf(at) + 1; index < siblings.length; index++) {
        const sibling = siblings[index]
        if (sibling) this.nodes.add(sibling)
      }
    }
  }
}

function isFirstVisible(node: HtmlNode, skipped: ReadonlySet<HtmlNode>): boolean {
  for (const sibling of node.parent?.children ?? []) {
    if (sibling === node) return true
    if (isVisible(sibling, skipped)) return false
  }
  return true
}

/** Gmail and others put a forwarded mail into the same box as a quoted one; its first line tells them apart. */
function isForward(element: HtmlElement): boolean {
  const text = nodesToText([element], 400)
  return isForwardedLine(
    text
      .split('\n')
      .find(line => line.trim() !== '')
      ?.trim() ?? '',
  )
}

function* inDocumentOrder(root: HtmlElement, nodes: ReadonlySet<HtmlNode>): Generator<HtmlNode> {
  for (const child of root.children) {
    if (nodes.has(child)) yield child
    else if (child.kind === 'element') yield* inDocumentOrder(child, nodes)
  }
}
