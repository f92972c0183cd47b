import { serverRulesOf } from '../../../src-preload/contract/settings/server-rules.ts'
import { CallError, call } from '../../bridge/bridge.ts'

/** A ticket with more mails than this says the rule instead of the number. */
const MOST_COUNTED = 200

/**
 * How many mails of a ticket leave their server when it is closed or deleted: processed ones that lie there still, in
 * inboxes that keep mail until then. Null when that cannot be told.
 */
export async function countMailsThatGo(ticketId: string): Promise<number | null> {
  try {
    const view = await call('messages.openView', { filter: { ticketId } })
    if (view.total > MOST_COUNTED) return null
    const rows = view.total === 0 ? [] : await readRows(view.viewId, view.total)
    void call('messages.closeView', { viewId: view.viewId }).catch(() => {})
    const kept = rows.filter(row => row?.state === 'processed' && row.presence === 'on-server')
    const inboxIds = new Set(kept.flatMap(row => row?.inboxId ?? []))
    const removing = new Set<string>()
    for (const id of inboxIds) if (await removesWhenClosed(id)) removing.add(id)
    return kept.filter(row => row?.inboxId && removing.has(row.inboxId)).length
  } catch (error) {
    if (error instanceof CallError) return null
    throw error
  }
}

async function readRows(viewId: string, count: number) {
  return (await call('messages.rows', { viewId, from: 0, count })).rows
}

async function removesWhenClosed(id: string): Promise<boolean> {
  const { config } = await call('inboxes.get', { id })
  return serverRulesOf(config, 0).processed === 'deleted-with-ticket'
}
