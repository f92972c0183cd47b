import { createInstance, type TFunction } from 'i18next'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { ConnectionReport } from '../../../src-preload/contract/entities/inbox.ts'
import { en } from '../../../src-renderer/i18n/en/index.ts'

vi.mock('../../../src-renderer/i18n/i18n.ts', () => ({
  i18n: { t: (key: string) => key },
  currentLocale: () => 'en',
}))
vi.mock('../../../src-renderer/screens/inbox-form/server-fields.tsx', () => ({ standardPort: () => 993 }))

const { newInbox, typedInbox } = await import('../../../src-renderer/forms/inbox-values.ts')
const { describeReport } = await import('../../../src-renderer/screens/inbox-form/connection-report.ts')

const canary = 'cänary-4711 %&'
const day = Date.parse('2026-11-01T00:00:00Z')

let t: TFunction
beforeAll(async () => {
  const i18n = createInstance()
  t = await i18n.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } })
})

const report: ConnectionReport = {
  ok: false,
  steps: [
    {
      name: 'encryption',
      ok: true,
      message: 'Encrypted with TLSv1.3.',
      ms: 12.4,
      certificate: {
        subject: 'mail.example.org',
        issuer: 'Example Root',
        validFrom: day,
        validUntil: day + 86_400_000,
        fingerprint: 'AB:CD',
        tlsVersion: 'TLSv1.3',
        chain: [
          { subject: 'mail.example.org', issuer: 'Example Root', validFrom: day, validUntil: day + 86_400_000 },
          { subject: 'Example Root', issuer: 'Example Root', validFrom: day, validUntil: null },
        ],
      },
    },
    {
      name: 'sign-in',
      ok: false,
      message: `No. The server says: ${canary}, ${Buffer.from(canary).toString('base64')}, ${encodeURIComponent(canary)}`,
      field: 'password',
      ms: 480,
    },
  ],
}

function formWith(password: string) {
  const config = { ...newInbox(), server: 'mail.example.org', login: 'support@example.org' }
  return { values: typedInbox(config), password }
}

describe('the report of a connection test', () => {
  test('names the server, the login, each step, the certificates and the versions', () => {
    const text = describeReport({ report, at: day, version: '1.2.3', form: formWith('') }, t)
    expect(text.split('\n').slice(0, -1)).toEqual([
      'Postdesk connection test, 2026-11-01T00:00:00.000Z',
      'Postdesk 1.2.3',
      'imaps://mail.example.org:993 (tls)',
      'User name: support@example.org',
      'Mail folder: INBOX',
      '',
      '✓ Encryption (12 ms): Encrypted with TLSv1.3.',
      '    TLSv1.3, SHA-256 AB:CD',
      '    mail.example.org, issued by Example Root, 2026-11-01 to 2026-11-02',
      '    Example Root, issued by Example Root, 2026-11-01 to ?',
    ])
  })

  test('holds no password, however the server has repeated it', () => {
    const text = describeReport({ report, at: day, version: null, form: formWith(canary) }, t)
    expect(text).toContain('✗ Sign in (480 ms): No. The server says: •••, •••, •••')
    for (const form of [canary, Buffer.from(canary).toString('base64'), encodeURIComponent(canary)]) {
      expect(text).not.toContain(form)
    }
  })
})
