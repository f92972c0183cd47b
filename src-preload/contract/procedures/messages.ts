import { z } from 'zod'
import { command, query } from '../define.ts'
import { Id, Nothing } from '../entities/ids.ts'
import { InboxConfig } from '../entities/inbox.ts'
import { Explanation, MessageDetail, MessageRow, MessageState } from '../entities/message.ts'
import {
  Cause,
  Consequences,
  MessageAction,
  MessageBody,
  MessageFilter,
  MessagePreview,
  MessageSort,
  UnknownSender,
} from '../entities/message-views.ts'
import { Outcome, Selection } from '../entities/selection.ts'
import { FirstRows, ViewNews, ViewOpened, ViewRange } from '../entities/view.ts'

const Page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) }
const Selected = z.object({ selection: Selection })

const MessageRows = { rows: z.array(MessageRow.nullable()) }

export const messageProcedures = {
  /** One page, newest first; for scripts. Screens use views. */
  'messages.list': query(
    z.object({
      inboxId: Id.optional(),
      states: z.array(MessageState).optional(),
      withGone: z.boolean().default(false),
      ...Page,
    }),
    z.object({ total: z.int(), rows: z.array(MessageRow) }),
  ),
  'messages.openView': query(
    z.object({ filter: MessageFilter.prefault({}), sort: MessageSort.prefault({}), ...FirstRows }),
    ViewOpened.extend(MessageRows),
  ),
  /** Rows as they are now, in the order of the view; null for one that is not recorded any more. */
  'messages.rows': query(z.object(ViewRange), z.object(MessageRows)),
  'messages.viewNews': query(z.object({ viewId: Id }), ViewNews),
  'messages.closeView': query(z.object({ viewId: Id }), Nothing),
  /** The row number of a message in a view; null when it is not in it. */
  'messages.locate': query(z.object({ viewId: Id, id: Id }), z.object({ at: z.int().nullable() })),
  'messages.consider': query(z.object({ action: MessageAction, selection: Selection }), Consequences),
  /** What waits for a person, by cause, the most frequent first. */
  'messages.causes': query(z.object({ inboxId: Id.optional() }), z.array(Cause)),
  'messages.unknownSenders': query(Selected, z.array(UnknownSender)),
  'messages.get': query(z.object({ id: Id }), MessageDetail),
  /** The raw mail, base64. */
  'messages.raw': query(z.object({ id: Id }), z.object({ base64: z.string() })),
  'messages.body': query(z.object({ id: Id }), MessageBody),
  'messages.part': query(
    z.object({ id: Id, part: z.int().min(0) }),
    z.object({ name: z.string(), type: z.string(), base64: z.string() }),
  ),
  'messages.preview': query(z.object({ id: Id }), MessagePreview),
  /** Back to new. A processed message is taken again into the ticket it already has. */
  'messages.reset': command(Selected, Outcome),
  'messages.ignore': command(Selected, Outcome),
  /** Queues the removal from the server; the stored mail stays. */
  'messages.delete': command(Selected, Outcome),
  /** Queues the move to another folder of the same account. */
  'messages.move': command(Selected.extend({ targetFolder: z.string().trim().min(1).max(1000) }), Outcome),
  /**
   * Decides these messages now, from the store; `anyway` passes over the rule that stopped them; `intoTicket` (a
   * reference) takes them into that ticket whatever they answer.
   */
  'messages.process': command(
    Selected.extend({ anyway: z.boolean().default(false), intoTicket: z.string().max(50).optional() }),
    Outcome,
  ),
  /** Takes back a reset, ignore, delete or move as far as nothing else happened since. */
  'messages.undo': command(z.object({ undoId: Id }), Outcome),

  'mails.explain': query(
    z.object({
      file: z.string(),
      base64: z.string(),
      inboxId: Id.optional(),
      config: InboxConfig.optional(),
    }),
    Explanation,
  ),
} as const
