import type { DeskView, Incoming, RelatedTicket, Step, StepResult } from '../model.ts'

/** C8 a, c, d. Ids first, since they cannot be mistyped; our signed one before any, since it cannot be forged. */
export const findTicket: Step = {
  name: 'find-ticket',
  purpose: 'Finds the ticket that the mail answers; the first route that leads to one wins.',
  async run(incoming, _soFar, desk) {
    const deleted: string[] = []
    for (const route of [byReset, bySignedMessageId, byReference, byTitle]) {
      const related = await route(incoming, desk, deleted)
      if (related) return found(related)
    }
    const deletedRef = deleted[0] ?? null
    return {
      outcome: 'passed',
      reason: deletedRef ? `It answers ${deletedRef}, which was deleted.` : 'It answers no ticket of this desk.',
      findings: { related: null, deletedRef },
    }
  },
}

type Route = (incoming: Incoming, desk: DeskView, deleted: string[]) => Promise<RelatedTicket | null>

const byReset: Route = async ({ intoTicketId }, desk) => {
  if (intoTicketId === null) return null
  const ticket = await desk.ticketById(intoTicketId)
  return ticket ? related(ticket, 'reset', 'a person reset this message') : null
}

const bySignedMessageId: Route = async ({ mail }, desk, deleted) => {
  for (const reference of [...mail.references, ...reportedId(mail)]) {
    const own = desk.readOwnMessageId(reference)
    if (!own) continue
    const ticket = await liveTicket(own.ticketId, desk, deleted)
    if (ticket) return related(ticket, 'signed-message-id', reference)
  }
  return null
}

const byReference: Route = async ({ mail, rules }, desk, deleted) => {
  if (!rules.settings.aggregate_replies || mail.references.length === 0) return null
  for (const { messageId, ticketId } of await desk.ticketsByMessageIds(mail.references)) {
    const ticket = await liveTicket(ticketId, desk, deleted)
    if (ticket) return related(ticket, 'reference', messageId)
  }
  return null
}

const byTitle: Route = async ({ mail, rules }, desk) => {
  const prefix = rules.config.target_class === 'Incident' ? 'I' : 'R'
  for (const hit of mail.subjectHits.title) {
    for (const text of hit.groups) {
      const ref = /^\d+$/.test(text) ? `${prefix}-${text.padStart(6, '0')}` : text
      const ticket = await desk.ticketByRef(ref)
      if (ticket) return related(ticket, 'title', `“${text}” in the subject`)
    }
  }
  return null
}

/** A report that an inbox processes belongs where the reported mail does. */
function reportedId({ report }: Incoming['mail']): readonly string[] {
  return report?.reportedMessageId ? [report.reportedMessageId] : []
}

async function liveTicket(ticketId: number, desk: DeskView, deleted: string[]) {
  const ticket = await desk.ticketById(ticketId)
  if (ticket) return ticket
  const ref = await desk.deletedRef(ticketId)
  if (ref) deleted.push(ref)
  return null
}

function related(
  ticket: { readonly id: number; readonly ref: string; readonly class: string },
  route: RelatedTicket['route'],
  evidence: string,
): RelatedTicket {
  return { ticketId: ticket.id, ref: ticket.ref, class: ticket.class, route, evidence }
}

function found(ticket: RelatedTicket): StepResult {
  const how = {
    reset: 'a person sent it there',
    'signed-message-id': 'it answers a mail that this desk sent',
    reference: 'it answers a mail of that ticket',
    title: 'its subject names the ticket',
  }[ticket.route]
  return {
    outcome: 'found',
    reason: `It belongs to ${ticket.ref}: ${how}.`,
    evidence: ticket.evidence,
    findings: { related: ticket },
  }
}
