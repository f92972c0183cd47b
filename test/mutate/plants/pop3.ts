import type { Plant } from '../plant.ts'

const engine = 'src-main/engine'

export const pop3Plants: readonly Plant[] = [
  {
    name: 'a POP3 deletion counts as done before the session has ended',
    file: `${engine}/sources/pop3/remove-messages.ts`,
    find: "if (goodbye.kind === 'ok') return outcomes",
    replace: 'if (goodbye) return outcomes',
    tests: ['test/protocol/pop3-hostile.test.ts'],
  },
  {
    name: 'what was said in plain text is taken for an answer inside TLS',
    file: `${engine}/sources/pop3/line.ts`,
    find: 'if (queue.waiting() > 0) throw',
    replace: 'if (queue.waiting() < 0) throw',
    tests: ['test/protocol/pop3-hostile.test.ts'],
  },
  {
    name: 'a POP3 password crosses a plain line after a refused challenge',
    file: `${engine}/sources/pop3/choose-mechanisms.ts`,
    find: 'const second = offer.isEncrypted && challenges.has(best)',
    replace: 'const second = challenges.has(best)',
    tests: ['test/unit/sources/pop3-parts.test.ts'],
  },
  {
    name: 'a mail with a bare LF ends its own POP3 answer',
    file: `${engine}/sources/pop3/line.ts`,
    find: 'createUnstuffer({ bareLf })',
    replace: 'createUnstuffer({ bareLf: true })',
    tests: ['test/protocol/pop3-hostile.test.ts'],
  },
  {
    name: 'one POP3 message that breaks the line stops those behind it',
    file: `${engine}/sources/pop3/fetch-messages.ts`,
    find: '      start += 1\n    } else brokenAt = start',
    replace: '      throw ended.broken\n    } else brokenAt = start',
    tests: ['test/protocol/pop3-hostile.test.ts'],
  },
  {
    name: 'one of two POP3 messages of the same name is deleted',
    file: `${engine}/sources/pop3/remove-messages.ts`,
    find: 'if (!message || message.isAmbiguous) {',
    replace: 'if (!message) {',
    tests: ['test/protocol/pop3-hostile.test.ts'],
    test: 'of two messages are no reason to delete the wrong one',
  },
]
