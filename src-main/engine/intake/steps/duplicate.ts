import type { Step } from '../model.ts'

/** C5. A sender may use one Message-ID twice: only the same content is the same mail. */
export const duplicate: Step = {
  name: 'duplicate',
  purpose:
    'The copy of a mail that was processed (same Message-ID and content) has no effect. Before anything is looked for.',
  async run({ mail, rowId, intoTicketId }, _soFar, desk) {
    if (mail.messageId === null) return { outcome: 'passed', reason: 'Without a Message-ID every mail counts as new.' }
    if (intoTicketId !== null) return { outcome: 'passed', reason: 'A person reset this message.' }
    const earlier = await desk.processedWithMessageId(mail.messageId, rowId)
    if (earlier.length === 0) return { outcome: 'passed', reason: 'No mail with this Message-ID was processed.' }
    const same = earlier.find(message => message.fingerprint === mail.fingerprint)
    if (same) {
      return {
        outcome: 'stopped',
        reason: 'The same mail was processed already.',
        evidence: `Message-ID ${mail.messageId}, equal content`,
        verdict: { kind: 'duplicate', ofRowId: same.rowId, ticketId: same.ticketId },
      }
    }
    return {
      outcome: 'found',
      reason: 'Another mail used this Message-ID, with other content: both count.',
      evidence: `Message-ID ${mail.messageId}`,
    }
  },
}
