import { describe, expect, it } from 'vitest'
import { addressOf, parseDeliveryFields } from '../../../../src-main/engine/mail/read/reports/delivery-fields.ts'

describe('the fields of a delivery report', () => {
  it('give one recipient a group, with folded diagnostics', () => {
    const fields = parseDeliveryFields(`Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 12 Jan 2026 09:00:00 +0000

Final-Recipient: rfc822; bo@example.org
Original-Recipient: rfc822;bo+desk@example.org
Action: failed
Status: 5.1.1 (bad destination)
Diagnostic-Code: smtp; 550 5.1.1
    User unknown

Final-Recipient: rfc822; cy@example.org
Action: Delayed
Status: 4.4.1
`)
    expect(fields.reportingMta).toBe('mx.example.org')
    expect(fields.recipients).toEqual([
      {
        final: 'bo@example.org',
        original: 'bo+desk@example.org',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 User unknown',
      },
      { final: 'cy@example.org', original: '', action: 'delayed', status: '4.4.1', diagnostic: '' },
    ])
  })

  it('are told apart when the blank lines are lost, and in any order', () => {
    const { recipients } = parseDeliveryFields(
      'Action: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; a@example.org\nFinal-Recipient: rfc822; b@example.org\nStatus: 5.2.2\nAction: failed',
    )
    expect(recipients.map(({ final, status }) => [final, status])).toEqual([
      ['a@example.org', '5.1.1'],
      ['b@example.org', '5.2.2'],
    ])
  })

  it('are at most 100 recipients', () => {
    const many = Array.from({ length: 300 }, (_, n) => `Final-Recipient: rfc822; a${n}@example.org\nStatus: 5.1.1\n`)
    expect(parseDeliveryFields(many.join('\n')).recipients).toHaveLength(100)
  })

  it.each([
    ['rfc822; bo@example.org', 'bo@example.org'],
    ['RFC822;<bo@example.org>', 'bo@example.org'],
    ['rfc822; rfc822; bo@example.org', 'bo@example.org'],
    ['bo@example.org', 'bo@example.org'],
    ['utf-8; jörg@example.org', 'jörg@example.org'],
    ['rfc822; "Bo" <bo@example.org>', 'bo@example.org'],
    ['system; bo', 'bo'],
    ['', ''],
  ])('%s is the address %s', (value, address) => {
    expect(addressOf(value)).toBe(address)
  })

  it('are none in other text', () => {
    expect(parseDeliveryFields('Hello,\nStatus: 5.1.1\nsee you')).toEqual({ reportingMta: null, recipients: [] })
  })
})
