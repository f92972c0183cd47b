import { describe, expect, it } from 'vitest'
import { requireSameSignIn } from '../../../src-main/engine/poll/inboxes/same-sign-in.ts'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'

const PIN = 'AB'.repeat(32)
const OTHER_PIN = 'CD'.repeat(32)

const inbox = (own: Partial<InboxConfig> = {}) =>
  InboxConfig.parse({ name: 'Support', server: 'imap.example.org', login: 'support', ...own })
const allows = (stored: Partial<InboxConfig>, config: Partial<InboxConfig>): boolean => {
  try {
    requireSameSignIn(inbox(stored), inbox(config))
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid-input', field: 'password' })
    return false
  }
}

const checked = {}
const unchecked = { validate_certificate: false }
const withFile = { ca_file: '/etc/ssl/ours.pem' }
const withOtherFile = { ca_file: '/tmp/mine.pem' }
const pinned = { pinned_certificate: PIN }

describe('a stored password is used again where no server is accepted that was not before', () => {
  it.each([
    ['nothing has changed', withFile, withFile],
    ['the check is switched on', unchecked, checked],
    ['the check is switched on, with a file', unchecked, withFile],
    ['a certificate is pinned where nothing was checked', unchecked, pinned],
    ['a file of authorities is no longer named', withFile, checked],
    ['the pin is written otherwise', pinned, { pinned_certificate: PIN.toLowerCase().match(/../g)?.join(':') ?? '' }],
    ['the check is switched off beside a pin, which alone decides', pinned, { ...pinned, ...unchecked }],
    ['nothing is encrypted, so nothing was ever proved', { security: 'none' }, { security: 'none', ...unchecked }],
    ['the name is written in capitals', checked, { server: 'IMAP.example.org' }],
  ] as const)('%s', (_, stored, config) => {
    expect(allows(stored, config)).toBe(true)
  })
})

describe('a stored password has to be typed again where another server could be accepted', () => {
  it.each([
    ['the check is switched off', checked, unchecked],
    ['the check is switched off beside a file', withFile, { ...withFile, ...unchecked }],
    ['a file of authorities is named', checked, withFile],
    ['another file is named', withFile, withOtherFile],
    ['a certificate is pinned that the check may have refused', checked, pinned],
    ['another certificate is pinned', pinned, { pinned_certificate: OTHER_PIN }],
    ['the pin is taken away', pinned, checked],
    ['the pin is taken away and nothing is checked', pinned, unchecked],
    ['another server', checked, { server: 'imap.example.com' }],
    ['another port', checked, { port: 1993 }],
    ['another security', checked, { security: 'starttls' }],
    ['another protocol', checked, { protocol: 'pop3' }],
    ['another login', checked, { login: 'billing' }],
  ] as const)('%s', (_, stored, config) => {
    expect(allows(stored, config)).toBe(false)
  })
})
