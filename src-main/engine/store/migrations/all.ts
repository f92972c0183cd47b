import { firstTables } from './0010-first-tables.ts'
import { longLists } from './0020-long-lists.ts'
import { firstLook } from './0030-first-look.ts'
import { putBack } from './0040-put-back.ts'
import { keptByHand } from './0045-kept-by-hand.ts'
import { oauth } from './0050-oauth.ts'
import { putBackMail } from './0051-put-back-mail.ts'
import { folderState } from './0052-folder-state.ts'
import { copiedInboxes } from './0054-copied-inboxes.ts'
import { fileStamps } from './0060-file-stamps.ts'
import { readonlyInboxes } from './0070-readonly-inboxes.ts'
import { storeId } from './0080-store-id.ts'
import { readingAlone } from './0090-reading-alone.ts'
import { fetchFailures } from './0100-fetch-failures.ts'
import type { Migration } from './migration.ts'

/** By hand, in order. A number is never given twice, a migration that shipped is never changed. */
export const migrations: readonly Migration[] = [
  firstTables,
  longLists,
  firstLook,
  putBack,
  keptByHand,
  oauth,
  putBackMail,
  folderState,
  copiedInboxes,
  fileStamps,
  readonlyInboxes,
  storeId,
  readingAlone,
  fetchFailures,
]
