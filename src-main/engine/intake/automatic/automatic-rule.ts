import type { Settings } from '../../../../src-preload/contract/settings/settings.ts'
import type { AutomaticFinding } from '../model.ts'

type Kind = Exclude<AutomaticFinding['kind'], 'none'>
type Rule = 'undesired' | 'process'

/** What answers and reports is undesired; what is sent to many may tell of something to do. */
const defaults: Readonly<Record<Kind, Rule>> = {
  'auto-reply': 'undesired',
  bounce: 'undesired',
  'feedback-report': 'undesired',
  'mailing-list': 'process',
  bulk: 'process',
}

/** The inbox's rule for this kind; its setting may name some kinds only. */
export function ruleFor(kind: Kind, setting: Settings['automatic_mail']): Rule {
  return setting[kind] ?? defaults[kind]
}

/**
 * The finding of a mail that is processed nevertheless: it makes and updates tickets, as the rule or a person wants it.
 * It reopens none all the same.
 */
export function processed(finding: AutomaticFinding): AutomaticFinding {
  return { ...finding, mayCreate: true, mayUpdate: true }
}
