import { describe, expect, it } from 'vitest'
import {
  type Findings,
  nothingFound,
  type RelatedTicket,
  type TicketGlance,
} from '../../../../src-main/engine/intake/model.ts'
import { inboxBehaviour } from '../../../../src-main/engine/intake/steps/inbox-behaviour.ts'
import { createFakeDeskView } from '../../../fakes/fake-desk-view.ts'
import { ada, fireTicket, incoming, printerTicket } from '../incoming.ts'

type Ticket = 'none' | 'own class' | 'other class' | 'reset to other class'
type Row = [
  'create_only' | 'update_only' | 'both',
  Ticket,
  'known' | 'unknown',
  'reject_email' | 'create_contact',
  string,
]

const relate = (ticket: TicketGlance, route: RelatedTicket['route']): RelatedTicket => ({
  ticketId: ticket.id,
  ref: ticket.ref,
  class: ticket.class,
  route,
  evidence: '',
})
const relatedTo: Readonly<Record<Ticket, RelatedTicket | null>> = {
  none: null,
  'own class': relate(printerTicket, 'title'),
  'other class': relate(fireTicket, 'title'),
  'reset to other class': relate(fireTicket, 'reset'),
}

/** Every combination of what an inbox is told with what was found. */
const decisionTable: readonly Row[] = [
  ['both', 'none', 'known', 'reject_email', 'create'],
  ['both', 'none', 'known', 'create_contact', 'create'],
  ['both', 'none', 'unknown', 'reject_email', 'reject unknown-caller'],
  ['both', 'none', 'unknown', 'create_contact', 'create'],
  ['both', 'own class', 'known', 'reject_email', 'update'],
  ['both', 'own class', 'unknown', 'reject_email', 'update'],
  ['both', 'own class', 'unknown', 'create_contact', 'update'],
  ['both', 'other class', 'known', 'reject_email', 'reject wrong-class'],
  ['both', 'other class', 'unknown', 'create_contact', 'reject wrong-class'],
  ['both', 'reset to other class', 'known', 'reject_email', 'update'],
  ['create_only', 'none', 'known', 'reject_email', 'create'],
  ['create_only', 'none', 'unknown', 'reject_email', 'reject unknown-caller'],
  ['create_only', 'none', 'unknown', 'create_contact', 'create'],
  ['create_only', 'own class', 'known', 'reject_email', 'create'],
  ['create_only', 'own class', 'unknown', 'reject_email', 'reject unknown-caller'],
  ['create_only', 'other class', 'known', 'create_contact', 'create'],
  ['create_only', 'reset to other class', 'unknown', 'reject_email', 'update'],
  ['update_only', 'none', 'known', 'reject_email', 'reject no-matching-ticket'],
  ['update_only', 'none', 'unknown', 'reject_email', 'reject no-matching-ticket'],
  ['update_only', 'none', 'unknown', 'create_contact', 'reject no-matching-ticket'],
  ['update_only', 'own class', 'known', 'reject_email', 'update'],
  ['update_only', 'own class', 'unknown', 'reject_email', 'update'],
  ['update_only', 'other class', 'known', 'reject_email', 'reject wrong-class'],
  ['update_only', 'reset to other class', 'known', 'reject_email', 'update'],
]

describe('what an inbox does with a mail', () => {
  it.each(decisionTable)('%s, ticket: %s, caller: %s, %s: %s', async (behavior, ticket, caller, unknown, ending) => {
    const findings: Findings = {
      ...nothingFound,
      related: relatedTo[ticket],
      caller: caller === 'known' ? ada : null,
    }
    const mail = incoming({}, { config: { behavior, unknown_caller_behavior: unknown } })
    const result = await inboxBehaviour.run(mail, findings, createFakeDeskView())
    if (result.outcome !== 'stopped') throw new Error('The last step has to stop.')
    const { verdict } = result
    expect('code' in verdict ? `${verdict.kind} ${verdict.code}` : verdict.kind).toBe(ending)
  })

  it('lets a person pass over the rule on unknown callers, and names the address in its refusal', async () => {
    const refused = await inboxBehaviour.run(incoming(), nothingFound, createFakeDeskView())
    expect(refused.reason).toContain('ada@example.org')
    const passed = incoming({}, { passOver: 'unknown-caller' })
    expect(await inboxBehaviour.run(passed, nothingFound, createFakeDeskView())).toMatchObject({
      verdict: { kind: 'create' },
    })
  })
})
