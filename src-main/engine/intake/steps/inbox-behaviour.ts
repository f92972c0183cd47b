import type { AutomaticFinding, Incoming, RelatedTicket, Step, StepResult } from '../model.ts'

/** C11, with the unknown-caller rule of C7, which applies only where a ticket would be opened. */
export const inboxBehaviour: Step = {
  name: 'inbox-behaviour',
  purpose: 'Create, update or refuse, as the inbox is told. Last, since it needs caller and ticket.',
  async run(incoming, { related, caller, automatic }) {
    const { config } = incoming.rules
    const barred = whyBarred(automatic, related !== null)
    if (barred) return barred
    if (related && (config.behavior !== 'create_only' || related.route === 'reset')) return update(incoming, related)
    if (!related && config.behavior === 'update_only') {
      return {
        outcome: 'stopped',
        reason: 'The mail answers no ticket, and this inbox only updates tickets.',
        verdict: { kind: 'reject', code: 'no-matching-ticket' },
      }
    }
    if (!caller && config.unknown_caller_behavior === 'reject_email' && incoming.passOver !== 'unknown-caller') {
      return {
        outcome: 'stopped',
        reason: `No person has the address ${incoming.mail.from?.address ?? ''}, and this inbox refuses unknown callers.`,
        verdict: { kind: 'reject', code: 'unknown-caller' },
      }
    }
    return {
      outcome: 'stopped',
      reason: related
        ? 'This inbox opens a ticket for every mail.'
        : 'No ticket is mentioned and the inbox may create.',
      verdict: { kind: 'create' },
    }
  },
}

/** What classified it has said so already; whoever lets such a mail pass says so in the finding. */
function whyBarred(automatic: AutomaticFinding | null, answers: boolean): StepResult | null {
  if (automatic === null || automatic.kind === 'none') return null
  if (answers ? automatic.mayUpdate : automatic.mayCreate) return null
  return {
    outcome: 'stopped',
    reason: answers ? 'Such automatic mail may not update a ticket.' : 'Such automatic mail may not open a ticket.',
    evidence: automatic.evidence ?? '',
    verdict: { kind: 'undesired', code: automatic.kind },
  }
}

function update(incoming: Incoming, related: RelatedTicket): StepResult {
  const { target_class } = incoming.rules.config
  if (related.class !== target_class && related.route !== 'reset') {
    return {
      outcome: 'stopped',
      reason: `${related.ref} is a ${related.class}; this inbox updates tickets of class ${target_class} only.`,
      verdict: { kind: 'reject', code: 'wrong-class' },
    }
  }
  return {
    outcome: 'stopped',
    reason: `It goes into ${related.ref}.`,
    evidence: related.evidence,
    verdict: { kind: 'update' },
  }
}
