import { processed, ruleFor } from '../automatic/automatic-rule.ts'
import { noteOfBounce } from '../automatic/bounce-note.ts'
import { classifyAutomatic } from '../automatic/classify-automatic.ts'
import type { AutomaticFinding, Step } from '../model.ts'

type Kind = Exclude<AutomaticFinding['kind'], 'none'>

/** C4. Four answers, not one: list mail makes tickets but is never answered, an absence note makes none. */
export const automaticMail: Step = {
  name: 'automatic-mail',
  purpose:
    'Tells machines from people (RFC 3834). Before the ticket is looked for, since a machine must not reopen one.',
  async run({ mail, passOver, rules }, _soFar, desk) {
    const automatic = classifyAutomatic(mail)
    const { kind } = automatic
    const evidence = automatic.evidence ?? ''
    if (kind === 'none' && automatic.mayBeAnswered) {
      return {
        outcome: 'passed',
        reason: 'Nothing says that a machine wrote it, so it may be answered.',
        findings: { automatic },
      }
    }
    const found = (reason: string) => ({ outcome: 'found' as const, reason, evidence })
    if (kind === 'none') {
      const reopens = automatic.mayReopen ? '' : ' It comes from a program, so it reopens no ticket.'
      return { ...found(`It asks not to be answered by a machine.${reopens}`), findings: { automatic } }
    }
    if (ruleFor(kind, rules.settings.automatic_mail) === 'process') {
      const reason = `${said[kind]} This inbox processes such mail, never answers it, and lets it reopen nothing.`
      return { ...found(reason), findings: { automatic: processed(automatic) } }
    }
    if (passOver === kind) {
      const reason = `${said[kind]} A person said to process it anyway.`
      return { ...found(reason), findings: { automatic: processed(automatic) } }
    }
    return {
      outcome: 'stopped',
      reason: said[kind],
      evidence,
      verdict: { kind: 'undesired', code: kind, note: await noteOfBounce(mail.report, desk) },
    }
  },
}

const said: Readonly<Record<Kind, string>> = {
  'auto-reply': 'A machine answered, not a person.',
  bounce: 'This is a delivery report.',
  'feedback-report': 'This is a feedback report.',
  'mailing-list': 'This is mailing-list mail.',
  bulk: 'This is mail to many, or of a program.',
}
