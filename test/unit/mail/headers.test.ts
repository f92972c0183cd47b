import { describe, expect, it } from 'vitest'
import { parseAddresses } from '../../../src-main/engine/mail/read/addresses.ts'
import { readEnvelope } from '../../../src-main/engine/mail/read/headers.ts'
import { parseSentAt } from '../../../src-main/engine/mail/read/sent-at.ts'
import { mailOf, rawMail } from './reading.ts'

const now = Date.UTC(2026, 5, 1)

describe('the envelope of a mail', () => {
  it('is read from the header block alone', () => {
    const raw = rawMail(
      'From: Jane <jane@example.com>\nTo: a@b.c, "D, E" <d@e.f>\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\nMessage-ID: <1@x>\nDate: Mon, 05 Jan 2026 10:00:00 +0100\n\nbody',
    )
    expect(readEnvelope(raw, now)).toEqual({
      messageId: '<1@x>',
      subject: 'Grüße',
      from: { name: 'Jane', address: 'jane@example.com' },
      to: [
        { name: '', address: 'a@b.c' },
        { name: 'D, E', address: 'd@e.f' },
      ],
      sentAt: Date.UTC(2026, 0, 5, 9),
    })
  })

  it.each([
    ['nothing', ''],
    ['only zeros', '\0'.repeat(1_000)],
    ['a megabyte without a line end', 'x'.repeat(1_000_000)],
    ['a header that never ends', `Subject: ${'a '.repeat(600_000)}`],
    ['20,000 recipients', `To: ${'a@b.c, '.repeat(20_000)}\n\n`],
    ['200,000 headers', `${'a: b\n'.repeat(200_000)}\n`],
  ])('never throws: %s', (_, text) => {
    const started = performance.now()
    expect(readEnvelope(Buffer.from(text), now)).toHaveProperty('subject')
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  it.each([
    ['words cut inside a character', '=?utf-8?B?w6Q=?= =?utf-8?Q?=C3?=\n =?utf-8?Q?=A4?=', 'ää'],
    ['words and plain text', 'Re: =?iso-8859-1?q?caf=E9?= noir', 'Re: café noir'],
    ['raw UTF-8', 'Grüße', 'Grüße'],
    ['a question mark inside a word', '=?utf-8?Q?What?_now?=', 'What? now'],
    ['a language tag', '=?utf-8*de?Q?=C3=A4?=', 'ä'],
    ['UTF-7', '=?utf-7?Q?+AOQ-?=', 'ä'],
    ['ISO-2022-JP', '=?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=', 'テスト'],
    ['a charset that does not exist', '=?x-none?Q?abc?=', 'abc'],
    ['control characters and line ends', 'a\n\tb\u0007c\u202ed', 'a bcd'],
  ])('decodes a subject with %s', (_, subject, expected) => {
    expect(readEnvelope(rawMail(`Subject: ${subject}\n\n`), now).subject).toBe(expected)
  })

  it('takes raw windows-1252 where UTF-8 does not fit', () => {
    expect(readEnvelope(rawMail('Subject: café\n\n', 'latin1'), now).subject).toBe('café')
  })

  it('reads on after junk between the headers and lost indentation', () => {
    const raw = rawMail(
      'Received: from a\nby localhost with SMTP; Mon\nquite Odd: x\nSubject: found\nFrom: a@b.c\n\nSubject: not this',
    )
    expect(readEnvelope(raw, now)).toMatchObject({ subject: 'found', from: { address: 'a@b.c' } })
  })
})

describe('addresses', () => {
  it.each([
    ['a comma in an unquoted name', 'Doe, Jane <jane@example.com>', [['Doe, Jane', 'jane@example.com']]],
    ['a comment as the name', 'jane@example.com (Jane Doe)', [['Jane Doe', 'jane@example.com']]],
    [
      'a group',
      'Team: a@b.c, D <d@e.f>;',
      [
        ['', 'a@b.c'],
        ['D', 'd@e.f'],
      ],
    ],
    [
      'semicolons',
      'a@b.c; d@e.f',
      [
        ['', 'a@b.c'],
        ['', 'd@e.f'],
      ],
    ],
    ['a route', '<@r.example:jane@example.com>', [['', 'jane@example.com']]],
    ['encoded words', '=?utf-8?Q?J=C3=B6rg?= <j@e.f>', [['Jörg', 'j@e.f']]],
    ['a colon and a comma in an encoded name', '=?utf-8?Q?a=3A_b=2C_c?= <j@e.f>', [['a: b, c', 'j@e.f']]],
    ['single quotes around the name', `"'Jane'" <j@e.f>`, [['Jane', 'j@e.f']]],
    ['an address as the name', '"jane@example.com" <jane@example.com>', [['jane@example.com', 'jane@example.com']]],
    ['no address', 'MAILER-DAEMON', [['MAILER-DAEMON', '']]],
    ['an international domain', 'j@bücher.example', [['', 'j@bücher.example']]],
    ['blanks in angle brackets', 'J < j@e.f >', [['J', 'j@e.f']]],
  ])('with %s', (_, value, expected) => {
    const found = parseAddresses(Buffer.from(value, 'utf8').toString('latin1'))
    expect(found.map(({ name, address }) => [name, address])).toEqual(expected)
  })
})

describe('the date of a mail', () => {
  it.each([
    ['Mon, 5 Jan 2026 10:00:00 +0200', Date.UTC(2026, 0, 5, 8)],
    ['5 Jan 26 10:00 EST', Date.UTC(2026, 0, 5, 15)],
    ['Mon, 05 Jan 2026 10:00:00 (CET)', Date.UTC(2026, 0, 5, 10)],
    ['2026-01-05T10:00:00+01:00', Date.UTC(2026, 0, 5, 9)],
    ['Thu, 1 Jan 1970 00:00:00 +0000', null],
    ['Mon, 5 Jan 2099 10:00:00 +0000', null],
    ['yesterday', null],
    [null, null],
  ])('%s', (value, expected) => {
    expect(parseSentAt(value, now)).toBe(expected)
  })
})

describe('references', () => {
  it('are In-Reply-To first, then the thread from the newest on, without repeats', async () => {
    const mail = await mailOf('In-Reply-To: <c@x>\nReferences: <a@x>,\n\t<b@x>\n <c@x>\nSubject: x\n\nbody')
    expect(mail.references).toEqual(['<c@x>', '<b@x>', '<a@x>'])
  })

  it('are found without brackets, in phrases, and at most 200', async () => {
    const many = Array.from({ length: 300 }, (_, number) => `<${number}@x>`).join(' ')
    const mail = await mailOf(
      `In-Reply-To: Your message of Monday <a@x>\nReferences: b@x c@x ${many}\nSubject: x\n\nbody`,
    )
    expect(mail.references.slice(0, 2)).toEqual(['<a@x>', '<299@x>'])
    expect(mail.references).toHaveLength(200)
    expect((await mailOf('References: b@x c@x\n\nx')).references).toEqual(['<c@x>', '<b@x>'])
  })

  it('and the Message-ID are cut to one line', async () => {
    const mail = await mailOf(`Message-ID: <${'a'.repeat(2_000)}@x>\n\nbody`)
    expect(mail.messageId).toMatch(/^<a+>$/)
    expect(mail.messageId).toHaveLength(998)
  })
})

describe('headers that tell a machine', () => {
  it('are handed on unfolded, an empty Return-Path too', async () => {
    const mail = await mailOf(
      'Return-Path: <>\nAuto-Submitted: auto-replied;\n owner=x\nX-Postdesk-Ticket: 7\nX-Other: y\n\nbody',
    )
    expect(mail.automaticHeaders).toEqual([
      { name: 'return-path', value: '<>' },
      { name: 'auto-submitted', value: 'auto-replied; owner=x' },
      { name: 'x-postdesk-ticket', value: '7' },
    ])
  })
})
