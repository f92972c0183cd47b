import type { TFunction } from 'i18next'
import { en } from '../i18n/en/index.ts'

const RULES = en.cutRule

/** A rule that cut a quote, as a reader calls it. A rule without words here is shown by its own text. */
export function cutRuleWords(t: TFunction, rule: string): string {
  const space = rule.indexOf(' ')
  const name = space === -1 ? rule : rule.slice(0, space)
  // Patterns and tags of the settings stand behind the name of their list.
  return isKnown(name) ? t(`cutRule.${name}`, { pattern: rule.slice(name.length).trim() }) : rule
}

function isKnown(name: string): name is keyof typeof RULES {
  return Object.hasOwn(RULES, name)
}
