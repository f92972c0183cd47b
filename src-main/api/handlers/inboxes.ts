import { join } from 'node:path'
import { discoverServers } from '../../engine/discovery/discover-servers.ts'
import { findConfigIssues } from '../../engine/poll/inboxes/check-config.ts'
import { copyInbox } from '../../engine/poll/inboxes/copy-inbox.ts'
import { answerFirstLook, lookIntoInbox } from '../../engine/poll/inboxes/first-look.ts'
import { foreseeConfig } from '../../engine/poll/inboxes/follow-config.ts'
import { lookBeforeSaving } from '../../engine/poll/inboxes/look-before-saving.ts'
import { findPasswordIssues } from '../../engine/poll/inboxes/same-sign-in.ts'
import {
  addSampleInbox,
  answerReadonly,
  removeInbox,
  saveInbox,
  setInboxActive,
} from '../../engine/poll/inboxes/save-inbox.ts'
import { inboxDetail, inboxSummaries } from '../../engine/poll/inboxes/show-inboxes.ts'
import { createTargetFolder } from '../../engine/poll/inboxes/target-folder.ts'
import { listInboxFolders, testInbox } from '../../engine/poll/inboxes/try-inbox.ts'
import { withFolder } from '../../engine/poll/inboxes/with-folder.ts'
import { inboxById, listInboxes } from '../../engine/settings/inboxes.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'
import { startPass } from './start-pass.ts'

/** A person waits for it: longer than that no connection takes that leads anywhere. */
const TRY_MS = 60_000

const optionalId = (id: string | undefined) => (id === undefined ? undefined : toRowId(id))

export const inboxHandlers: HandlersOf<'inboxes'> = {
  'inboxes.list': engine => inboxSummaries(engine.store.reads, engine.passes.isRunning),
  async 'inboxes.get'(engine, { id }) {
    const rowId = toRowId(id)
    return inboxDetail(engine.store.reads, rowId, engine.passes.isRunning(rowId))
  },
  async 'inboxes.save'(engine, { id, ...input }) {
    const saved = await saveInbox(engine, { ...input, id: optionalId(id) })
    return { id: String(saved.id), waiting: saved.waiting }
  },
  'inboxes.effectOnWaiting': (engine, { id, config }) =>
    foreseeConfig(engine.store.reads, toRowId(id), config, engine.clock.now()),
  async 'inboxes.copy'(engine, { id, ...how }) {
    return { id: String(await copyInbox(engine, { id: toRowId(id), ...how })) }
  },
  async 'inboxes.remove'(engine, { id }) {
    return { waiting: await removeInbox(engine, toRowId(id)) }
  },
  async 'inboxes.setActive'(engine, { id, active }) {
    await setInboxActive(engine, toRowId(id), active)
    return {}
  },
  async 'inboxes.check'(engine, { id, config }) {
    const { reads } = engine.store
    const inbox = id === undefined ? undefined : await inboxById(reads, toRowId(id))
    const issues = [
      ...(await findConfigIssues(reads, engine.reader, withFolder(config), inbox?.id)),
      ...(inbox ? await findPasswordIssues(reads, inbox, config) : []),
    ]
    return issues.map(({ field, message }) => ({ field, message }))
  },
  'inboxes.discover': (engine, { address }) => discoverServers(address, engine.clock, AbortSignal.timeout(TRY_MS)),
  'inboxes.test': (engine, { id, ...typed }) =>
    testInbox(engine, { ...typed, id: optionalId(id) }, AbortSignal.timeout(TRY_MS)),
  'inboxes.folders': (engine, { id, ...typed }) =>
    listInboxFolders(engine, { ...typed, id: optionalId(id) }, AbortSignal.timeout(TRY_MS)),
  async 'inboxes.createFolder'(engine, { id, ...typed }) {
    const name = await createTargetFolder(engine, { ...typed, id: optionalId(id) }, AbortSignal.timeout(TRY_MS))
    return { name }
  },
  async 'inboxes.look'(engine, { id, since, ...typed }) {
    if (id === undefined || typed.config !== undefined) {
      const tried = { ...typed, id: optionalId(id) }
      return lookBeforeSaving(engine, tried, since, AbortSignal.timeout(TRY_MS))
    }
    const rowId = toRowId(id)
    const look = await engine.passes.alone(rowId, signal => lookIntoInbox(engine, rowId, since, signal))
    engine.events.emit('messages.changed', { inboxId: id })
    engine.events.emit('inbox.changed', { id })
    return look
  },
  async 'inboxes.answerFirstLook'(engine, { id, choice }) {
    const rowId = toRowId(id)
    const ignored = await engine.passes.alone(rowId, signal => answerFirstLook(engine, rowId, choice, signal))
    engine.events.emit('messages.changed', { inboxId: id })
    engine.events.emit('inbox.changed', { id })
    await startPass(engine, rowId)
    return { ignored }
  },
  async 'inboxes.answerReadonly'(engine, { id, readonly }) {
    return { waiting: await answerReadonly(engine, toRowId(id), readonly) }
  },
  async 'inboxes.poll'(engine, { id, actAtOnce }) {
    const inboxes =
      id === undefined
        ? (await listInboxes(engine.store.reads)).filter(inbox => inbox.active)
        : [await inboxById(engine.store.reads, toRowId(id))]
    return { inboxes: await Promise.all(inboxes.map(inbox => engine.passes.run(inbox.id, { actAtOnce }))) }
  },
  async 'inboxes.addSample'(engine) {
    return { id: String(await addSampleInbox(engine, join(engine.options.resourcesDir, 'sample-mailbox'))) }
  },
}
