import { create } from 'zustand'
import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'
import type { ViewList } from '../../stores/view-list-store.ts'
import type { MessageQuery } from '../../stores/views.ts'

type ReadingList = {
  /** The list that was shown last: from one of its messages, `j` and `k` lead to the next and the previous one. */
  readonly list: ViewList<MessageRow, MessageQuery> | null
  /** Where the message stands that is gone to, so that its page says so at once. */
  readonly going: { readonly id: string; readonly at: number; readonly total: number } | null
}

export const useReadingList = create<ReadingList>(() => ({ list: null, going: null }))
