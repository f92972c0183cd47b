import type { TFunction } from 'i18next'
import type { Consequences, MessageAction } from '../../../../src-preload/contract/entities/message-views.ts'

/** What an action would do, one sentence a fact, for the person who has to say yes to it. */
export function describeConsequences(t: TFunction, action: MessageAction, would: Consequences): readonly string[] {
  const count = would.changes
  if (count === 0) return []
  const fetches = action === 'delete' || action === 'move' || action === 'process' || action === 'process-anyway'
  const fresh = action === 'delete' ? (would.byState.new ?? 0) : 0
  return [
    t(`act.${action}.sentence`, { count }),
    ...(fresh > 0 ? [t('act.delete.fresh', { count: fresh })] : []),
    ...sameTicketsAgain(t, action, would),
    ...(fetches && would.notFetched > 0 ? [t('act.notFetched', { count: would.notFetched })] : []),
  ]
}

/** What has a ticket goes into it again; nobody shall fear, or hope for, a second one. */
function sameTicketsAgain(t: TFunction, action: MessageAction, would: Consequences): readonly string[] {
  const { withTicket: count, ticketRefs: refs, changes } = would
  if (count === 0 || (action !== 'reset' && action !== 'process' && action !== 'process-anyway')) return []
  if (count === 1 && changes > 1) return [t('act.againOneOfMany', { refs })]
  return [count > refs.length ? t('act.againMore', { count, refs }) : t('act.again', { count, refs })]
}
