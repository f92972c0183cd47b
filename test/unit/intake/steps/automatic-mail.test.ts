import { describe, expect, it } from 'vitest'
import { nothingFound, type UndesiredCode } from '../../../../src-main/engine/intake/model.ts'
import { automaticMail } from '../../../../src-main/engine/intake/steps/automatic-mail.ts'
import type { MailReport, ReportedRecipient } from '../../../../src-main/engine/mail/model.ts'
import type { Settings } from '../../../../src-preload/contract/settings/settings.ts'
import { createFakeDeskView } from '../../../fakes/fake-desk-view.ts'
import { incoming, printerTicket } from '../incoming.ts'

const run = (
  name: string,
  value: string,
  passOver: UndesiredCode | null = null,
  automatic_mail?: Settings['automatic_mail'],
) => {
  const settings = automatic_mail === undefined ? {} : { settings: { automatic_mail } }
  const mail = incoming({ automaticHeaders: [{ name, value }] }, { passOver, ...settings })
  return automaticMail.run(mail, nothingFound, createFakeDeskView())
}

const desk = createFakeDeskView({ signed: { '<ours@desk>': 12, '<gone@desk>': 99 }, tickets: [printerTicket] })
const dead: ReportedRecipient = {
  address: 'bo@example.org',
  originalAddress: null,
  status: '5.1.1',
  action: 'failed',
  hard: true,
  diagnostic: '550 5.1.1 User unknown',
}
const bounce = (report: Partial<MailReport> = {}): MailReport => ({
  kind: 'delivery',
  evidence: 'message/delivery-status',
  recipients: [dead],
  reportedMessageId: '<ours@desk>',
  reportingMta: null,
  ...report,
})
const runReport = (report: MailReport, passOver: UndesiredCode | null = null) =>
  automaticMail.run(incoming({ report }, { passOver }), nothingFound, desk)

describe('automatic mail', () => {
  it('by its header is undesired, unless a person passed over just that', async () => {
    expect(await run('auto-submitted', 'auto-replied')).toMatchObject({
      outcome: 'stopped',
      evidence: 'auto-submitted: auto-replied',
      verdict: { kind: 'undesired', code: 'auto-reply' },
    })
    const passedOver = await run('auto-submitted', 'auto-replied', 'auto-reply')
    expect(passedOver).toMatchObject({
      outcome: 'found',
      findings: { automatic: { kind: 'auto-reply', mayCreate: true } },
    })
    expect((await run('auto-submitted', 'auto-replied', 'undesired-subject')).outcome).toBe('stopped')
  })

  it.each([
    ['delivery', 'bounce'],
    ['feedback', 'feedback-report'],
    ['disposition', 'auto-reply'],
  ] as const)('that reports (%s) is undesired as %s, unless a person passed over just that', async (kind, code) => {
    const report = bounce({ kind, reportedMessageId: null })
    expect(await runReport(report)).toMatchObject({ outcome: 'stopped', verdict: { kind: 'undesired', code } })
    expect((await runReport(report, code)).outcome).toBe('found')
  })

  it.each([
    ['list-id', '<printers.example.org>', 'mailing-list'],
    ['precedence', 'bulk', 'bulk'],
    ['auto-submitted', 'auto-generated', 'bulk'],
  ])('by %s: %s is processed, and never answered', async (name, value, kind) => {
    expect(await run(name, value)).toMatchObject({
      outcome: 'found',
      findings: { automatic: { kind, mayCreate: true, mayBeAnswered: false } },
    })
  })

  it('follows the rule of the inbox, and the default for what the rule does not name', async () => {
    const rule = { 'auto-reply': 'process', 'mailing-list': 'undesired' } as const
    expect(await run('auto-submitted', 'auto-replied', null, rule)).toMatchObject({
      outcome: 'found',
      findings: { automatic: { mayCreate: true, mayUpdate: true, mayReopen: false, mayBeAnswered: false } },
    })
    expect(await run('list-id', '<a.example>', null, rule)).toMatchObject({
      outcome: 'stopped',
      verdict: { kind: 'undesired', code: 'mailing-list' },
    })
    expect((await run('list-id', '<a.example>', 'mailing-list', rule)).outcome).toBe('found')
    expect((await run('precedence', 'bulk', null, rule)).outcome).toBe('found')
  })

  it('is not what a person wrote', async () => {
    expect(await run('auto-submitted', 'no (really)')).toMatchObject({
      outcome: 'passed',
      findings: { automatic: { kind: 'none', mayBeAnswered: true } },
    })
  })

  it('is not what a person wrote who wants no automatic answer; that is kept in mind', async () => {
    expect(await run('x-auto-response-suppress', 'All')).toMatchObject({
      outcome: 'found',
      evidence: 'x-auto-response-suppress: All',
      findings: { automatic: { kind: 'none', mayBeAnswered: false } },
    })
  })
})

describe('a bounce of our own mail', () => {
  const noteOf = async (report: MailReport) => {
    const result = await runReport(report)
    return result.outcome === 'stopped' && result.verdict.kind === 'undesired' ? (result.verdict.note ?? null) : null
  }

  it('is noted on its ticket, in words', async () => {
    expect(await noteOf(bounce())).toEqual({
      ticketId: 12,
      ticketRef: 'R-000012',
      text: 'A mail of this ticket was not delivered to bo@example.org (5.1.1): this address is dead. The server said: 550 5.1.1 User unknown',
    })
  })

  it('tells a delay from a failure, and names ten recipients at most', async () => {
    const late = { ...dead, action: 'delayed', status: '4.4.1', hard: false, diagnostic: '' }
    expect((await noteOf(bounce({ recipients: [late] })))?.text).toBe(
      'A mail of this ticket is delayed on its way to bo@example.org (4.4.1).',
    )
    const many = await noteOf(bounce({ recipients: Array.from({ length: 12 }, () => dead) }))
    expect(many?.text.split('\n')).toHaveLength(11)
    expect(many?.text).toContain('2 more')
  })

  it.each([
    ['of somebody else’s mail', bounce({ reportedMessageId: '<theirs@example.org>' })],
    ['that names no mail', bounce({ reportedMessageId: null })],
    ['of a deleted ticket', bounce({ reportedMessageId: '<gone@desk>' })],
    ['that tells of success', bounce({ recipients: [{ ...dead, action: 'delivered', hard: false }] })],
    ['that is a complaint', bounce({ kind: 'feedback' })],
  ])('one %s is noted nowhere', async (_name, report) => {
    expect(await noteOf(report)).toBeNull()
  })
})
