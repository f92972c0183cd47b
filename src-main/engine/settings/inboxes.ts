import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../errors.ts'
import type { FolderState } from '../ports.ts'
import type { Reads, Tx } from '../store/handles.ts'

/** One configured mailbox with its place on the server and the health of its last pass. */
export type InboxRecord = {
  readonly id: number
  readonly folderId: number
  readonly name: string
  readonly active: boolean
  readonly config: InboxConfig
  readonly uidValidity: string | null
  readonly highestUid: string | null
  readonly onServer: number
  /** What the server said of the folder at the last listing; null where it does not tell. */
  readonly folderState: FolderState | null
  readonly lastPollAt: number | null
  readonly lastSuccessAt: number | null
  readonly lastError: string | null
  readonly failures: number
  readonly nextPollAt: number | null
  /** Nothing of it is taken up before a person has said from where on; null when it does not wait for that. */
  readonly awaitsFirstLookSince: number | null
  /** It is older than the field `readonly`, and nobody has said yet whether it was meant to be read only. */
  readonly asksReadonly: boolean
}

export async function listInboxes(reads: Reads): Promise<readonly InboxRecord[]> {
  return (await selectInboxes(reads).orderBy('inbox.id').execute()).map(toRecord)
}

export async function inboxById(reads: Reads, id: number): Promise<InboxRecord> {
  const row = await selectInboxes(reads).where('inbox.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', `There is no inbox ${id}.`, { field: 'id' })
  return toRecord(row)
}

export async function insertInbox(tx: Tx, folderId: number, config: InboxConfig, now: number): Promise<number> {
  const row = await tx
    .insertInto('inbox')
    .values({ folder_id: folderId, ...columnsOf(config), created_at: now, next_poll_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updateInbox(
  tx: Tx,
  id: number,
  folderId: number,
  config: InboxConfig,
  now: number,
): Promise<void> {
  await tx
    .updateTable('inbox')
    .set({ folder_id: folderId, ...columnsOf(config), failures: 0, last_error: null, next_poll_at: now })
    .where('id', '=', id)
    .execute()
}

/** Since when its folder waits for its first look; null when it does not, or no longer. Copies wait together. */
export async function setFirstLook(tx: Tx, id: number, since: number | null): Promise<void> {
  await tx
    .updateTable('inbox')
    .set({ awaits_first_look_since: since })
    .where('folder_id', '=', tx.selectFrom('inbox').select('folder_id').where('id', '=', id))
    .execute()
}

/** Whether a person still has to say if it was meant to be read only. */
export async function setAsksReadonly(tx: Tx, id: number, asks: boolean): Promise<void> {
  await tx
    .updateTable('inbox')
    .set({ asks_readonly: asks ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}

export async function deleteInbox(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('inbox').where('id', '=', id).execute()
}

/** The inboxes of this folder, the active one first: it alone watches it, the others are copies that wait. */
export async function inboxesOfFolder(reads: Reads, folderId: number): Promise<readonly InboxRecord[]> {
  const rows = await selectInboxes(reads)
    .where('folder_id', '=', folderId)
    .orderBy('inbox.active', 'desc')
    .orderBy('inbox.id')
    .execute()
  return rows.map(toRecord)
}

export async function savePassword(tx: Tx, inboxId: number, sealed: string): Promise<void> {
  const row = { name: passwordName(inboxId), sealed }
  await tx
    .insertInto('secret')
    .values(row)
    .onConflict(conflict => conflict.column('name').doUpdateSet({ sealed }))
    .execute()
}

export async function sealedPassword(reads: Reads, inboxId: number): Promise<string | null> {
  const row = await reads
    .selectFrom('secret')
    .select('sealed')
    .where('name', '=', passwordName(inboxId))
    .executeTakeFirst()
  return row?.sealed ?? null
}

export async function deletePassword(tx: Tx, inboxId: number): Promise<void> {
  await tx.deleteFrom('secret').where('name', '=', passwordName(inboxId)).execute()
}

function passwordName(inboxId: number): string {
  return `inbox/${inboxId}/password`
}

function columnsOf(config: InboxConfig) {
  const isOauth = config.auth === 'oauth' && config.protocol !== 'folder' && config.oauth_account !== undefined
  return {
    name: config.name,
    active: config.active ? (1 as const) : (0 as const),
    config: JSON.stringify(config),
    oauth_account_id: isOauth ? Number(config.oauth_account) : null,
  }
}

function selectInboxes(reads: Reads) {
  return reads
    .selectFrom('inbox')
    .innerJoin('folder', 'folder.id', 'inbox.folder_id')
    .selectAll('inbox')
    .select([
      'folder.uid_validity',
      'folder.highest_uid',
      'folder.on_server',
      'folder.uid_next',
      'folder.highest_modseq',
    ])
}

type InboxRow = Awaited<ReturnType<ReturnType<typeof selectInboxes>['executeTakeFirstOrThrow']>>

function toRecord(row: InboxRow): InboxRecord {
  return {
    id: row.id,
    folderId: row.folder_id,
    name: row.name,
    active: row.active === 1,
    config: InboxConfig.parse(JSON.parse(row.config)),
    uidValidity: row.uid_validity,
    highestUid: row.highest_uid,
    onServer: row.on_server,
    folderState:
      row.uid_next === null || row.highest_modseq === null
        ? null
        : { uidNext: row.uid_next, highestModseq: row.highest_modseq },
    lastPollAt: row.last_poll_at,
    lastSuccessAt: row.last_success_at,
    lastError: row.last_error,
    failures: row.failures,
    nextPollAt: row.next_poll_at,
    awaitsFirstLookSince: row.awaits_first_look_since,
    asksReadonly: row.asks_readonly === 1,
  }
}
