import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listAccounts } from '../../../src-main/engine/oauth/accounts.ts'
import { saveClient } from '../../../src-main/engine/oauth/save-client.ts'
import { OauthClientConfig } from '../../../src-preload/contract/entities/oauth.ts'
import { comeBack, type OauthUnderTest, openOauth } from './oauth-under-test.ts'

/** No test reaches the real ones: their answers, as they are documented, by address. */
let answers: Record<string, (body: URLSearchParams) => object>
let asked: string[]
let oauth: OauthUnderTest

beforeEach(() => {
  oauth = openOauth()
  asked = []
  const realFetch = globalThis.fetch
  vi.stubGlobal('fetch', async (input: string | URL, init?: RequestInit) => {
    const url = new URL(input)
    if (url.hostname === 'localhost' || url.hostname === '127.0.0.1') return realFetch(url, init)
    asked.push(url.href)
    const answer = answers[url.href]
    return answer
      ? Response.json(answer(new URLSearchParams(String(init?.body ?? ''))))
      : new Response(null, { status: 404 })
  })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await oauth.remove()
})

const addClient = (own: object, secret?: string) =>
  saveClient(oauth.tools, { config: OauthClientConfig.parse({ name: 'x', clientId: 'the-app', ...own }), secret })

function idToken(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  return `${part({ alg: 'RS256' })}.${part({ aud: 'the-app', iat: now, exp: now + 3600, ...claims })}.c2lnbmF0dXJl`
}

describe('Microsoft 365', () => {
  const base = 'https://login.microsoftonline.com'

  it.each([
    ['', 'common'],
    ['organizations', 'organizations'],
    ['example.org', 'example.org'],
  ])('with the tenant “%s” is asked at %s, and the token may come from any tenant behind it', async (tenant, path) => {
    let nonce = ''
    let sent = new URLSearchParams()
    const tokenEndpoint = `${base}/${path}/oauth2/v2.0/token`
    answers = {
      [`${base}/${path}/v2.0/.well-known/openid-configuration`]: () => ({
        issuer: `${base}/{tenantid}/v2.0`,
        authorization_endpoint: `${base}/${path}/oauth2/v2.0/authorize`,
        token_endpoint: tokenEndpoint,
        userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
      }),
      [tokenEndpoint]: body => {
        sent = body
        const who = { sub: 'pairwise', tid: 'a-tenant', preferred_username: 'it@example.org', nonce }
        const id_token = idToken({ iss: `${base}/a-tenant/v2.0`, ...who })
        return { access_token: 'at', refresh_token: 'rt', token_type: 'Bearer', expires_in: 3600, id_token }
      },
    }
    const clientId = await addClient({ provider: 'microsoft', tenant })
    const { id, url } = await oauth.signIns.start({ clientId })
    const query = new URL(url).searchParams
    nonce = query.get('nonce') ?? ''
    expect(url).toMatch(`${base}/${path}/oauth2/v2.0/authorize?`)
    expect(query.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+\/$/)
    expect(query.get('scope')).toContain('https://outlook.office.com/IMAP.AccessAsUser.All')
    expect(query.get('prompt')).toBe('select_account')

    await comeBack(url, { code: 'the-code' })
    expect(oauth.signIns.state(id)).toMatchObject({ state: 'done', error: null })
    expect(sent.get('redirect_uri')).toBe(query.get('redirect_uri'))
    expect(sent.has('client_secret')).toBe(false)
    expect(await listAccounts(oauth.tools.store.reads)).toMatchObject([
      { login: 'it@example.org', subject: 'pairwise' },
    ])
    // Its endpoint for the person takes no token for mail.
    expect(asked).not.toContain('https://graph.microsoft.com/oidc/userinfo')
  })
})

describe('Google', () => {
  it('is asked for offline access, and gets the secret that it gives to desktop clients', async () => {
    let nonce = ''
    let sent = new URLSearchParams()
    answers = {
      'https://accounts.google.com/.well-known/openid-configuration': () => ({
        issuer: 'https://accounts.google.com',
        authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
        token_endpoint: 'https://oauth2.googleapis.com/token',
      }),
      'https://oauth2.googleapis.com/token': body => {
        sent = body
        const id_token = idToken({ iss: 'https://accounts.google.com', sub: '1', email: 'it@example.org', nonce })
        return { access_token: 'at', token_type: 'Bearer', expires_in: 3599, id_token }
      },
    }
    const clientId = await addClient({ provider: 'google' }, 'GOCSPX-x')
    const { id, url } = await oauth.signIns.start({ clientId, loginHint: 'it@example.org' })
    const query = new URL(url).searchParams
    nonce = query.get('nonce') ?? ''
    expect(query.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/)
    expect(query.get('access_type')).toBe('offline')
    await comeBack(url, { code: 'the-code' })
    expect(oauth.signIns.state(id)).toMatchObject({ state: 'done' })
    expect(sent.get('client_secret')).toBe('GOCSPX-x')
    expect(sent.get('code_verifier')).toMatch(/^[\w-]{43,}$/)
    // Without a refresh token the account works for an hour, and says so.
    expect(await listAccounts(oauth.tools.store.reads)).toMatchObject([
      { state: 'expiring', last_error: expect.stringMatching(/ends soon/) },
    ])
  })

  it('that answers with the token of another client is not believed', async () => {
    let nonce = ''
    answers = {
      'https://accounts.google.com/.well-known/openid-configuration': () => ({
        issuer: 'https://accounts.google.com',
        authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
        token_endpoint: 'https://oauth2.googleapis.com/token',
      }),
      'https://oauth2.googleapis.com/token': () => ({
        access_token: 'at',
        token_type: 'Bearer',
        id_token: idToken({ iss: 'https://accounts.google.com', sub: '1', aud: 'another-app', nonce }),
      }),
    }
    const { id, url } = await oauth.signIns.start({ clientId: await addClient({ provider: 'google' }) })
    nonce = new URL(url).searchParams.get('nonce') ?? ''
    await comeBack(url, { code: 'the-code' })
    expect(oauth.signIns.state(id)).toMatchObject({ state: 'failed' })
    expect(await listAccounts(oauth.tools.store.reads)).toEqual([])
  })
})
