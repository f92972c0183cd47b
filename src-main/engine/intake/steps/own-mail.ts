import type { Step } from '../model.ts'

/** C2. What this desk sent and got back: by the Message-ID that only this desk can sign. */
export const ownMail: Step = {
  name: 'own-mail',
  purpose:
    'Our own mail coming back opens and updates nothing. Before all rules on content, so that no loop can start.',
  async run({ mail }, _soFar, desk) {
    const own = mail.messageId === null ? null : desk.readOwnMessageId(mail.messageId)
    if (!own) return { outcome: 'passed', reason: 'The mail was not sent by this desk.' }
    return {
      outcome: 'stopped',
      reason: 'This desk sent the mail itself.',
      evidence: `Message-ID ${mail.messageId}`,
      verdict: { kind: 'ignore', code: 'own-mail' },
    }
  },
}
