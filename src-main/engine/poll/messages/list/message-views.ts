import type { MessageRow } from '../../../../../src-preload/contract/entities/message.ts'
import type { MessageFilter, MessageSort } from '../../../../../src-preload/contract/entities/message-views.ts'
import type { ViewOpened } from '../../../../../src-preload/contract/entities/view.ts'
import type { Clock } from '../../../ports.ts'
import { loadGlobalSettings } from '../../../settings/global-settings.ts'
import type { DeskStore } from '../../../store/open.ts'
import { createViews, type Views } from '../../../store/views/views.ts'
import { messageRows } from '../show-messages.ts'
import { findMessages } from './find-messages.ts'
import { folderOfInbox } from './folder-of-inbox.ts'
import type { MessageQuestion } from './message-conditions.ts'

/** With row numbers in the place of ids. */
type MessageFilterByRow = Omit<MessageFilter, 'inboxId' | 'ticketId'> & {
  readonly inboxId: number | null
  readonly ticketId: number | null
}
type Question = { readonly filter: MessageQuestion; readonly sort: MessageSort }

/** Lists of messages as they were when they were opened; rows are as they are when they are asked for. */
export interface MessageViews extends Pick<Views<Question>, 'news' | 'close'> {
  /** Throws AppError `not-found` with the field for an inbox that is not there. */
  open(filter: MessageFilterByRow, sort: MessageSort): Promise<ViewOpened>
  rows(viewId: string, from: number, count: number): Promise<(MessageRow | null)[]>
  /** Row numbers in the order of the list. */
  ids(viewId: string): Uint32Array
}

export function createMessageViews({ reads, snapshots }: DeskStore, clock: Clock): MessageViews {
  const views = createViews<Question>(snapshots, clock, {
    async find(snapshot, { filter, sort }) {
      const { retention_period } = await loadGlobalSettings(snapshot.reads)
      return findMessages(snapshot, filter, sort, clock.now() - retention_period * 3_600_000)
    },
    inAnyOrder: question => ({ ...question, sort: { by: 'received', descending: true } }),
  })
  return {
    async open({ inboxId, ...filter }, sort) {
      const folderId = inboxId === null ? null : await folderOfInbox(reads, inboxId)
      return views.open({ filter: { ...filter, folderId }, sort })
    },
    async rows(viewId, from, count) {
      return messageRows(reads, [...views.get(viewId).ids.subarray(from, from + count)])
    },
    news: viewId => views.news(viewId),
    close: viewId => views.close(viewId),
    ids: viewId => views.get(viewId).ids,
  }
}
