import type { MailReport, ReportedRecipient } from '../../mail/model.ts'
import type { DeskView, TicketNote } from '../model.ts'

/** A note is read, not searched: a mail that went to more has a list behind it. */
const namedRecipients = 10

/** What agents should know when a mail of this desk came back; null when the report is of somebody else's mail. */
export async function noteOfBounce(report: MailReport | null, desk: DeskView): Promise<TicketNote | null> {
  if (report?.kind !== 'delivery' || report.reportedMessageId === null) return null
  const own = desk.readOwnMessageId(report.reportedMessageId)
  if (!own) return null
  const failed = report.recipients.filter(each => !/^(?:deliver|relay|expand)/.test(each.action ?? ''))
  const ticket = await desk.ticketById(own.ticketId)
  if (!ticket || failed.length === 0) return null
  return { ticketId: ticket.id, ticketRef: ticket.ref, text: tellFailure(failed) }
}

function tellFailure(failed: readonly ReportedRecipient[]): string {
  const told = failed.slice(0, namedRecipients).map(tellRecipient)
  const more = failed.length - told.length
  return [...told, ...(more > 0 ? [`It did not reach ${more} more either.`] : [])].join('\n')
}

function tellRecipient({ address, status, action, hard, diagnostic }: ReportedRecipient): string {
  const code = status === null ? '' : ` (${status})`
  const outcome = /^(?:delay|defer)/.test(action ?? '')
    ? `is delayed on its way to ${address}${code}.`
    : `was not delivered to ${address}${code}${hard ? ': this address is dead.' : '.'}`
  return `A mail of this ticket ${outcome}${diagnostic === '' ? '' : ` The server said: ${diagnostic}`}`
}
