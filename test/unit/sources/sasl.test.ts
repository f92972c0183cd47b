import { describe, expect, it } from 'vitest'
import { type SaslMechanism, startExchange } from '../../../src-main/engine/sources/sasl/exchange.ts'
import {
  cramMd5Payload,
  oauthBearerPayload,
  plainPayload,
  xoauth2Payload,
} from '../../../src-main/engine/sources/sasl/payloads.ts'

const nothing = Buffer.alloc(0)

describe('what a mechanism says', () => {
  it('PLAIN, as in RFC 4616, in UTF-8', () => {
    expect(plainPayload('tim', 'tanstaaftanstaaf').toString('base64')).toBe('AHRpbQB0YW5zdGFhZnRhbnN0YWFm')
    expect(plainPayload('ä', '€').toString('hex')).toBe('00c3a400e282ac')
    expect(() => plainPayload('tim\0admin', 'x')).toThrow(TypeError)
  })

  it('CRAM-MD5, as in RFC 2195', () => {
    const challenge = Buffer.from('PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+', 'base64')
    expect(challenge.toString()).toBe('<1896.697170952@postoffice.reston.mci.net>')
    const answer = cramMd5Payload('tim', 'tanstaaftanstaaf', challenge)
    expect(answer.toString()).toBe('tim b913a602c7eda7a495b4e6e7334d3890')
    expect(answer.toString('base64')).toBe('dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw')
  })

  it('OAUTHBEARER, as in RFC 7628', () => {
    const payload = oauthBearerPayload(
      'user@example.com',
      'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==',
      'server.example.com',
      143,
    )
    expect(payload.toString('base64')).toBe(
      'bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB',
    )
    expect(oauthBearerPayload('a,b=c', 't', 'h', 1).toString()).toMatch(/^n,a=a=2Cb=3Dc,\x01/)
  })

  it('XOAUTH2, as Google and Microsoft write it', () => {
    expect(
      xoauth2Payload('someuser@example.com', 'ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg').toString('base64'),
    ).toBe(
      'dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==',
    )
  })
})

describe('an exchange', () => {
  const password = { kind: 'password', password: 'secret' } as const
  const token = { kind: 'token', accessToken: 'tok' } as const
  const spoken = (mechanism: SaslMechanism, credential: typeof password | typeof token): (string | null)[] => {
    const answer = startExchange(mechanism, { login: 'ada', credential, host: 'h', port: 1 })
    return [1, 2, 3].map(() => answer(nothing)?.toString() ?? null)
  }

  it.each<[SaslMechanism, typeof password | typeof token, (string | null)[]]>([
    ['PLAIN', password, ['\0ada\0secret', null, null]],
    ['LOGIN', password, ['ada', 'secret', null]],
    ['CRAM-MD5', password, [expect.stringMatching(/^ada [0-9a-f]{32}$/), null, null]],
    // A refused token is told in one more challenge, which has to be answered.
    ['XOAUTH2', token, ['user=ada\x01auth=Bearer tok\x01\x01', '', null]],
    ['OAUTHBEARER', token, ['n,a=ada,\x01host=h\x01port=1\x01auth=Bearer tok\x01\x01', '\x01', null]],
  ])('of %s has as many answers as it takes', (mechanism, credential, answers) => {
    expect(spoken(mechanism, credential)).toEqual(answers)
  })

  it('refuses a credential of the other kind', () => {
    for (const mechanism of ['PLAIN', 'LOGIN', 'CRAM-MD5'] as const) {
      expect(() => spoken(mechanism, token)).toThrow(TypeError)
    }
    for (const mechanism of ['XOAUTH2', 'OAUTHBEARER'] as const) {
      expect(() => spoken(mechanism, password)).toThrow(TypeError)
    }
  })
})
