import type { Explanation } from '../../../../src-preload/contract/entities/message.ts'
import { loadGlobalSettings } from '../../settings/global-settings.ts'
import { resolveRules } from '../../settings/inbox-rules.ts'
import { inboxById } from '../../settings/inboxes.ts'
import type { PollTools } from '../tools.ts'
import { explainMail, plainInbox } from './explain-mail.ts'
import { noMessage, rawMail } from './show-messages.ts'

/** What today's settings would make of a stored message. */
export async function previewMessage(tools: PollTools, id: number): Promise<Explanation> {
  const row = await tools.store.reads.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw noMessage(id)
  const raw = await rawMail(tools.store, id)
  const config = row.inbox_id === null ? plainInbox : (await inboxById(tools.store.reads, row.inbox_id)).config
  const rules = resolveRules(config, await loadGlobalSettings(tools.store.reads))
  const whole = row.raw_kind === 'whole'
  const mail = { file: row.uid, raw, rules, rowId: id, sizeBytes: row.size_bytes, receivedAt: row.received_at, whole }
  return explainMail({ ...tools, reads: tools.store.reads }, mail)
}
