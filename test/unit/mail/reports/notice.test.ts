import { describe, expect, it } from 'vitest'
import { readJsonNotice } from '../../../../src-main/engine/mail/read/reports/json-notice.ts'
import { findNoticeRecipients } from '../../../../src-main/engine/mail/read/reports/notice-recipients.ts'
import { messageIdIn, splitNotice } from '../../../../src-main/engine/mail/read/reports/notice-text.ts'

describe('a notice ends where the returned mail begins', () => {
  it.each([
    '--- Below this line is a copy of the message.',
    '------ This is a copy of the message, including all the headers. ------',
    '--- The header of the original message is following. ---',
    'Message headers follow.',
    'Original message follows.',
    '----- Original message -----',
    '   ----- Unsent message follows -----',
    '------- Returned Message --------',
    'Included is a copy of the message header:',
    '----- Ursprüngliche Nachricht -----',
  ])('at: %s', line => {
    expect(splitNotice(`It failed.\n${line}\nSubject: x`)).toEqual({
      text: 'It failed.',
      original: `${line}\nSubject: x`,
    })
  })

  it('at the headers of a mail on its way, with no line before them', () => {
    const original = 'Received: from a by b\n\tfor <c@example.org>\nSubject: x\nMessage-ID: <a@example.org>'
    expect(splitNotice(`It failed.\n${original}`)).toEqual({ text: 'It failed.', original })
  })

  it('not at a few words about that mail', () => {
    const text = 'Your message\n  To: bo@example.org\n  Subject: x\n  Sent: Monday\ndid not reach bo@example.org'
    expect(splitNotice(text)).toEqual({ text, original: '' })
  })

  it.each([
    ['Message-ID: <a@example.org>', '<a@example.org>'],
    ['> Message-Id: a@example.org', '<a@example.org>'],
    ['Original-Message-ID: <a@example.org>', '<a@example.org>'],
    ['X-Message-ID: <a@example.org>', null],
  ])('%s names %s', (text, id) => {
    expect(messageIdIn(`It failed\n${text}\n`)).toBe(id)
  })
})

describe('the recipients of a notice', () => {
  const find = (text: string, others: readonly string[] = []) =>
    findNoticeRecipients(text, new Set(others)).map(({ address }) => address)

  it('begin a line', () => {
    expect(find('<bo@example.org>:\nhost of cy@example.net said no\n  * di@example.org\n')).toEqual([
      'bo@example.org',
      'di@example.org',
    ])
  })

  it('stand beside an SMTP reply', () => {
    expect(find('554 <bo@example.org>... 550 Host unknown\nask cy@example.org')).toEqual(['bo@example.org'])
  })

  it.each([
    'Could not be delivered to: bo@example.org',
    'There was an error delivering your mail to <bo@example.org>.',
    'User mailbox exceeds allowed size: bo@example.org',
    'Unable to deliver the mail to (bo@example.org)',
    'Ihre E-Mail an bo@example.org konnte nicht zugestellt werden.',
  ])('stand in a sentence: %s', text => {
    expect(find(text)).toEqual(['bo@example.org'])
  })

  it('are not the sender, nor who helps', () => {
    const text =
      'A message sent by <ada@example.org> failed. For help contact postmaster@example.org or help@example.org.'
    expect(find(text)).toEqual([])
  })

  it('are the addresses of the notice itself only where no other is named', () => {
    expect(find('Hi ada@example.org, it failed: bo@example.org', ['ada@example.org'])).toEqual(['bo@example.org'])
    expect(find('It failed: ada@example.org', ['ada@example.org'])).toEqual(['ada@example.org'])
  })

  it('each have their own lines', () => {
    const text = 'Failed:\nbo@example.org: 550 5.1.1 unknown\ncy@example.org:\n552 5.2.2 full\n'
    expect(findNoticeRecipients(text, new Set()).map(({ lines }) => lines.trim())).toEqual([
      'bo@example.org: 550 5.1.1 unknown',
      'cy@example.org:\n552 5.2.2 full',
    ])
  })
})

describe('a notice in JSON', () => {
  const bounce = {
    notificationType: 'Bounce',
    bounce: {
      bouncedRecipients: [
        { emailAddress: 'bo@example.org', action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 unknown' },
      ],
      reportingMTA: 'dsn; mx.example.org',
    },
    mail: { commonHeaders: { messageId: '<a@example.org>' } },
  }

  it('is read bare, and wrapped in the envelope of a queue', () => {
    const wrapped = JSON.stringify({ Type: 'Notification', Message: JSON.stringify(bounce) })
    for (const text of [JSON.stringify(bounce), `${wrapped}\n\n--\nTo stop, click here`]) {
      expect(readJsonNotice(text)).toEqual({
        kind: 'delivery',
        event: 'Bounce',
        recipients: [
          { final: 'bo@example.org', original: '', action: 'failed', status: '5.1.1', diagnostic: '550 unknown' },
        ],
        reportingMta: 'mx.example.org',
        messageId: '<a@example.org>',
      })
    }
  })

  it('tells a complaint', () => {
    const text = JSON.stringify({
      eventType: 'Complaint',
      complaint: { complainedRecipients: [{ emailAddress: 'bo@a.example' }] },
    })
    expect(readJsonNotice(text)).toMatchObject({ kind: 'feedback', recipients: [{ final: 'bo@a.example' }] })
  })

  it.each([
    '{',
    '{"a":1}',
    '{"notificationType":7}',
    '{"notificationType":"Other"}',
    'notificationType',
    '{"notificationType":',
  ])('is not %s', text => {
    expect(readJsonNotice(text)).toBeNull()
  })
})
