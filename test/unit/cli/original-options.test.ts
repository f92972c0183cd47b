import { describe, expect, it } from 'vitest'
import { readOriginalOptions } from '../../../src-main/cli/original-options.ts'

describe('options by the names of the original', () => {
  it.each([
    [{ imap_options: ['imap', 'ssl'] }, { security: 'tls' }],
    [{ imap_options: ['tls', 'novalidate-cert'] }, { security: 'starttls', validate_certificate: false }],
    [{ imap_options: ['ssl', 'validate_cert'] }, { security: 'tls', validate_certificate: true }],
    [{ imap_options: '/imap/notls/user=ada@example.org' }, { security: 'none', login: 'ada@example.org' }],
    [{ imap_options: ['readonly'] }, { readonly: true }],
    [
      { imap_options: '/imap/ssl/readonly', email_storage: 'delete' },
      { security: 'tls', readonly: true, email_storage: 'delete' },
    ],
    [
      { protocol: 'pop3', imap_options: ['ssl', 'readonly'] },
      { protocol: 'pop3', readonly: true },
    ],
    [
      { protocol: 'pop3', pop3_auth_option: 'APOP' },
      { protocol: 'pop3', auth_option: 'APOP' },
    ],
    [
      { protocol: 'pop3', pop3_auth_options: 'CRAM-MD5' },
      { protocol: 'pop3', auth_option: 'CRAM-MD5' },
    ],
    [{ protocol: 'pop3', imap_options: ['ssl'] }, { protocol: 'pop3' }],
    [{ pop3_auth_option: 'USER' }, {}],
    [{ imap_open_options: { DISABLE_AUTHENTICATOR: 'gssapi' } }, { disable_authenticator: [] }],
    [{ imap_open_options: { DISABLE_AUTHENTICATOR: ['PLAIN', 'NTLM'] } }, { disable_authenticator: ['PLAIN'] }],
    [{ imap_open_options: [] }, { disable_authenticator: [] }],
    [
      { name: 'Support', port: 993 },
      { name: 'Support', port: 993 },
    ],
  ])('%j has its effect', (written, read) => {
    expect(readOriginalOptions(written)).toEqual(read)
  })

  it.each([
    [{ imap_options: ['authuser=root'] }, /authuser=root has no effect/],
    [{ imap_options: ['norsh'] }, /norsh has no effect/],
    [{ imap_options: 7 }, /takes a list/],
    [{ imap_open_options: { RETRIES: 3 } }, /RETRIES has no effect/],
    [{ imap_open_options: { DISABLE_AUTHENTICATOR: 'PLAINTEXT' } }, /PLAINTEXT is no mechanism/],
    [{ imap_options: ['ssl'], security: 'none' }, /security is given twice/],
    [{ imap_options: ['readonly'], readonly: false }, /readonly is given twice/],
  ])('%j is refused in words', (written, words) => {
    expect(() => readOriginalOptions(written)).toThrow(words)
  })
})
