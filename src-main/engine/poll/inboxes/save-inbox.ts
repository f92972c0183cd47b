import { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../../errors.ts'
import { folderFor } from '../../settings/folders.ts'
import {
  deleteInbox,
  deletePassword,
  inboxById,
  inboxesOfFolder,
  insertInbox,
  savePassword,
  sealedPassword,
  setFirstLook,
  updateInbox,
} from '../../settings/inboxes.ts'
import type { PollTools } from '../tools.ts'
import { findConfigIssues } from './check-config.ts'
import { alreadyWatched, fieldOfPlace } from './check-place.ts'
import { copySampleMailbox } from './copy-sample-mailbox.ts'
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

/** Adds or changes an inbox. The record of messages hangs on the folder, so that nothing is processed twice after it. */
export async function saveInbox(tools: PollTools, input: SaveInput): Promise<number> {
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
  let stopped: readonly number[] = []
  const id = await tools.store.write(async tx => {
    const folderId = await folderFor(tx, config)
    const holders = await inboxesOfFolder(tx, folderId)
    const [holder] = holders
    // Beside another one there is a copy only, and that has been there from its beginning.
    if (holder && !holders.some(({ id }) => id === input.id)) {
      throw new AppError('conflict', alreadyWatched(holder.name, config), { field: fieldOfPlace(config) })
    }
    if (config.active && input.id !== undefined) stopped = await takeOver(tx, input.id, folderId, now)
    const saved = input.id ?? (await insertInbox(tx, folderId, config, now))
    if (input.id !== undefined) await updateInbox(tx, input.id, folderId, config, now)
    // Under the same folder nothing is asked twice, and nothing that was asked is forgotten.
    if (stored?.folderId !== folderId) {
      const asks = input.askFirst === true && (await isNewMailbox(tx, folderId))
      await setFirstLook(tx, saved, asks ? now : null)
    }
    if (!holders.some(({ id, active }) => active && id !== saved)) await adoptMessages(tx, saved, folderId)
    if (sealed !== null) await savePassword(tx, saved, sealed)
    if (isOauth) await deletePassword(tx, saved)
    return saved
  })
  for (const changed of [id, ...stopped]) tools.events.emit('inbox.changed', { id: String(changed) })
  return id
}

/** Switches an inbox on or off; switched on, it is checked at once, and takes over from one on the same folder. */
export async function setInboxActive(tools: PollTools, id: number, active: boolean): Promise<void> {
  const now = tools.clock.now()
  if (active) await requireFitToTakeOver(tools, await inboxById(tools.store.reads, id))
  const stopped = await tools.store.write(async tx => {
    const inbox = await inboxById(tx, id)
    if (inbox.active === active) return []
    const others = active ? await takeOver(tx, id, inbox.folderId, now) : []
    await updateInbox(tx, id, inbox.folderId, { ...inbox.config, active }, now)
    return others
  })
  for (const changed of [id, ...stopped]) tools.events.emit('inbox.changed', { id: String(changed) })
}

/** The inbox goes, the record of its messages stays with the folder: its copy has it, where there is one. */
export async function removeInbox(tools: PollTools, id: number): Promise<void> {
  const { folderId } = await inboxById(tools.store.reads, id)
  await tools.store.write(async tx => {
    const heir = (await inboxesOfFolder(tx, folderId)).find(other => other.id !== id)
    if (heir) await adoptMessages(tx, heir.id, folderId)
    await deletePassword(tx, id)
    await deleteInbox(tx, id)
  })
  tools.events.emit('inbox.changed', { id: String(id) })
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
  return saveInbox(tools, { config })
}
