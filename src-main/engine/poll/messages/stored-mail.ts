import { loadGlobalSettings } from '../../settings/global-settings.ts'
import { type InboxRules, resolveRules } from '../../settings/inbox-rules.ts'
import { inboxById } from '../../settings/inboxes.ts'
import type { DeskSchema } from '../../store/schema.ts'
import type { PollTools } from '../tools.ts'
import { plainInbox } from './explain-mail.ts'
import { noMessage } from './show-messages.ts'

type StoredMail = {
  readonly row: Pick<
    DeskSchema['message'],
    'uid' | 'state' | 'presence' | 'size_bytes' | 'received_at' | 'raw_kind' | 'ticket_id' | 'pass_over'
  > & { readonly into_ticket_id: number | null }
  /** Null when it was never fetched, or is missing in the store. */
  readonly raw: Uint8Array | null
  /** Of its inbox, as they are today. */
  readonly rules: InboxRules
}

/** A message with its raw mail, to be read anew. Throws AppError `not-found`. */
export async function storedMail(tools: Pick<PollTools, 'store'>, id: number): Promise<StoredMail> {
  const { reads, blobs } = tools.store
  const row = await reads.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw noMessage(id)
  const config = row.inbox_id === null ? plainInbox : (await inboxById(reads, row.inbox_id)).config
  return {
    row,
    raw: row.raw_sha256 === null ? null : await blobs.get(row.raw_sha256),
    rules: resolveRules(config, await loadGlobalSettings(reads)),
  }
}
