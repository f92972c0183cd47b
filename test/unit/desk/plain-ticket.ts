import type { NewTicket } from '../../../src-main/engine/desk/tickets/new-ticket.ts'

/** A ticket with nothing special about it. */
export const plainTicket: NewTicket = {
  class: 'UserRequest',
  title: 'The printer is on fire',
  description: { format: 'text', html: '', text: 'Smoke comes out of tray two.' },
  callerId: null,
  organisationId: null,
  origin: 'mail',
  fields: {},
}
