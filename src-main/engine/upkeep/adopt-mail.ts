import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { type Fetched, keep } from '../intake/keep.ts'
import { readEnvelope } from '../mail/read/headers.ts'
import { requireRoom } from '../poll/free-room.ts'
import { saveInbox } from '../poll/inboxes/save-inbox.ts'
import { listInbox } from '../poll/list-inbox.ts'
import type { PollTools } from '../poll/tools.ts'
import { loadGlobalSettings } from '../settings/global-settings.ts'
import { resolveRules } from '../settings/inbox-rules.ts'
import { type InboxRecord, inboxById, listInboxes } from '../settings/inboxes.ts'
import type { StoredMail } from '../store/blobs.ts'
import { foldText } from '../store/fold-text.ts'
import { inOurWords } from '../store/in-our-words.ts'
import { findRawMails } from './find-raw-mails.ts'

const FOLDER = 'adopted-mail'
const PAGE = 200
const MOST_AT_ONCE = 50
const BYTES_AT_ONCE = 2 * 1024 * 1024

export type Adopted = { readonly inboxId: string | null; readonly folder: string | null; readonly messages: number }

/**
 * Offers every stored raw mail that no message refers to once more: as a file of its own, in a folder with an inactive
 * inbox that waits for its first look. All of them are new; nothing is decided but on a person's word, and each then
 * has one effect as any other message. An adoption that was interrupted goes on when it is asked for again.
 */
export async function adoptMail(tools: PollTools): Promise<Adopted> {
  const unknown = await unknownMails(tools)
  const folder = join(tools.store.dataDir, FOLDER)
  const existing = (await listInboxes(tools.store.reads)).find(({ config }) => config.path === folder)
  if (unknown.length === 0) return { inboxId: null, folder: null, messages: 0 }
  inOurWords(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }))
  for (const mail of unknown) await writeMail(tools, folder, mail)
  const inbox = await inboxById(tools.store.reads, existing?.id ?? (await addInbox(tools, folder)))
  await offerFiles(tools, inbox)
  return { inboxId: String(inbox.id), folder, messages: unknown.length }
}

async function unknownMails({ store }: PollTools): Promise<readonly StoredMail[]> {
  await findRawMails(store)
  const unknown: StoredMail[] = []
  for (let after = ''; ; ) {
    const page = await store.blobs.mails(after, PAGE)
    const last = page.at(-1)
    if (last === undefined) return unknown
    after = last.sha256
    const hashes = page.map(mail => mail.sha256)
    const rows = await store.reads
      .selectFrom('message')
      .select('raw_sha256')
      .where('raw_sha256', 'in', hashes)
      .execute()
    const known = new Set(rows.map(row => row.raw_sha256))
    unknown.push(...page.filter(mail => !known.has(mail.sha256)))
  }
}

/** Whole under its name or not there; dated as when it was stored, so that an original comes before its reply. */
async function writeMail(tools: PollTools, folder: string, { sha256, storedAt }: StoredMail): Promise<void> {
  await requireRoom(tools)
  const bytes = await tools.store.blobs.get(sha256)
  if (!bytes) return
  const file = join(folder, `${sha256.slice(0, 32)}.eml`)
  inOurWords(file, () => {
    writeFileSync(file, bytes, { mode: 0o600, flush: true })
    utimesSync(file, storedAt / 1000, storedAt / 1000)
  })
}

async function addInbox(tools: PollTools, path: string): Promise<number> {
  const config = InboxConfig.parse({
    name: 'Adopted mail',
    protocol: 'folder',
    path,
    active: false,
    email_storage: 'keep',
    remove_when_ticket_closes: false,
    unknown_caller_behavior: 'create_contact',
  })
  const { id } = await saveInbox(tools, { config, askFirst: true })
  return id
}

/** Lists the folder, and has each row refer to its raw mail, which blobs.db has already. */
async function offerFiles(tools: PollTools, inbox: InboxRecord): Promise<void> {
  const signal = new AbortController().signal
  const { store, clock, probe } = tools
  const session = await tools.sourceFor(inbox).open(signal)
  try {
    await listInbox(tools, inbox, resolveRules(inbox.config, await loadGlobalSettings(store.reads)), session)
    const rows = await store.reads
      .selectFrom('message')
      .select(['id', 'uid'])
      .where('folder_id', '=', inbox.folderId)
      .where('raw_kind', '=', 'none')
      .execute()
    const ids = new Map(rows.map(row => [row.uid, row.id]))
    let taken: Fetched[] = []
    let bytes = 0
    const offer = async () => {
      await keep(store, taken, clock.now(), probe)
      await nameRows(tools, taken)
      taken = []
      bytes = 0
    }
    for await (const { uid, raw } of session.fetch([...ids.keys()], signal)) {
      const rowId = ids.get(uid)
      if (rowId === undefined) continue
      taken.push({ rowId, raw, kind: 'whole' })
      bytes += raw.byteLength
      if (taken.length >= MOST_AT_ONCE || bytes > BYTES_AT_ONCE) await offer()
    }
    await offer()
  } finally {
    await session.close().catch(() => undefined)
  }
}

/** A person who has to decide sees from whom it is and what about. */
async function nameRows({ store }: PollTools, taken: readonly Fetched[]): Promise<void> {
  await store.write(async tx => {
    for (const { rowId, raw } of taken) {
      const { messageId, subject, from, sentAt } = readEnvelope(raw)
      const [name, address] = [from?.name ?? '', from?.address ?? '']
      const values = {
        message_id: messageId,
        subject,
        subject_folded: foldText(subject),
        from_name: name,
        from_address: address,
        from_folded: foldText(`${name} ${address}`.trim()),
        sent_at: sentAt,
      }
      await tx.updateTable('message').set(values).where('id', '=', rowId).where('state', '=', 'new').execute()
    }
  })
}
