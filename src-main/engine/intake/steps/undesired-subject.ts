import type { Step } from '../model.ts'

/** C3. The patterns ran in the reading worker, where one that never ends can be stopped. */
export const undesiredSubject: Step = {
  name: 'undesired-subject',
  purpose: 'A subject on the list of undesired ones ends the way, unforwarded and unanswered.',
  async run({ mail, passOver }) {
    const hit = mail.subjectHits.undesired
    if (!hit) return { outcome: 'passed', reason: 'No pattern for undesired subjects matches.' }
    const evidence = `${hit.pattern} matched “${hit.groups[0] ?? ''}”`
    if (passOver === 'undesired-subject') {
      return { outcome: 'found', reason: 'Undesired by its subject, but a person said to process it anyway.', evidence }
    }
    return {
      outcome: 'stopped',
      reason: 'The subject is on the list of undesired ones.',
      evidence,
      verdict: { kind: 'undesired', code: 'undesired-subject' },
    }
  },
}
