import type { HtmlElement } from '../html/dom.ts'
import type { BodyFormat, NewPart } from '../model.ts'
import type { PatternRunner } from '../patterns/pattern-runner.ts'
import { newPartOfHtml } from './html.ts'
import { isForwardSubject } from './languages.ts'
import { type NewPartRules, newPartOfText } from './text.ts'

export type BodyToCut = {
  readonly format: BodyFormat
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly root: HtmlElement | null
  readonly pictures: ReadonlyMap<string, string>
  readonly heldTexts: readonly string[]
}

/** What a mail adds to its conversation. In a forward the mail inside is the news, so nothing is cut. */
export function findNewPart(body: BodyToCut, rules: NewPartRules, runner: PatternRunner): NewPart {
  if (isForwardSubject(body.subject, body.text)) {
    return { format: body.format, html: body.html, text: body.text, cutText: '', rule: null }
  }
  if (body.format === 'html' && body.root) {
    return newPartOfHtml(body.root, rules, runner, body)
  }
  if (body.format === 'text') return newPartOfText(body.text, rules, runner, body.heldTexts)
  return { format: 'none', html: '', text: '', cutText: '', rule: null }
}
