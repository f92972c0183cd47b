import { classifyAutomatic } from '../automatic.ts'
import type { Step } from '../model.ts'

/** C4. Four answers, not one: list mail makes tickets but is never answered, an absence note makes none. */
export const automaticMail: Step = {
  name: 'automatic-mail',
  purpose:
    'Tells machines from people (RFC 3834). Before the ticket is looked for, since a machine must not reopen one.',
  async run({ mail, passOver }) {
    const automatic = classifyAutomatic(mail)
    if (automatic.kind === 'none') {
      return { outcome: 'passed', reason: 'Nothing says that a machine wrote it.', findings: { automatic } }
    }
    const evidence = automatic.evidence ?? ''
    if (automatic.mayCreate || automatic.mayUpdate) {
      return {
        outcome: 'found',
        reason: `This is ${automatic.kind} mail: processed, never answered.`,
        evidence,
        findings: { automatic },
      }
    }
    const code = automatic.kind === 'bounce' || automatic.kind === 'feedback-report' ? automatic.kind : 'auto-reply'
    if (passOver === code) {
      return {
        outcome: 'found',
        reason: 'Written by a machine, but a person said to process it anyway.',
        evidence,
        findings: { automatic },
      }
    }
    return {
      outcome: 'stopped',
      reason: code === 'auto-reply' ? 'A machine answered, not a person.' : `This is a ${code.replace('-', ' ')}.`,
      evidence,
      verdict: { kind: 'undesired', code },
    }
  },
}
