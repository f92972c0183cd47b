import { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../../errors.ts'
import {
  deleteInbox,
  deletePassword,
  folderFor,
  inboxById,
  inboxOfFolder,
  insertInbox,
  savePassword,
  updateInbox,
} from '../../settings/inboxes.ts'
import type { PollTools } from '../tools.ts'
import { checkConfig } from './check-config.ts'
import { copySampleMailbox } from './copy-sample-mailbox.ts'

type SaveInput = {
  readonly id?: number | undefined
  readonly config: InboxConfig
  readonly password?: string | undefined
}

/** Adds or changes an inbox. The record of messages hangs on the folder, so that nothing is processed twice after it. */
export async function saveInbox(tools: PollTools, input: SaveInput): Promise<number> {
  const config = { ...input.config, mailbox: input.config.mailbox.trim() || 'INBOX' }
  await checkConfig(tools.store.reads, config)
  const sealed = input.password === undefined ? null : await tools.secrets.seal(input.password)
  if (input.id !== undefined) await inboxById(tools.store.reads, input.id)
  const now = tools.clock.now()
  const id = await tools.store.write(async tx => {
    const folderId = await folderFor(tx, config)
    const holder = await inboxOfFolder(tx, folderId)
    if (holder && holder.id !== input.id) {
      throw new AppError('conflict', `The inbox “${holder.name}” watches this folder already.`, {
        field: fieldOfPlace(config),
      })
    }
    const saved = input.id ?? (await insertInbox(tx, folderId, config, now))
    if (input.id !== undefined) await updateInbox(tx, input.id, folderId, config, now)
    await tx.updateTable('message').set({ inbox_id: saved }).where('folder_id', '=', folderId).execute()
    if (sealed !== null) await savePassword(tx, saved, sealed)
    return saved
  })
  tools.events.emit('inbox.changed', { id: String(id) })
  return id
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

function fieldOfPlace(config: InboxConfig): string {
  return config.protocol === 'folder' ? 'path' : 'mailbox'
}
