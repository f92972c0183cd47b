import { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../../errors.ts'
import { folderFor } from '../../settings/folders.ts'
import {
  deleteInbox,
  deletePassword,
  inboxById,
  inboxOfFolder,
  insertInbox,
  savePassword,
  sealedPassword,
  setFirstLook,
  updateInbox,
} from '../../settings/inboxes.ts'
import type { Tx } from '../../store/handles.ts'
import type { PollTools } from '../tools.ts'
import { findConfigIssues } from './check-config.ts'
import { alreadyWatched, fieldOfPlace } from './check-place.ts'
import { copySampleMailbox } from './copy-sample-mailbox.ts'
import { isNewMailbox } from './is-new-mailbox.ts'
import { requireSameSignIn } from './same-sign-in.ts'
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
  const [issue] = await findConfigIssues(reads, config, input.id)
  if (issue) throw new AppError(issue.code, issue.message, { field: issue.field })
  // Who signs in with a token needs no password, so none is kept.
  const isOauth = config.auth === 'oauth' && config.protocol !== 'folder'
  if (stored && !isOauth && input.password === undefined && (await sealedPassword(reads, stored.id)) !== null) {
    requireSameSignIn(stored.config, config)
  }
  await requireTargetFolder(tools, { id: input.id, config, password: input.password }, stored?.config ?? null)
  const sealed = isOauth || input.password === undefined ? null : await tools.secrets.seal(input.password)
  const now = tools.clock.now()
  const id = await tools.store.write(async tx => {
    const folderId = await folderFor(tx, config)
    const holder = await inboxOfFolder(tx, folderId)
    if (holder && holder.id !== input.id) {
      throw new AppError('conflict', alreadyWatched(holder.name, config), { field: fieldOfPlace(config) })
    }
    const saved = input.id ?? (await insertInbox(tx, folderId, config, now))
    if (input.id !== undefined) await updateInbox(tx, input.id, folderId, config, now)
    // Under the same folder nothing is asked twice, and nothing that was asked is forgotten.
    if (stored?.folderId !== folderId) {
      const asks = input.askFirst === true && (await isNewMailbox(tx, folderId))
      await setFirstLook(tx, saved, asks ? now : null)
    }
    await adoptMessages(tx, saved, folderId)
    if (sealed !== null) await savePassword(tx, saved, sealed)
    if (isOauth) await deletePassword(tx, saved)
    return saved
  })
  tools.events.emit('inbox.changed', { id: String(id) })
  return id
}

/** The record of a folder belongs to the inbox that watches it now. */
async function adoptMessages(tx: Tx, inboxId: number, folderId: number): Promise<void> {
  await tx
    .updateTable('message')
    .set({ inbox_id: inboxId })
    .where('folder_id', '=', folderId)
    .where(eb => eb.or([eb('inbox_id', 'is', null), eb('inbox_id', '<>', inboxId)]))
    .execute()
}

/** Switches an inbox on or off; switched on, it is checked at once. */
export async function setInboxActive(tools: PollTools, id: number, active: boolean): Promise<void> {
  const now = tools.clock.now()
  await tools.store.write(async tx => {
    const inbox = await inboxById(tx, id)
    if (inbox.active === active) return
    await updateInbox(tx, id, inbox.folderId, { ...inbox.config, active }, now)
  })
  tools.events.emit('inbox.changed', { id: String(id) })
}

/** The inbox goes, the record of its messages stays with the folder. */
export async function removeInbox(tools: PollTools, id: number): Promise<void> {
  await inboxById(tools.store.reads, id)
  await tools.store.write(async tx => {
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
