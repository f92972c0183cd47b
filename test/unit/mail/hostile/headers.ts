import { type HostileMail, hostileMail, hostileParts } from './hostile-mail.ts'

const addresses = (count: number) =>
  Array.from({ length: count }, (_, at) => `Person ${at} <p${at}@example.com>`).join(',\r\n ')
const words = (count: number, word: (at: number) => string) => Array.from({ length: count }, (_, at) => word(at))
const wordQ = (at: number) => `=?utf-8?Q?word_${at}_=C3=A9?=`
const wordB = (at: number) => `=?iso-8859-${(at % 9) + 1}?B?${Buffer.from(`wort ${at}`).toString('base64')}?=`

export const headers = {
  '100,000 addresses in To': { make: () => hostileMail([`To: ${addresses(100_000)}`], 'hello') },
  '100,000 addresses in Cc on one line': {
    make: () => hostileMail([`Cc: ${addresses(100_000).replaceAll('\r\n', '')}`], 'hello'),
  },
  '100,000 fields of addresses': {
    make: () =>
      hostileMail(
        words(100_000, at => `Cc: p${at}@example.com`),
        'hello',
      ),
  },
  'a header line of 1 MB': { make: () => hostileMail([`X-Long: ${'x'.repeat(1_000_000)}`], 'hello') },
  'a subject of 1 MB before all others': {
    make: () => {
      const long = Buffer.from(`X-Long: ${'x'.repeat(2_000_000)}\r\n`)
      return Buffer.concat([long, hostileMail([], 'hello')])
    },
  },
  '100,000 header fields': {
    make: () =>
      hostileMail(
        words(100_000, at => `X-Field-${at}: value ${at}`),
        'hello',
      ),
  },
  '100,000 fields before the others': {
    make: () =>
      Buffer.concat([
        Buffer.from(words(100_000, at => `X-Field-${at}: value ${at}\r\n`).join('')),
        hostileMail([], 'hello'),
      ]),
  },
  'a field folded 100,000 times': {
    make: () => hostileMail([`X-Folded: a${'\r\n b'.repeat(100_000)}`], 'hello'),
  },
  '10,000 encoded words in the subject': {
    make: () =>
      hostileMail(
        [
          `X-Subject: a`,
          `Comments: ${words(10_000, wordB).join('\r\n ')}`,
          `Cc: ${words(10_000, wordQ).join('\r\n ')} <a@example.com>`,
        ],
        'hello',
      ),
  },
  'encoded words that never end': {
    make: () =>
      hostileMail(
        [
          `List-Id: ${'=?utf-8?q?'.repeat(6_000)}`,
          `Cc: ${'=?a?b?'.repeat(10_000)}`,
          `Return-Path: ${'=?a?b?c?= '.repeat(6_000)}`,
        ],
        'hello',
      ),
  },
  '10,000 continuations of a file name (RFC 2231)': {
    make: () =>
      hostileParts([
        'Content-Type: text/plain\n\nhello',
        `Content-Type: text/plain\nContent-Disposition: attachment;\n ${words(10_000, at => `filename*${at}*=%61`).join(';\n ')}\n\nx`,
      ]),
  },
  '10,000 parameters': {
    make: () =>
      hostileParts([`Content-Type: text/plain; ${words(10_000, at => `p${at}="v${at}"`).join('; ')}\n\nhello`]),
  },
  'comments 30,000 deep': {
    make: () =>
      hostileMail(
        [`Cc: ${'('.repeat(30_000)}a@example.com`, `Content-Type: text/plain ${'('.repeat(60_000)}`],
        'hello',
      ),
  },
  'quotes and backslashes without end': {
    make: () =>
      hostileMail(
        [`Cc: "${'\\"'.repeat(30_000)}`, `Content-Disposition: inline; filename="${'\\'.repeat(60_000)}`],
        'hello',
      ),
  },
  'angle brackets without end': {
    make: () =>
      hostileMail(
        [`References: ${'<'.repeat(60_000)}`, `In-Reply-To: ${'a@'.repeat(30_000)}`, `Cc: ${'<'.repeat(60_000)}`],
        'hello',
      ),
  },
  '30,000 references': {
    make: () => hostileMail([`References: ${words(30_000, at => `<r${at}@example.com>`).join('\r\n ')}`], 'hello'),
  },
  'an address of one long word': {
    make: () =>
      hostileMail(
        [`Cc: ${'a'.repeat(60_000)}`, `Bcc: ${'a.'.repeat(30_000)}@`, `Reply-To: ${'@'.repeat(60_000)}`],
        'hello',
      ),
  },
  'a date of digits only': {
    make: () => hostileMail([`Date: ${'1 '.repeat(30_000)}`, `Received: ${'1'.repeat(60_000)}`], 'hello'),
  },
} satisfies Readonly<Record<string, HostileMail>>
