import type { Step } from '../model.ts'

/** C7. Only finds the person; what becomes of an unknown one depends on whether a ticket would be opened. */
export const findCaller: Step = {
  name: 'find-caller',
  purpose: 'Finds the person behind the From address. Before the ticket, so that the story names who wrote.',
  async run({ mail }, _soFar, desk) {
    const address = mail.from?.address ?? ''
    if (address === '') {
      return {
        outcome: 'stopped',
        reason: 'The mail names no sender address.',
        verdict: { kind: 'reject', code: 'no-sender' },
      }
    }
    const caller = await desk.findCaller(address)
    if (!caller)
      return { outcome: 'passed', reason: 'No person has this address.', evidence: address, findings: { caller: null } }
    return { outcome: 'found', reason: `The caller is ${caller.name}.`, evidence: address, findings: { caller } }
  },
}
