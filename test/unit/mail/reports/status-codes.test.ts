import { describe, expect, it } from 'vitest'
import { findStatus } from '../../../../src-main/engine/mail/read/reports/status-codes.ts'

describe('the enhanced status code of a text', () => {
  it.each([
    ['550 5.1.1 User unknown', '5.1.1'],
    ['550-5.7.26 Unauthenticated\n550 5.7.26 see there', '5.7.26'],
    ['Sorry, no mailbox here by that name. (#5.1.1)', '5.1.1'],
    ['550 #5.1.0 Address rejected', '5.1.0'],
    ['Status: 4.4.7 (delivery time expired)', '4.4.7'],
    ['5.1.1 <bo@example.org>... User unknown', '5.1.1'],
    ['554 5.0.0 Service unavailable\n550 5.7.1 content rejected', '5.7.1'],
    ['554 5.0.0 Service unavailable', '5.0.0'],
    ['smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound', '5.1.10'],
    ['see DSN code 5.1.1 for more', '5.1.1'],
    ['550 User unknown', null],
    ['This is Postfix 2.5.1 at mx.example.org', null],
    ['Exim 4.96.2', null],
    ['host mx.example.org [5.1.1.7]: 550 no', null],
    ['192.0.2.5.1.1', null],
    ['3.1.1 is no class', null],
    ['', null],
  ])('%s: %s', (text, status) => {
    expect(findStatus(text)).toBe(status)
  })
})
