import { create } from 'zustand'
import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'
import type { ViewList } from '../../stores/view-list-store.ts'
import type { MessageQuery } from '../../stores/views.ts'

/** The list that was shown last: from one of its messages, `j` and `k` lead to the next and the previous one. */
export const useReadingList = create<{ readonly list: ViewList<MessageRow, MessageQuery> | null }>(() => ({
  list: null,
}))
