import { deleteMessages, ignoreMessages, resetMessages } from '../../engine/poll/messages/change-messages.ts'
import { explainMail, plainInbox } from '../../engine/poll/messages/explain-mail.ts'
import { processNow } from '../../engine/poll/messages/process-now.ts'
import { listMessages, messageDetail, rawMail } from '../../engine/poll/messages/show-messages.ts'
import { loadGlobalSettings } from '../../engine/settings/global-settings.ts'
import { resolveRules } from '../../engine/settings/inbox-rules.ts'
import { inboxById } from '../../engine/settings/inboxes.ts'
import { changeIds } from './change-ids.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'
import { messageContentHandlers } from './message-content.ts'

export const messageHandlers: HandlersOf<'messages'> & HandlersOf<'mails'> = {
  async 'messages.list'(engine, input) {
    const inboxId = input.inboxId === undefined ? undefined : toRowId(input.inboxId, 'inboxId')
    return listMessages(engine.store.reads, { ...input, inboxId }, engine.clock.now())
  },
  'messages.get': (engine, { id }) => messageDetail(engine.store.reads, toRowId(id)),
  async 'messages.raw'(engine, { id }) {
    return { base64: Buffer.from(await rawMail(engine.store, toRowId(id))).toString('base64') }
  },
  ...messageContentHandlers,
  'messages.reset': (engine, { ids }) => resetMessages(engine, changeIds(ids)),
  'messages.ignore': (engine, { ids }) => ignoreMessages(engine, changeIds(ids)),
  'messages.delete': (engine, { ids }) => deleteMessages(engine, changeIds(ids)),
  'messages.process': (engine, { ids, anyway }) =>
    processNow(engine, changeIds(ids), anyway, inboxId => engine.passes.run(inboxId, { actAtOnce: false })),
  async 'mails.explain'(engine, { file, base64, inboxId, config }) {
    const raw = Buffer.from(base64, 'base64')
    const own =
      inboxId === undefined ? (config ?? plainInbox) : (await inboxById(engine.store.reads, toRowId(inboxId))).config
    const rules = resolveRules(own, await loadGlobalSettings(engine.store.reads))
    const mail = { file, raw, rules, rowId: null, sizeBytes: raw.length, receivedAt: engine.clock.now(), whole: true }
    return explainMail({ ...engine, reads: engine.store.reads }, mail)
  },
}
