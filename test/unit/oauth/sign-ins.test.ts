import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveClient } from '../../../src-main/engine/oauth/save-client.ts'
import { OauthClientConfig } from '../../../src-preload/contract/entities/oauth.ts'
import { comeBack, type OauthUnderTest, openOauth } from './oauth-under-test.ts'

let oauth: OauthUnderTest
let clientId: number

beforeEach(async () => {
  oauth = openOauth()
  const config = OauthClientConfig.parse({
    name: 'By endpoints',
    provider: 'custom',
    clientId: 'x',
    authorizationEndpoint: 'https://login.example.org/auth',
    tokenEndpoint: 'https://login.example.org/token',
    mailServers: ['imap.example.org'],
  })
  clientId = await saveClient(oauth.tools, { config })
})
afterEach(() => oauth.remove())

describe('a sign-in', () => {
  it('opens the browser of the desktop', async () => {
    const { url, opened: isOpened, endsAt } = await oauth.signIns.start({ clientId })
    expect(oauth.opened).toEqual([url])
    expect(isOpened).toBe(true)
    expect(endsAt).toBe(1000 + 600_000)
  })

  it('goes on with the address where the browser does not open', async () => {
    oauth.breakBrowser()
    expect(await oauth.signIns.start({ clientId })).toMatchObject({ state: 'waiting', opened: false })
  })

  it('ends after ten minutes, says what may be wrong, and closes its port', async () => {
    const { id, url } = await oauth.signIns.start({ clientId })
    oauth.runOut()
    await expect.poll(() => oauth.signIns.state(id).state).toBe('failed')
    expect(oauth.signIns.state(id).error).toMatch(/No answer came within ten minutes.*http:\/\/127\.0\.0\.1/)
    expect(oauth.told).toEqual(['oauth.changed', 'oauth.changed'])
    await expect(comeBack(url, { code: 'late' })).rejects.toThrow()
  })

  it('tells a refusal in the address in words', async () => {
    const { id, url } = await oauth.signIns.start({ clientId })
    const page = await comeBack(url, {
      error: 'access_denied',
      error_description: 'AADSTS65004: User declined. <b>x</b>',
    })
    expect(await page.text()).toContain('The permissions were declined.')
    expect(oauth.signIns.state(id)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/^The permissions were declined.*\(AADSTS65004\)$/),
    })
    expect(oauth.told).toEqual(['oauth.changed', 'oauth.changed'])
  })

  it('ends with the engine', async () => {
    const { id, url } = await oauth.signIns.start({ clientId })
    await oauth.close()
    expect(oauth.signIns.state(id).state).toBe('cancelled')
    await expect(comeBack(url, { code: 'x' })).rejects.toThrow()
  })

  it('is remembered for a while, the older ones are forgotten', async () => {
    const { id } = await oauth.signIns.start({ clientId })
    for (let count = 0; count < 50; count++) await oauth.signIns.start({ clientId })
    expect(() => oauth.signIns.state(id)).toThrow(/ended long ago/)
  })
})
