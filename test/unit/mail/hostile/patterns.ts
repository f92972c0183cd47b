import { type HostileMail, hostileMail, hostileText } from './hostile-mail.ts'

/** Each takes for ever on its mail; an ordinary pattern stands behind it. */
export const patterns = {
  'a subject that a pattern never ends on': {
    make: () => hostileMail([], 'hello'),
    rules: {
      undesiredSubjectPatterns: ['/^(?:.|[^!]|[a-zA-Z ]|[a-z A-Z!]|[ a-zA-Z?]|[a-zA-Z #]|[a-zA-Z &])+=$/'],
      titlePatterns: ['/mail$/'],
    },
  },
  'a text that a delimiter never ends on': {
    make: () => hostileText(`new\n\n${'a'.repeat(5_000)}!\n> old`),
    rules: { delimiterPatterns: { '/^(a|aa)+$/': false, '/^>.*$/': false } },
  },
  'a text that three patterns never end on': {
    make: () => hostileText(`new\n\n${'x='.repeat(5_000)}!\n> old`),
    rules: {
      delimiterPatterns: { '/^((x=)*)*$/': false, '/^>.*$/': false },
      introductoryPatterns: ['/^(.*=)*y$/'],
      multilineDelimiterPatterns: ['/\\R(x=|x|=)+\\R/'],
    },
  },
} satisfies Readonly<Record<string, HostileMail>>
