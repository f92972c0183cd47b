import { describe, expect, it } from 'vitest'
import { describeFailure } from '../../../src-main/engine/sources/imap/describe-failure.ts'
import { cutChunks } from '../../../src-main/engine/sources/imap/fetch-messages.ts'
import { findFolder } from '../../../src-main/engine/sources/imap/folder-names.ts'
import { compressUids, countUids, expandUids, parseUid } from '../../../src-main/engine/sources/imap/uid-set.ts'
import { describeCertificateRefusal } from '../../../src-main/engine/sources/net/certificate-refusal.ts'
import { hostNameOf } from '../../../src-main/engine/sources/net/host-name.ts'
import { quoteServerText } from '../../../src-main/engine/sources/net/server-text.ts'

describe('sets of uids', () => {
  it.each([
    [[], ''],
    [[7], '7'],
    [[1, 2, 3, 5], '1:3,5'],
    [[5, 3, 2, 1, 3], '1:3,5'],
    [[1, 3, 5], '1,3,5'],
    [[4_294_967_294, 4_294_967_295], '4294967294:4294967295'],
  ])('writes %j as %j', (uids, text) => {
    expect(compressUids(uids)).toBe(text)
  })

  it.each([
    ['7', [7]],
    ['1:3,5', [1, 2, 3, 5]],
    ['5,3:1', [1, 2, 3, 5]],
    ['2,2', [2]],
    ['1:5', null],
    ['1:4294967295', null],
    ['1:4,1:4', null],
    ['1:*', null],
    ['0:2', null],
    ['1,', null],
    ['', null],
  ])('reads %j as %j where 4 can be', (text, uids) => {
    expect(expandUids(text, 4)).toEqual(uids)
  })

  it.each([
    ['', 0],
    ['7', 1],
    ['1:3,5', 4],
    ['5,3:1', 4],
    ['1:4294967295', 4_294_967_295],
    ['1:3,2', 4],
    ['1:*', 0],
    ['x,1', 1],
    ['1:2:3,7', 1],
  ])('counts in %j %j, without writing them out', (text, count) => {
    expect(countUids(text)).toBe(count)
  })

  it.each(['1', '7', '10', '4294967294', '4294967295'])('takes %j for the uid that it is', uid => {
    expect(parseUid(uid)).toBe(Number(uid))
  })

  it.each(['0', '-1', '1:*', '*', '', '4294967296', '1 OR ALL', '07', '7 ', ' 7', '1,2', '12345678901'])(
    'takes %j for no uid, and says so',
    uid => {
      expect(() => parseUid(uid)).toThrow(new TypeError(`Not an IMAP UID: ${JSON.stringify(uid)}`))
    },
  )
})

describe('chunks of a fetch', () => {
  const megabyte = 1024 * 1024

  it('end at 100 messages or 8 MB, keep the order, and leave out what has gone or cannot be held', () => {
    const small = Array.from({ length: 250 }, (_, index) => index + 1)
    expect(cutChunks(small, new Map(small.map(uid => [uid, 10]))).map(chunk => chunk.length)).toEqual([100, 100, 50])
    const sizes = new Map([
      [1, 5 * megabyte],
      [2, 5 * megabyte],
      [3, 20 * megabyte],
      [4, 300 * megabyte],
      [5, megabyte],
    ])
    expect(cutChunks([5, 4, 3, 2, 1, 99], sizes)).toEqual([[5], [3], [2], [1]])
  })
})

describe('names of folders', () => {
  const folders = ['INBOX', 'INBOX.Support', 'INBOX.support', 'INBOX.Kunden.Süd', 'a/b'].map(path => ({
    path,
    delimiter: '.',
  }))

  it.each([
    ['inbox', 'INBOX'],
    ['INBOX.Support', 'INBOX.Support'],
    ['Inbox/Support', 'INBOX.Support'],
    ['Support', 'INBOX.Support'],
    ['Kunden\\Su\u0308d', 'INBOX.Kunden.Süd'],
    ['a/b', 'a/b'],
    ['SUPPORT', undefined],
    ['Süd', undefined],
  ])('finds for %s the folder %s', (wanted, path) => {
    expect(findFolder(folders, wanted)?.path).toBe(path)
  })

  it('does not guess between two that fit', () => {
    const twins = [
      { path: 'A.B', delimiter: '.' },
      { path: 'INBOX.A.B', delimiter: '.' },
    ]
    expect(findFolder(twins, 'A/B')).toBeUndefined()
  })
})

