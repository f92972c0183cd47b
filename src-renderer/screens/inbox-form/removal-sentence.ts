import type { TFunction } from 'i18next'
import type { ServerRules } from '../../../src-preload/contract/settings/server-rules.ts'

/** In one sentence or two, what Postdesk will do in the mailbox by its settings: all of them taken together. */
export function removalSentence(t: TFunction, rules: ServerRules, targetFolder: string): string {
  if (!rules.mayChange) return t('onServer.readonly')
  const deleted = [
    ...(rules.undesiredAfterDays === null ? [] : [t('onServer.undesired', { count: rules.undesiredAfterDays })]),
    ...(rules.processed === 'deleted' ? [t('onServer.processed')] : []),
    ...(rules.processed === 'deleted-with-ticket' ? [t('onServer.withTicket')] : []),
    ...(rules.errors === 'deleted' ? [t('onServer.errors')] : []),
  ]
  const sentence = deleted.length === 0 ? t('onServer.never') : t('onServer.deletes', { what: deleted.join('; ') })
  if (rules.processed !== 'moved') return sentence
  const moves = targetFolder.trim() === '' ? t('onServer.moves') : t('onServer.movesTo', { folder: targetFolder })
  return `${sentence} ${moves}`
}
