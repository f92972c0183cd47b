import {
  deleteMessages,
  ignoreMessages,
  moveMessages,
  resetMessages,
  undo,
} from '../../engine/poll/messages/change/change-messages.ts'
import { considerAction } from '../../engine/poll/messages/change/consider.ts'
import { processSelected } from '../../engine/poll/messages/change/process-selected.ts'
import { explainMail, plainInbox } from '../../engine/poll/messages/explain-mail.ts'
import { listCauses } from '../../engine/poll/messages/list/causes.ts'
import { unknownSenders } from '../../engine/poll/messages/list/unknown-senders.ts'
import { listMessages, messageDetail, rawMail } from '../../engine/poll/messages/show-messages.ts'
import { loadGlobalSettings } from '../../engine/settings/global-settings.ts'
import { resolveRules } from '../../engine/settings/inbox-rules.ts'
import { inboxById } from '../../engine/settings/inboxes.ts'
import type { HandlersOf } from './handler.ts'
import { optionalRowId, toRowId } from './ids.ts'
import { messageContentHandlers } from './message-content.ts'
import { selectedMessages } from './selected-messages.ts'

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
  async 'messages.openView'(engine, { filter: { inboxId, ticketId, ...filter }, sort, first }) {
    const view = await engine.messageViews.open(
      { ...filter, inboxId: optionalRowId(inboxId, 'inboxId'), ticketId: optionalRowId(ticketId, 'ticketId') },
      sort,
    )
    return { ...view, rows: first === 0 ? [] : await engine.messageViews.rows(view.viewId, 0, first) }
  },
  async 'messages.rows'(engine, { viewId, from, count }) {
    return { rows: await engine.messageViews.rows(viewId, from, count) }
  },
  'messages.viewNews': (engine, { viewId }) => engine.messageViews.news(viewId),
  async 'messages.closeView'(engine, { viewId }) {
    engine.messageViews.close(viewId)
    return {}
  },
  async 'messages.locate'(engine, { viewId, id }) {
    const at = engine.messageViews.ids(viewId).indexOf(toRowId(id))
    return { at: at < 0 ? null : at }
  },
  'messages.consider': async (engine, { action, selection }) =>
    considerAction(engine.store, action, selectedMessages(engine, selection)),
  'messages.causes': (engine, { inboxId }) =>
    listCauses(engine.store, optionalRowId(inboxId, 'inboxId'), engine.clock.now()),
  'messages.unknownSenders': async (engine, { selection }) =>
    unknownSenders(engine.store, selectedMessages(engine, selection)),
  'messages.reset': async (engine, { selection }) => resetMessages(engine, selectedMessages(engine, selection)),
  'messages.ignore': async (engine, { selection }) => ignoreMessages(engine, selectedMessages(engine, selection)),
  'messages.delete': async (engine, { selection }) => deleteMessages(engine, selectedMessages(engine, selection)),
  'messages.move': async (engine, { selection, targetFolder }) =>
    moveMessages(engine, selectedMessages(engine, selection), targetFolder),
  'messages.process': async (engine, { selection, ...how }) =>
    processSelected(engine, selectedMessages(engine, selection), how, inboxId =>
      engine.passes.run(inboxId, { actAtOnce: false }),
    ),
  'messages.undo': (engine, { undoId }) => undo(engine, undoId),
  async 'mails.explain'(engine, { file, base64, inboxId, config }) {
    const raw = Buffer.from(base64, 'base64')
    const own =
      inboxId === undefined ? (config ?? plainInbox) : (await inboxById(engine.store.reads, toRowId(inboxId))).config
    const rules = resolveRules(own, await loadGlobalSettings(engine.store.reads))
    const mail = { file, raw, rules, rowId: null, sizeBytes: raw.length, receivedAt: engine.clock.now(), whole: true }
    return explainMail({ ...engine, reads: engine.store.reads }, mail)
  },
}