describe('what a server says', () => {
  it('loses control characters, the secret and its length', () => {
    expect(quoteServerText('no\r\n\u001b[31m you sent hunter2\u202e!', 'hunter2')).toBe('no [31m you sent *** !')
    expect(quoteServerText('x'.repeat(500), '')).toHaveLength(201)
  })

  it.each(['', 'a', 'al', 'alice', '\0alice\0'])('does not show the secret in base64 behind %j', before => {
    for (const after of ['', '!', '\r\n']) {
      const sent = Buffer.from(`${before}hunter2-4711${after}`).toString('base64')
      const shown = quoteServerText(`bad: ${sent} <-`, 'hunter2-4711')
      expect(shown).toMatch(/^bad: \S*\*\*\*\S* <-$/)
      expect(shown.length).toBeLessThan(20 + before.length * 2)
    }
  })

  it('is quoted without the password when it refuses the sign-in', () => {
    const refusal = Object.assign(new Error('Command failed'), {
      authenticationFailed: true,
      response: 'bad password hunter2',
    })
    const options = { server: 'mail.example.org', port: 993, security: 'tls' } as const
    expect(describeFailure(refusal, options, 'hunter2').message).toContain('The server says: bad password ***')
  })
})

describe('failures', () => {
  const options = { server: 'mail.example.org', port: 143, security: 'starttls' } as const
  const signIn = (serverResponseCode: string) => ({ authenticationFailed: true, serverResponseCode })

  it.each([
    [{ code: 'EAI_AGAIN' }, 'connection-failed', 'server', true],
    [{ code: 'CONNECT_TIMEOUT' }, 'connection-failed', 'server', true],
    [{ code: 'GREETING_TIMEOUT' }, 'connection-failed', 'security', true],
    [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'connection-failed', 'security', true],
    [{ tlsFailed: true }, 'connection-failed', 'security', true],
    [{ code: 'ECONNRESET' }, 'connection-failed', undefined, true],
    [signIn('AUTHENTICATIONFAILED'), 'sign-in-failed', 'password', false],
    [signIn('EXPIRED'), 'sign-in-failed', 'password', false],
    [signIn('AUTHORIZATIONFAILED'), 'sign-in-failed', 'login', false],
    [signIn('PRIVACYREQUIRED'), 'sign-in-failed', 'security', false],
    [signIn('UNAVAILABLE'), 'connection-failed', undefined, true],
  ])('tells %j as %s with field %s', (fields, code, field, retry) => {
    const error = describeFailure(Object.assign(new Error('x'), fields), options, 'secret')
    expect({ code: error.code, field: error.field, retry: error.retry }).toEqual({ code, field, retry })
  })

  it.each([
    [signIn('AUTHENTICATIONFAILED'), 'sign-in-failed', 'auth', 'Sign in again'],
    [{ authenticationFailed: true, oauthError: { status: '400' } }, 'sign-in-failed', 'auth', 'Sign in again'],
    [signIn('UNAVAILABLE'), 'connection-failed', undefined, 'just now'],
    [
      { authenticationFailed: true, response: 'User is authenticated but not connected.' },
      'sign-in-failed',
      'login',
      'IMAP is switched off',
    ],
    [{ message: 'Unsupported authentication mechanism' }, 'sign-in-failed', 'auth', 'offers no sign-in with OAuth'],
  ])('of a token are told without a word about a wrong password: %j', (fields, code, field, words) => {
    const error = describeFailure(Object.assign(new Error('x'), fields), options, 'token', 'token')
    expect({ code: error.code, field: error.field }).toEqual({ code, field })
    expect(error.message).toContain(words)
    expect(error.message).not.toMatch(/Check login and password|Enter the password/)
  })

  it('finds the code of a failure on several addresses', () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
    expect(describeFailure(new AggregateError([new Error('y'), refused]), options, '').field).toBe('port')
  })

  it.each([
    ['CERT_HAS_EXPIRED', 'security', 'expired'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'security', 'signed by itself'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'security', 'authority'],
    ['CERT_NOT_YET_VALID', 'security', 'date and time'],
  ])('explains the refused certificate %s', (code, field, words) => {
    const error = describeCertificateRefusal(code, 'mail.example.org')
    expect(error).toMatchObject({ code: 'certificate-refused', field, retry: false })
    expect(error?.message).toContain(words)
  })

  it('names what the certificate was made for when it is another server, and nothing hostile', () => {
    const cause = Object.assign(new Error('x'), { cert: { subjectaltname: 'DNS:imap.example.org, DNS:<b>x</b>' } })
    const error = describeCertificateRefusal('ERR_TLS_CERT_ALTNAME_INVALID', 'mail.example.org', cause)
    expect(error?.field).toBe('server')
    expect(error?.message).toContain('made for imap.example.org, not for mail.example.org')
  })
})

describe('the server name', () => {
  it.each([
    [' imap.example.org ', 'imap.example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['[::1]', '::1'],
    ['127.0.0.1', '127.0.0.1'],
    ['', ''],
  ])('%j is asked for as %j', (typed, host) => {
    expect(hostNameOf(typed)).toBe(host)
  })
})
