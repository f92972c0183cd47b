import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import { describe, expect, it } from 'vitest'
import { readAadsts } from '../../../src-main/engine/oauth/aadsts-codes.ts'
import { describeAnswer, describeOauthFailure } from '../../../src-main/engine/oauth/describe-oauth-failure.ts'

const bodyError = (error: string, description: string, status = 400) =>
  new ResponseBodyError('refused', {
    cause: { error, error_description: description },
    response: new Response(null, { status }),
  })

/** The library sets the code itself; its types do not let others. */
const clientError = (message: string, { code, cause }: { code?: string; cause?: unknown }) =>
  Object.assign(new ClientError(message, { cause }), code === undefined ? {} : { code })

describe('the codes of Microsoft', () => {
  it.each([
    '50011 50020 50034 50053 50055 50057 50058 50076 50078 50079 50105 50126 50173 53003 65001 65004 70000 70001 70008',
    '70011 70043 90002 90033 90072 90094 500011 500113 500133 700016 700082 700084 7000112 7000215 7000218 7000222',
  ])('%s are sentences that say what to do, without the text for programmers', numbers => {
    for (const number of numbers.split(' ')) {
      const text = `AADSTS${number}: Trace ID: 1 Correlation ID: 2 Timestamp: 2031-01-01 00:00:00Z`
      const { error } = describeAnswer('invalid_grant', text, [])
      expect(error.message).toMatch(new RegExp(`^[A-Z].{20,}\\. \\(AADSTS${number}\\)$`))
      expect(error.message).not.toContain('Trace ID')
    }
  })

  it.each([
    ['AADSTS50076', true],
    ['AADSTS700082', true],
    ['AADSTS90094', true],
    // The sign-in is still good: the client is wrong, or a rule of the place forbids it for now.
    ['AADSTS7000222', false],
    ['AADSTS53003', false],
    ['AADSTS90033', false],
  ])('tell who has to act: %s ends the sign-in: %s', (code, signedOut) => {
    expect(describeAnswer('invalid_grant', `${code}: x`, []).signedOut).toBe(signedOut)
  })

  it('are not guessed', () => {
    expect(readAadsts('AADSTS12345: new')).toBeNull()
    expect(readAadsts('__proto__ AADSTSconstructor')).toBeNull()
    expect(readAadsts('AADSTS700082 and AADSTS50011')?.code).toBe('AADSTS700082')
  })
})

describe('a refusal of a provider', () => {
  it.each([
    ['access_denied', 'declined', true],
    ['invalid_grant', 'Sign in again', true],
    ['invalid_client', 'client ID and secret', false],
    ['redirect_uri_mismatch', 'redirect address', false],
    ['invalid_scope', 'scopes', false],
    ['temporarily_unavailable', 'tried again by itself', false],
    ['something_of_its_own', 'refused the sign-in', false],
    ['constructor', 'refused the sign-in', false],
  ])('%s is told as “%s”', (code, words, signedOut) => {
    const inAnswer = describeOauthFailure(bodyError(code, 'Because.'), [])
    const inAddress = describeOauthFailure(
      new AuthorizationResponseError('refused', { cause: new URLSearchParams({ error: code }) }),
      [],
    )
    for (const failure of [inAnswer, inAddress]) {
      expect(failure.error.message).toContain(words)
      expect(failure.signedOut).toBe(signedOut)
    }
  })

  it('is quoted as one plain line, without the secrets that were sent', () => {
    const text = `no\r\n\u202e<b>token s3cret-refresh-token</b> ${'x'.repeat(400)}`
    const { message } = describeOauthFailure(bodyError('invalid_grant', text), ['s3cret-refresh-token']).error
    expect(message).not.toContain('s3cret')
    expect(message).not.toMatch(/[\r\n\u202e]/)
    expect(message.length).toBeLessThan(400)
  })

  it('by a busy or broken provider says nothing about the sign-in', () => {
    for (const status of [429, 500, 503]) {
      const { error, signedOut } = describeOauthFailure(bodyError('invalid_grant', '', status), [])
      expect(error).toMatchObject({ code: 'connection-failed', retry: true })
      expect(signedOut).toBe(false)
    }
  })
})

describe('a provider that gives no answer', () => {
  it.each([
    [
      clientError('something went wrong', { cause: new TypeError('fetch failed') }),
      'connection-failed',
      'cannot be reached',
    ],
    [new TypeError('fetch failed'), 'connection-failed', 'cannot be reached'],
    [clientError('x', { code: 'OAUTH_TIMEOUT' }), 'connection-failed', 'cannot be reached'],
    [
      clientError('x', { code: 'OAUTH_RESPONSE_IS_NOT_CONFORM', cause: new Response(null, { status: 502 }) }),
      'connection-failed',
      'tried again by itself',
    ],
    [
      clientError('x', { code: 'OAUTH_RESPONSE_IS_NOT_CONFORM', cause: new Response(null, { status: 404 }) }),
      'sign-in-failed',
      'no OAuth provider',
    ],
    [clientError('x', { code: 'OAUTH_RESPONSE_IS_NOT_JSON' }), 'sign-in-failed', 'no OAuth provider'],
    [clientError('x', { code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' }), 'sign-in-failed', 'clock'],
  ])('%o is told as %s', (error, code, words) => {
    const told = describeOauthFailure(error, [])
    expect(told.error.code).toBe(code)
    expect(told.error.message).toContain(words)
    expect(told.signedOut).toBe(false)
  })
})
