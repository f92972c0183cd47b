import { describe, expect, it } from 'vitest'
import { parseCapabilities } from '../../../src-main/engine/sources/pop3/capabilities.ts'
import { chooseMechanisms } from '../../../src-main/engine/sources/pop3/choose-mechanisms.ts'
import { createUnstuffer } from '../../../src-main/engine/sources/pop3/dot-stuffing.ts'
import type { Pop3Mechanism } from '../../../src-main/engine/sources/pop3/options.ts'
import { apopDigest } from '../../../src-main/engine/sources/pop3/sign-in.ts'
import { parseStatus } from '../../../src-main/engine/sources/pop3/status.ts'

/** Feeds `stuffed` in pieces of `size` bytes. */
function unstuff(stuffed: string, size: number, bareLf = false): { data: string; rest: string | null } {
  const take = createUnstuffer({ bareLf })
  const bytes = Buffer.from(stuffed, 'latin1')
  let data = ''
  for (let at = 0; at < bytes.length; at += size) {
    const piece = take(bytes.subarray(at, at + size))
    data += Buffer.concat(piece.data).toString('latin1')
    if (piece.rest) return { data, rest: piece.rest.toString('latin1') + bytes.subarray(at + size).toString('latin1') }
  }
  return { data, rest: null }
}

describe('dots', () => {
  const texts = [
    '',
    'a\r\n',
    '.\r\n',
    '..\r\n.\r\n',
    '.a\r\n\r\n.\r\n',
    'x\n.\n.\r\r\n.\r.\r\n',
    '\r\n\r\n.\r\n',
    '\0\xff.\r\n\r.\r\n',
  ]
  const stuff = (text: string) => text.replace(/(^|\r\n)\./g, '$1..')

  it.each(texts.map(text => [text]))('of %j are taken away again, wherever the pieces are cut', text => {
    // Twice: neighbours share their line end.
    const stuffed = `${stuff(text)}.\r\n+OK next\r\n`
    for (let size = 1; size <= stuffed.length; size++) {
      expect(unstuff(stuffed, size), `pieces of ${size}`).toEqual({ data: text, rest: '+OK next\r\n' })
    }
  })

  it('end nothing that is not a line of its own', () => {
    for (const open of ['a\r\n.', 'a\r\n.\r', 'a.\r\n', 'a\n.\n', 'a\n.\r\n', '\r.\r\n']) {
      expect(unstuff(open, 1).rest, open).toBeNull()
    }
  })

  it('are read with bare ends of line only where the server speaks so', () => {
    for (const size of [1, 2, 3, 50]) {
      expect(unstuff('a\n..b\n.\nrest', size, true)).toEqual({ data: 'a\n.b\n', rest: 'rest' })
      expect(unstuff('a\n.\r\nrest', size, true)).toEqual({ data: 'a\n', rest: 'rest' })
    }
  })
})

describe('the first line of an answer', () => {
  it.each([
    ['+OK\r\n', { kind: 'ok', text: '', code: '', bareLf: false }],
    ['+OK 2 messages\n', { kind: 'ok', text: '2 messages', bareLf: true }],
    ['-ERR [in-use] locked\r\n', { kind: 'refused', text: '[in-use] locked', code: 'IN-USE' }],
    ['-ERR [SYS/TEMP] x\r\n', { kind: 'refused', code: 'SYS/TEMP' }],
    ['-ERR not [AUTH]\r\n', { kind: 'refused', code: '' }],
    ['+ PDE4\r\n', { kind: 'challenge', text: 'PDE4' }],
    ['+\r\n', { kind: 'challenge', text: '' }],
    ['+OKAY\r\n', { kind: 'foreign' }],
    ['* OK IMAP\r\n', { kind: 'foreign' }],
    ['\r\n', { kind: 'foreign' }],
  ])('%j', (line, status) => {
    expect(parseStatus(Buffer.from(line))).toMatchObject(status)
  })
})

describe('the sign-in', () => {
  it('by APOP is as in RFC 1939', () => {
    expect(apopDigest('<1896.697170952@dbc.mtview.ca.us>', 'tanstaaf')).toBe('c4c9334bac560ecc979e58001b3e22fb')
  })

  const offer = (sasl: string, { timestamp = null as string | null, isEncrypted = true, user = true } = {}) => ({
    capabilities: parseCapabilities(Buffer.from(`${user ? 'USER\r\n' : ''}SASL ${sasl}\r\n`)),
    timestamp,
    isEncrypted,
  })

  const by = (option: Pop3Mechanism) => ({ option, never: [] })

  it.each<[string, Parameters<typeof chooseMechanisms>, string[]]>([
    [
      'a challenge, and inside TLS a second way',
      [offer('plain CRAM-MD5'), 'password', undefined],
      ['CRAM-MD5', 'PLAIN'],
    ],
    [
      'a challenge only over plain text',
      [offer('PLAIN CRAM-MD5', { isEncrypted: false }), 'password', undefined],
      ['CRAM-MD5'],
    ],
    [
      'APOP by the greeting',
      [offer('PLAIN', { timestamp: '<a@b>', isEncrypted: false }), 'password', undefined],
      ['APOP'],
    ],
    ['PLAIN before LOGIN and USER', [offer('LOGIN PLAIN'), 'password', undefined], ['PLAIN']],
    ['USER where nothing is offered', [offer('X-OTHER', { user: false }), 'password', undefined], ['USER']],
    [
      'USER without CAPA',
      [{ capabilities: null, timestamp: null, isEncrypted: false }, 'password', undefined],
      ['USER'],
    ],
    ['what was chosen', [offer('PLAIN CRAM-MD5'), 'password', by('USER')], ['USER']],
    [
      'nothing that is never to be used',
      [offer('PLAIN CRAM-MD5'), 'password', { option: 'automatic', never: ['CRAM-MD5', 'PLAIN'] }],
      ['USER'],
    ],
    ['OAUTHBEARER before XOAUTH2', [offer('XOAUTH2 OAUTHBEARER'), 'token', undefined], ['OAUTHBEARER']],
    ['XOAUTH2 alone', [offer('PLAIN XOAUTH2'), 'token', undefined], ['XOAUTH2']],
  ])('takes %s', (_, [what, kind, wanted], mechanisms) => {
    expect(chooseMechanisms(what, kind, wanted)).toEqual(mechanisms)
  })

  it.each<[string, Parameters<typeof chooseMechanisms>, string]>([
    ['a token without TLS', [offer('XOAUTH2', { isEncrypted: false }), 'token', undefined], 'security'],
    ['a token that the server does not take', [offer('PLAIN'), 'token', undefined], 'auth'],
    ['a password with a mechanism for tokens', [offer('XOAUTH2'), 'password', by('XOAUTH2')], 'auth_option'],
    ['APOP without a timestamp', [offer('PLAIN'), 'password', by('APOP')], 'auth_option'],
    ['what the server does not offer', [offer('PLAIN'), 'password', by('CRAM-MD5')], 'auth_option'],
    [
      'all that is offered',
      [offer('XOAUTH2'), 'token', { option: 'automatic', never: ['XOAUTH2'] }],
      'disable_authenticator',
    ],
    [
      'plain text where USER is not offered',
      [offer('', { isEncrypted: false, user: false }), 'password', undefined],
      'security',
    ],
  ])('refuses %s', (_, [what, kind, wanted], field) => {
    expect(() => chooseMechanisms(what, kind, wanted)).toThrow(
      expect.objectContaining({ code: 'sign-in-failed', field }),
    )
  })
})
