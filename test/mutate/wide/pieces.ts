/** Files of which every small change is tried, with the tests that could notice; unit tests, so that a try costs little. */
export type Piece = {
  readonly file: string
  readonly tests: readonly string[]
}

const engine = 'src-main/engine'

/** Where a silent change would lose mail, or let one mail have its effect twice. At most twelve: each costs minutes. */
export const pieces: readonly Piece[] = [
  { file: `${engine}/sources/imap/uid-set.ts`, tests: ['test/unit/sources/imap-parts.test.ts'] },
  { file: `${engine}/desk/message-ids.ts`, tests: ['test/unit/desk/message-ids.test.ts'] },
  { file: `${engine}/intake/state-of-decision.ts`, tests: ['test/unit/intake/state-of-decision.test.ts'] },
  { file: `${engine}/intake/automatic/automatic-rule.ts`, tests: ['test/unit/intake/steps/automatic-mail.test.ts'] },
  { file: `${engine}/intake/automatic/classify-automatic.ts`, tests: ['test/unit/intake/automatic.test.ts'] },
  { file: `${engine}/intake/steps/duplicate.ts`, tests: ['test/unit/intake/steps/duplicate.test.ts'] },
  { file: `${engine}/mail/read/fingerprint.ts`, tests: ['test/unit/mail/fingerprint.test.ts'] },
  { file: `${engine}/poll/health.ts`, tests: ['test/unit/intake/next-poll.test.ts'] },
  { file: `${engine}/poll/inboxes/same-sign-in.ts`, tests: ['test/unit/poll/same-sign-in.test.ts'] },
  { file: `${engine}/sources/pop3/choose-mechanisms.ts`, tests: ['test/unit/sources/pop3-parts.test.ts'] },
  { file: `${engine}/sources/pop3/uidl.ts`, tests: ['test/unit/sources/uidl.test.ts'] },
  { file: `${engine}/mail/new-part/text.ts`, tests: ['test/unit/mail/new-part-text.test.ts'] },
]
