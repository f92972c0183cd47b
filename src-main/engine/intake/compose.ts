import { classDefinition, reopens, stateLabel, transitionFor } from '../desk/classes/ticket-classes.ts'
import { resolveDefaultValues } from '../desk/default-values.ts'
import { contactsWithAddresses } from '../desk/people/contacts.ts'
import { organisationForDomain } from '../desk/people/organisations.ts'
import { splitDisplayName } from '../desk/people/split-display-name.ts'
import { stimulusFor } from '../desk/stimuli.ts'
import type { DeskRoom } from './desk-room.ts'
import type {
  AutomaticFinding,
  CreateDecision,
  Decision,
  Findings,
  Incoming,
  NewPerson,
  TicketGlance,
  UpdateDecision,
} from './model.ts'
import { withoutSignaturePictures } from './signature-pictures.ts'

/** Turns a verdict into every field that would be written. Reads the desk, changes nothing. */
export async function composeCreate(
  incoming: Incoming,
  findings: Findings,
  because: string,
  desk: DeskRoom,
): Promise<Decision> {
  const { mail, rules } = incoming
  const { config } = rules
  const caller = await composeCaller(incoming, findings, desk)
  if ('problem' in caller) return badDefaults('caller_default_values', caller.problem)

  const defaults = await resolveDefaultValues(desk.reads, config.ticket_default_values, config.target_class)
  if (!defaults.ok) return badDefaults('ticket_default_values', defaults.reason)
  const { title, description, org_id, caller_id, origin, ...fields } = defaults.values
  const organisationId = caller.person.organisationId
  return {
    kind: 'create',
    because,
    class: config.target_class,
    title: title ?? (mail.subject.trim() || config.ticket_default_title || 'No subject'),
    description:
      description === undefined
        ? { format: mail.format, html: mail.html, text: mail.text }
        : { format: 'text', html: '', text: description },
    caller:
      caller_id === undefined
        ? caller
        : { kind: 'known', person: { personId: Number(caller_id), name: '', address: '', organisationId } },
    organisationId: org_id === undefined ? organisationId : Number(org_id),
    origin: origin ?? 'mail',
    fields,
    attachments: await withoutSignaturePictures(desk.reads, mail, incoming.rowId),
    contactIds: await composeContacts(incoming, findings, 'only_on_creation', null, desk),
    note: findings.deletedRef ? `This mail answers ${findings.deletedRef}, which was deleted.` : null,
  }
}

export async function composeUpdate(
  incoming: Incoming,
  findings: Findings,
  because: string,
  desk: DeskRoom,
): Promise<Decision> {
  const { mail, rules } = incoming
  const { related, caller } = findings
  if (!related) throw new Error('An update needs a ticket.')
  const ticket = await desk.ticketById(related.ticketId)
  const { newPart } = mail
  return {
    kind: 'update',
    because,
    ticketId: related.ticketId,
    ticketRef: related.ref,
    log: rules.settings.ticket_log[related.class] ?? 'public_log',
    author: {
      personId: caller?.personId ?? null,
      name: caller?.name || mail.from?.name || (mail.from?.address ?? ''),
      address: mail.from?.address ?? '',
    },
    entry: {
      format: newPart.format,
      html: newPart.html,
      text: newPart.text,
      cutText: newPart.cutText,
      cutRule: newPart.rule,
    },
    attachments: await withoutSignaturePictures(desk.reads, mail, incoming.rowId),
    contactIds: await composeContacts(incoming, findings, 'only_on_update', ticket?.callerId ?? null, desk),
    ...composeStimulus(rules.config.stimuli, ticket, findings.automatic),
  }
}

/** The stimulus that the inbox has for the state of the ticket. No machine reopens what was settled. */
function composeStimulus(
  stimuli: string,
  ticket: TicketGlance | null,
  automatic: AutomaticFinding | null,
): Pick<UpdateDecision, 'stimulus' | 'stimulusWithheld'> {
  const stimulus = ticket ? stimulusFor(stimuli, ticket.state) : null
  if (ticket === null || stimulus === null || automatic?.mayReopen !== false)
    return { stimulus, stimulusWithheld: null }
  const definition = classDefinition(ticket.class)
  const step = transitionFor(definition, ticket.state, stimulus)
  if (step === null || !reopens(definition, step)) return { stimulus, stimulusWithheld: null }
  const state = stateLabel(definition, ticket.state)
  const stimulusWithheld = `${ticket.ref} stays ${state}: automatic mail never reopens a ticket, so ${stimulus} was not sent.`
  return { stimulus: null, stimulusWithheld }
}

async function composeCaller(
  incoming: Incoming,
  findings: Findings,
  desk: DeskRoom,
): Promise<CreateDecision['caller'] | { readonly problem: string }> {
  if (findings.caller) return { kind: 'known', person: findings.caller }
  const { mail, rules } = incoming
  const address = (mail.from?.address ?? '').toLowerCase()
  const defaults = await resolveDefaultValues(desk.reads, rules.config.caller_default_values, 'Person')
  if (!defaults.ok) return { problem: defaults.reason }
  const { first_name, name, org_id, ...fields } = defaults.values
  const shown = splitDisplayName(mail.from?.name ?? '', address)
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const person: NewPerson = {
    firstName: first_name ?? shown.firstName,
    name: name ?? shown.name,
    address,
    organisationId: org_id === undefined ? await organisationForDomain(desk.reads, domain) : Number(org_id),
    fields,
  }
  return { kind: 'new', person }
}

/** To and Cc, as far as the desk knows them; never the inbox itself, never who wrote, never the ticket's caller. */
async function composeContacts(
  incoming: Incoming,
  findings: Findings,
  when: 'only_on_creation' | 'only_on_update',
  ticketCallerId: number | null,
  desk: DeskRoom,
): Promise<readonly number[]> {
  const { mail, rules } = incoming
  const wanted = rules.config.import_additional_contacts
  if (wanted !== 'always' && wanted !== when) return []
  const sender = mail.from?.address.toLowerCase()
  const addresses = [...mail.to, ...mail.cc]
    .map(to => to.address.toLowerCase())
    .filter(address => address !== '' && address !== sender && !rules.ownAddresses.has(address))
  const ids = await contactsWithAddresses(desk.reads, [...new Set(addresses)].slice(0, 300))
  return ids.filter(id => id !== findings.caller?.personId && id !== ticketCallerId)
}

function badDefaults(field: string, reason: string): Decision {
  return { kind: 'reject', code: 'bad-defaults', because: `${field}: ${reason}` }
}
