import { describe, expect, it } from 'vitest'
import { classifyAutomatic } from '../../../src-main/engine/intake/automatic.ts'

const classify = (headers: Record<string, string>) =>
  classifyAutomatic({ automaticHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })) })

describe('who wrote it, by headers alone', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no header at all', {}, 'none'],
    ['Auto-Submitted: no', { 'auto-submitted': 'no' }, 'none'],
    ['no, in capitals', { 'auto-submitted': 'NO' }, 'none'],
    ['no, with a parameter', { 'auto-submitted': 'no; owner-email="desk@example.org"' }, 'none'],
    ['no, with a comment', { 'auto-submitted': '(a person wrote this) no' }, 'none'],
    ['no, with a comment that names a machine', { 'auto-submitted': 'no (not auto-replied)' }, 'none'],
    ['an empty value', { 'auto-submitted': '' }, 'none'],
    ['a comment and nothing else', { 'auto-submitted': '(hm)' }, 'none'],
    ['auto-generated', { 'auto-submitted': 'auto-generated' }, 'auto-reply'],
    ['auto-replied', { 'auto-submitted': 'auto-replied' }, 'auto-reply'],
    ['auto-replied with a comment', { 'auto-submitted': 'auto-replied (vacation)' }, 'auto-reply'],
    ['auto-notified with a parameter', { 'auto-submitted': 'Auto-Notified; owner-token=x' }, 'auto-reply'],
    ['a keyword of the future', { 'auto-submitted': 'auto-whatever' }, 'auto-reply'],
    ['a delivery report', { 'content-type': 'multipart/report; report-type=delivery-status; boundary=x' }, 'bounce'],
    [
      'one with a quoted type',
      { 'content-type': 'Multipart/Report; boundary="x"; report-type="Delivery-Status"' },
      'bounce',
    ],
    ['a feedback report', { 'content-type': 'multipart/report; report-type="feedback-report"' }, 'feedback-report'],
    [
      'a bounce that also calls itself automatic',
      { 'content-type': 'multipart/report; report-type=delivery-status', 'auto-submitted': 'auto-replied' },
      'bounce',
    ],
    [
      'a mail that only carries a report',
      { 'content-type': 'multipart/mixed; boundary="report-type=delivery-status"' },
      'none',
    ],
    ['a mailing list', { 'list-id': 'Printers <printers.example.org>' }, 'mailing-list'],
    ['Precedence: list', { precedence: 'list' }, 'mailing-list'],
    ['Precedence: bulk', { precedence: 'Bulk' }, 'bulk'],
    ['Precedence: junk', { precedence: 'junk' }, 'bulk'],
    ['Precedence: normal', { precedence: 'normal' }, 'none'],
    ['a person who writes over a list', { 'auto-submitted': 'no', 'list-id': '<printers.example.org>' }, 'none'],
    [
      'an automatic mail over a list',
      { 'auto-submitted': 'auto-replied', 'list-id': '<printers.example.org>' },
      'auto-reply',
    ],
  ])('%s', (_name, headers, kind) => {
    expect(classify(headers).kind).toBe(kind)
  })

  it('lets machines that answer do nothing, lists and bulk mail everything but be answered, people all', () => {
    const answers = (headers: Record<string, string>) => {
      const { mayCreate, mayUpdate, mayReopen, mayBeAnswered } = classify(headers)
      return [mayCreate, mayUpdate, mayReopen, mayBeAnswered]
    }
    expect(answers({ 'auto-submitted': 'auto-replied' })).toEqual([false, false, false, false])
    expect(answers({ 'content-type': 'multipart/report; report-type=delivery-status' })).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(answers({ 'list-id': '<a.example.org>' })).toEqual([true, true, true, false])
    expect(answers({ precedence: 'bulk' })).toEqual([true, true, true, false])
    expect(answers({})).toEqual([true, true, true, true])
  })

  it('names the header that told', () => {
    expect(classify({ 'auto-submitted': 'auto-replied (vacation)' }).evidence).toBe(
      'auto-submitted: auto-replied (vacation)',
    )
    expect(classify({ precedence: 'bulk' }).evidence).toBe('precedence: bulk')
    expect(classify({}).evidence).toBeNull()
  })
})
