import { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import type { WaitingEffect } from '../../../../src-preload/contract/entities/operations.ts'
import { AppError } from '../../errors.ts'
import { addEffects, nothingWaiting } from '../../outbox/follow-settings.ts'
import { folderFor } from '../../settings/folders.ts'
import {
  deleteInbox,
  deletePassword,
  type InboxRecord,
  inboxById,
  inboxesOfFolder,
  insertInbox,
  savePassword,
  sealedPassword,
  setAsksReadonly,
  setFirstLook,
  updateInbox,
} from '../../settings/inboxes.ts'
import type { PollTools } from '../tools.ts'
import { findConfigIssues } from './check-config.ts'
import { alreadyWatched, fieldOfPlace } from './check-place.ts'
import { copySampleMailbox } from './copy-sample-mailbox.ts'
import { followConfig, followRemoval, tellWaiting } from './follow-config.ts'
import { isNewMailbox } from './is-new-mailbox.ts'
import { requireSameSignIn } from './same-sign-in.ts'
import { adoptMessages, requireFitToTakeOver, takeOver } from './take-over.ts'
import { requireTargetFolder } from './target-folder.ts'
import { withFolder } from './with-folder.ts'

type SaveInput = {
  readonly id?: number | undefined
  readonly config: InboxConfig
  readonly password?: string | undefined
  /** A mailbox that is new to this desk waits until a person has said which of its mail is processed. */
  readonly askFirst?: boolean
}

export type Saved = { readonly id: number; readonly waiting: WaitingEffect }

/** Adds or changes an inbox. The record of messages hangs on the folder, so that nothing is processed twice after it. */
export async function saveInbox(tools: PollTools, input: SaveInput): Promise<Saved> {
  const { reads } = tools.store
  const config = withFolder(input.config)
  const stored = input.id === undefined ? null : await inboxById(reads, input.id)
  const [issue] = await findConfigIssues(reads, tools.reader, config, input.id)
  if (issue) throw new AppError(issue.code, issue.message, { field: issue.field })
  // Who signs in with a token needs no password, so none is kept.
  const isOauth = config.auth === 'oauth' && config.protocol !== 'folder'
  if (stored && !isOauth && input.password === undefined && (await sealedPassword(reads, stored.id)) !== null) {
    requireSameSignIn(stored.config, config)
  }
  await requireTargetFolder(tools, { id: input.id, config, password: input.password }, stored?.config ?? null)
  const sealed = isOauth || input.password === undefined ? null : await tools.secrets.seal(input.password)
  const now = tools.clock.now()
  let stopped: readonly InboxRecord[] = []
  const saved = await tools.store.write(async tx => {
    const folderId = await folderFor(tx, config)
    const holders = await inboxesOfFolder(tx, folderId)
    const [holder] = holders
    // Beside another one there is a copy only, and that has been there from its beginning.
    if (holder && !holders.some(({ id }) => id === input.id)) {
      throw new AppError('conflict', alreadyWatched(holder.name, config), { field: fieldOfPlace(config) })
    }
    if (config.active && input.id !== undefined) stopped = await takeOver(tx, input.id, folderId, now)
    const id = input.id ?? (await insertInbox(tx, folderId, config, now))
    if (input.id !== undefined) await updateInbox(tx, input.id, folderId, config, now)
    // Under the same folder nothing is asked twice, and nothing that was asked is forgotten.
    if (stored?.folderId !== folderId) {
      const asks = input.askFirst === true && (await isNewMailbox(tx, folderId))
      await setFirstLook(tx, id, asks ? now : null)
    }
    // Whoever says that it is read only has answered.
    if (config.readonly) await setAsksReadonly(tx, id, false)
    if (!holders.some(({ id: other, active }) => active && other !== id)) await adoptMessages(tx, id, folderId)
    if (sealed !== null) await savePassword(tx, id, sealed)
    if (isOauth) await deletePassword(tx, id)
    const before = stopped[0]?.config ?? stored?.config ?? config
    return { id, waiting: await followConfig(tx, { inboxId: id, folderId, before, after: config }, now) }
  })
  tellChanged(tools, [saved.id, ...stopped.map(({ id }) => id)], saved.waiting)
  return saved
}

/** Switches an inbox on or off; switched on, it is checked at once, and takes over from one on the same folder. */
export async function setInboxActive(tools: PollTools, id: number, active: boolean): Promise<void> {
  const now = tools.clock.now()
  if (active) await requireFitToTakeOver(tools, await inboxById(tools.store.reads, id))
  const { stopped, waiting } = await tools.store.write(async tx => {
    const { config, folderId, active: isActive } = await inboxById(tx, id)
    if (isActive === active) return { stopped: [], waiting: nothingWaiting }
    const others = active ? await takeOver(tx, id, folderId, now) : []
    await updateInbox(tx, id, folderId, { ...config, active }, now)
    // A pause calls nothing off: it waits. One that takes over has its own settings for what waits.
    const [other] = others
    const effect = other
      ? await followConfig(tx, { inboxId: id, folderId, before: other.config, after: config }, now)
      : null
    return { stopped: others.map(({ id }) => id), waiting: effect ?? nothingWaiting }
  })
  tellChanged(tools, [id, ...stopped], waiting)
}

/**
 * The inbox goes, the record of its messages stays with the folder: its copy has it, where there is one, and what waits
 * for the server follows the settings of that. Otherwise it is called off, since nobody would do it any more.
 */
export async function removeInbox(tools: PollTools, id: number): Promise<WaitingEffect> {
  const now = tools.clock.now()
  const waiting = await tools.store.write(async tx => {
    const effect = await followRemoval(tx, await inboxById(tx, id), now)
    await deletePassword(tx, id)
    await deleteInbox(tx, id)
    return effect
  })
  tellChanged(tools, [id], waiting)
  return waiting
}

/** Whether an inbox from before `readonly` was stored was meant to be read only: for all on its folder that ask. */
export async function answerReadonly(tools: PollTools, id: number, readonly: boolean): Promise<WaitingEffect> {
  const now = tools.clock.now()
  const { ids, waiting } = await tools.store.write(async tx => {
    const { folderId } = await inboxById(tx, id)
    const asked = (await inboxesOfFolder(tx, folderId)).filter(inbox => inbox.asksReadonly)
    let effect = nothingWaiting
    for (const { id: inboxId, config: before } of asked) {
      const after = { ...before, readonly }
      await setAsksReadonly(tx, inboxId, false)
      if (readonly === before.readonly) continue
      await updateInbox(tx, inboxId, folderId, after, now)
      effect = addEffects(effect, await followConfig(tx, { inboxId, folderId, before, after }, now))
    }
    return { ids: asked.map(inbox => inbox.id), waiting: effect }
  })
  tellChanged(tools, ids, waiting)
  return waiting
}

function tellChanged({ events }: PollTools, ids: readonly number[], waiting: WaitingEffect): void {
  for (const id of ids) events.emit('inbox.changed', { id: String(id) })
  tellWaiting(events, waiting)
}

/** The sample mailbox that comes with the application: a folder, so that it walks through the real corridor. */
export async function addSampleInbox(tools: PollTools, sampleDir: string): Promise<number> {
  const config = InboxConfig.parse({
    name: 'Sample mailbox',
    protocol: 'folder',
    path: await copySampleMailbox(sampleDir, tools.store.dataDir, tools.clock.now()),
    own_addresses: ['support@example.org'],
    unknown_caller_behavior: 'create_contact',
    import_additional_contacts: 'always',
    email_storage: 'keep',
    remove_when_ticket_closes: false,
    active: false,
  })
  return (await saveInbox(tools, { config })).id
}
