import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { type ServerRules, serverRulesOf } from '../../../src-preload/contract/settings/server-rules.ts'
import type { InboxRules } from '../settings/inbox-rules.ts'
import type { DeskSchema } from '../store/schema.ts'

export type AskedAction = Pick<DeskSchema['server_action'], 'kind' | 'target_folder' | 'because'>

export const READ_ONLY = 'This inbox is read only: nothing is changed in its mailbox.'
const NOT_ANY_MORE = 'The settings of the inbox do not ask for it any more.'

/** What may be done in the mailbox of this inbox, under its own settings and the global ones. */
export function rulesOnServer({ config, settings }: Pick<InboxRules, 'config' | 'settings'>): ServerRules {
  return serverRulesOf(config, settings['undesired-purge-delay'])
}

/**
 * Why an action must not be done in the mailbox of this inbox, in one sentence; null where it may. What a person asked
 * for by hand is done unless the inbox is read only; what a rule asked for, while that rule still holds. Null for
 * `config` where no inbox watches the mailbox.
 */
export function whyNotOnServer(config: InboxConfig | null, action: AskedAction): string | null {
  if (config === null) return 'No inbox watches this mailbox any more.'
  // How long undesired mail stays says when it is due; here only whether it goes at all.
  const rules = serverRulesOf(config, 0)
  if (!rules.mayChange) return READ_ONLY
  return action.because === 'by-hand' || isAskedFor(rules, config, action) ? null : NOT_ANY_MORE
}

/** The same for a configuration as the store has it. */
export function whyNotAsStored(config: string | null, action: AskedAction): string | null {
  return whyNotOnServer(config === null ? null : InboxConfig.parse(JSON.parse(config)), action)
}

function isAskedFor(rules: ServerRules, config: InboxConfig, { kind, because, target_folder }: AskedAction): boolean {
  switch (because) {
    case 'processed':
      return kind === 'move'
        ? rules.processed === 'moved' && target_folder === config.target_folder
        : rules.processed === 'deleted'
    case 'ticket-over':
      return rules.processed === 'deleted-with-ticket' || rules.processed === 'deleted'
    case 'error':
      return rules.errors === 'deleted'
    case 'undesired':
      return rules.undesiredAfterDays !== null
    default:
      return false
  }
}
