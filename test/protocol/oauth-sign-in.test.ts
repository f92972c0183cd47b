import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowserByHand } from './browser-by-hand.ts'
import { type OauthDesk, openOauthDesk } from './oauth-desk.ts'

let desk: OauthDesk
beforeAll(async () => {
  desk = await openOauthDesk()
})
afterAll(async () => {
  await desk?.close()
})

const start = () => desk.ask('oauthAccounts.signIn', { clientId: desk.clientId, loginHint: 'alice' })
const stateOf = (id: string) => desk.ask('oauthAccounts.signInState', { id })
const redirectOf = (url: string) => new URL(new URL(url).searchParams.get('redirect_uri') ?? '')

/** As a page elsewhere would, whose name leads to this computer. */
function askWithHost(url: URL, host: string, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { host }, method }, reply => resolve(reply.resume().statusCode ?? 0))
    asked.once('error', reject).end()
  })
}

describe('the address of a sign-in', () => {
  it('carries PKCE S256, a state, a nonce and a loopback address with a port of its own', async () => {
    const [one, two] = [await start(), await start()]
    const query = new URL(one.url).searchParams
    expect(query.get('code_challenge_method')).toBe('S256')
    expect(query.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(query.get('response_type')).toBe('code')
    expect(query.get('login_hint')).toBe('alice')
    expect(query.get('scope')).toBe('openid email offline_access')
    for (const name of ['state', 'nonce', 'code_challenge', 'redirect_uri']) {
      expect(query.get(name)).not.toBe(new URL(two.url).searchParams.get(name))
    }
    expect(redirectOf(one.url).href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/)
    // Only one waits for an account: the older one is over, and its port is closed.
    expect(await stateOf(one.id)).toMatchObject({ state: 'cancelled' })
    await expect(fetch(redirectOf(one.url))).rejects.toThrow()
    expect(two.endsAt - Date.now()).toBeLessThanOrEqual(10 * 60_000)
    await desk.ask('oauthAccounts.cancelSignIn', { id: two.id })
  })
})

describe('the port of a sign-in', () => {
  it('overlooks answers with a foreign state, other names, ways and places, and goes on waiting', async () => {
    const { id, url } = await start()
    const callback = redirectOf(url)
    const state = new URL(url).searchParams.get('state') ?? ''
    const answer = (query: string) => new URL(`${callback.href}?${query}`)
    for (const query of [
      '',
      'code=x',
      'code=x&state=guess',
      `code=x&state=${state}&state=${state}`,
      'error=access_denied',
    ]) {
      const reply = await fetch(answer(query))
      expect(reply.status).toBe(400)
      expect(await reply.text()).toContain('nothing was changed')
    }
    const good = answer(`code=x&state=${state}`)
    expect(await askWithHost(good, `evil.example:${callback.port}`)).toBe(404)
    expect(await askWithHost(good, `localhost:${callback.port}`)).toBe(404)
    expect(await askWithHost(good, callback.host, 'POST')).toBe(404)
    expect((await fetch(new URL('/favicon.ico', callback))).status).toBe(404)
    expect(await stateOf(id)).toMatchObject({ state: 'waiting' })
    await desk.ask('oauthAccounts.cancelSignIn', { id })
  })

  it('takes an answer once, shows a page that runs nothing, and closes', async () => {
    const { ended, page, address } = await desk.signIn({ clientId: desk.clientId }, 'alice')
    expect(ended.state).toBe('done')
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    const html = await page.text()
    expect(html).toContain('lang="fr"')
    expect(html).not.toMatch(/<script|https?:|code=/)
    await expect(fetch(address)).rejects.toThrow()
  })

  it('takes an answer once, also when it comes twice at the same time', async () => {
    const { id, url } = await start()
    const address = await openBrowserByHand().signIn(url, 'alice')
    const replies = await Promise.all([fetch(address), fetch(address)])
    expect(replies.map(reply => reply.status).toSorted()).toEqual([200, 410])
    expect(await stateOf(id)).toMatchObject({ state: 'done' })
  })

  it('closes when the sign-in is cancelled', async () => {
    const { id, url } = await start()
    await desk.ask('oauthAccounts.cancelSignIn', { id })
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled', error: null })
    await expect(fetch(redirectOf(url))).rejects.toThrow()
    await desk.ask('oauthAccounts.cancelSignIn', { id })
    expect(await desk.refusal('oauthAccounts.signInState', { id: 'none' })).toMatchObject({ code: 'not-found' })
  })
})

describe('a sign-in that does not work', () => {
  it('says so when it was declined', async () => {
    const { id, url } = await start()
    const page = await fetch(await openBrowserByHand().decline(url), { headers: { 'accept-language': 'en' } })
    expect(await page.text()).toMatch(/did not work.*declined.*start again in Postdesk/s)
    const { state, error } = await stateOf(id)
    expect(state).toBe('failed')
    expect(error).toMatch(/declined at the provider. Sign in again and accept it/)
  })

  it('says so when a code is refused, and names no code', async () => {
    const { id, url } = await start()
    const state = new URL(url).searchParams.get('state') ?? ''
    const answer = new URL(redirectOf(url))
    answer.search = new URLSearchParams({ code: 'made-up-code', state, iss: desk.provider.issuer }).toString()
    await fetch(answer)
    expect((await stateOf(id)).error).toMatch(/not valid any more/)
    expect(desk.logText()).not.toContain('made-up-code')
  })

  it('refuses the answer of another issuer', async () => {
    const { id, url } = await start()
    const address = new URL(await openBrowserByHand().signIn(url, 'alice'))
    address.searchParams.set('iss', 'https://attacker.example')
    await fetch(address)
    expect(await stateOf(id)).toMatchObject({ state: 'failed' })
  })

  it('names the address when no provider is there, and the client when it is not known', async () => {
    const { config } = await desk.client()
    const save = async (name: string, own: object) =>
      (await desk.ask('oauthClients.save', { config: { ...config, name, ...own } })).id
    const nowhere = await save('Nowhere', { discoveryUrl: 'http://127.0.0.1:9/' })
    expect(await desk.refusal('oauthAccounts.signIn', { clientId: nowhere })).toMatchObject({
      code: 'connection-failed',
      message: expect.stringContaining('cannot be reached'),
    })
    const page = await save('A page', { discoveryUrl: `${desk.provider.issuer}/token` })
    expect(await desk.refusal('oauthAccounts.signIn', { clientId: page })).toMatchObject({
      code: 'sign-in-failed',
      message: expect.stringContaining('is no OAuth provider'),
    })
    expect(await desk.refusal('oauthAccounts.signIn', { clientId: '999' })).toMatchObject({ code: 'not-found' })
    expect(await desk.refusal('oauthAccounts.signIn', {})).toMatchObject({ code: 'invalid-input' })
  })
})

describe('a client', () => {
  it('by its two endpoints signs in without a word about the person', async () => {
    const { config } = await desk.client()
    const { issuer } = desk.provider
    const endpoints = { discoveryUrl: '', authorizationEndpoint: `${issuer}/auth`, tokenEndpoint: `${issuer}/token` }
    const { id } = await desk.ask('oauthClients.save', { config: { ...config, name: 'By endpoints', ...endpoints } })
    const { url } = await desk.ask('oauthAccounts.signIn', { clientId: id, loginHint: 'bert@example.org' })
    expect(new URL(url).searchParams.get('scope')).toBe('email offline_access')
    expect(new URL(url).searchParams.has('nonce')).toBe(false)
  })

  it('never gives its secret back, and does not send it to another place', async () => {
    const { config } = await desk.client()
    const secret = 'only-for-this-place'
    const { id } = await desk.ask('oauthClients.save', { config: { ...config, name: 'With secret' }, secret })
    const listed = await desk.ask('oauthClients.list', {})
    expect(listed.find(client => client.id === id)).toMatchObject({ hasSecret: true })
    expect(JSON.stringify(listed) + (await desk.everythingWritten())).not.toContain(secret)
    const elsewhere = { ...config, name: 'With secret', discoveryUrl: 'https://attacker.example' }
    expect(await desk.refusal('oauthClients.save', { id, config: elsewhere })).toMatchObject({ field: 'secret' })
    await desk.ask('oauthClients.save', { id, config: elsewhere, secret: '' })
    expect((await desk.ask('oauthClients.list', {})).find(client => client.id === id)).toMatchObject({
      hasSecret: false,
    })
    await desk.ask('oauthClients.remove', { id })
  })

  it.each([
    [{ name: 'Own provider' }, 'name'],
    [{ discoveryUrl: 'http://login.example.org' }, 'discoveryUrl'],
    [{ discoveryUrl: '' }, 'discoveryUrl'],
    [{ discoveryUrl: '', tokenEndpoint: 'https://login.example.org/token' }, 'authorizationEndpoint'],
    [{ tokenEndpoint: 'https://login.example.org/token' }, 'discoveryUrl'],
    [{ mailServers: [] }, 'mailServers'],
    [{ mailServers: ['imaps://imap.example.org'] }, 'mailServers'],
    [{ provider: 'microsoft', tenant: '../evil' }, 'tenant'],
    [{ scopes: ['two words'] }, 'scopes.0'],
  ])('with %j is refused with the field %s', async (own, field) => {
    const { config } = await desk.client()
    const refusal = await desk.refusal('oauthClients.save', { config: { ...config, name: 'New', ...own } })
    expect(refusal.field).toBe(field)
  })
})
