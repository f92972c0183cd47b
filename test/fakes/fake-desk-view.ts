import type { Caller, DeskView, ProcessedGlance, TicketGlance } from '../../src-main/engine/intake/model.ts'

type FakeDesk = {
  readonly callers?: readonly Caller[]
  readonly tickets?: readonly TicketGlance[]
  /** References of deleted tickets by ticket id. */
  readonly deleted?: Readonly<Record<number, string>>
  /** Tickets by the Message-ID of a mail that was processed. */
  readonly references?: Readonly<Record<string, number>>
  /** Tickets by an id that this desk signed. */
  readonly signed?: Readonly<Record<string, number>>
  /** Processed messages by Message-ID. */
  readonly processed?: Readonly<Record<string, readonly ProcessedGlance[]>>
}

/** A desk as steps see it, made of plain tables. What a table does not name is not there. */
export function createFakeDeskView(desk: FakeDesk = {}): DeskView {
  const { callers = [], tickets = [], deleted = {}, references = {}, signed = {}, processed = {} } = desk
  return {
    async findCaller(address) {
      return callers.find(caller => caller.address === address.toLowerCase()) ?? null
    },
    async ticketById(id) {
      return tickets.find(ticket => ticket.id === id) ?? null
    },
    async ticketByRef(ref) {
      return tickets.find(ticket => ticket.ref === ref) ?? null
    },
    async deletedRef(ticketId) {
      return deleted[ticketId] ?? null
    },
    async ticketsByMessageIds(messageIds) {
      return messageIds.flatMap(messageId => {
        const ticketId = references[messageId]
        return ticketId === undefined ? [] : [{ messageId, ticketId }]
      })
    },
    readOwnMessageId(messageId) {
      const ticketId = signed[messageId]
      return ticketId === undefined ? null : { ticketId }
    },
    async processedWithMessageId(messageId, exceptRowId) {
      return (processed[messageId] ?? []).filter(message => message.rowId !== exceptRowId)
    },
  }
}
