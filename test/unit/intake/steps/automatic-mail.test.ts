import { describe, expect, it } from 'vitest'
import { nothingFound, type UndesiredCode } from '../../../../src-main/engine/intake/model.ts'
import { automaticMail } from '../../../../src-main/engine/intake/steps/automatic-mail.ts'
import { createFakeDeskView } from '../../../fakes/fake-desk-view.ts'
import { incoming } from '../incoming.ts'

const run = (name: string, value: string, passOver: UndesiredCode | null = null) =>
  automaticMail.run(incoming({ automaticHeaders: [{ name, value }] }, { passOver }), nothingFound, createFakeDeskView())

describe('automatic mail', () => {
  it.each([
    ['auto-submitted', 'auto-replied', 'auto-reply'],
    ['content-type', 'multipart/report; report-type=delivery-status', 'bounce'],
    ['content-type', 'multipart/report; report-type=feedback-report', 'feedback-report'],
  ] as const)('by %s: %s is undesired as %s, unless a person passed over just that', async (name, value, code) => {
    expect(await run(name, value)).toMatchObject({
      outcome: 'stopped',
      evidence: `${name}: ${value}`,
      verdict: { kind: 'undesired', code },
    })
    const passedOver = await run(name, value, code)
    expect(passedOver).toMatchObject({ outcome: 'found', findings: { automatic: { kind: code } } })
    expect((await run(name, value, 'undesired-subject')).outcome).toBe('stopped')
  })

  it.each([
    ['list-id', '<printers.example.org>', 'mailing-list'],
    ['precedence', 'bulk', 'bulk'],
  ])('by %s: %s is processed, and never answered', async (name, value, kind) => {
    expect(await run(name, value)).toMatchObject({
      outcome: 'found',
      findings: { automatic: { kind, mayBeAnswered: false } },
    })
  })

  it('is not what a person wrote', async () => {
    expect(await run('auto-submitted', 'no (really)')).toMatchObject({
      outcome: 'passed',
      findings: { automatic: { kind: 'none', mayBeAnswered: true } },
    })
  })
})
