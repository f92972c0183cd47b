import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEventBus } from '../../../src-main/engine/events.ts'
import { createOauth, type Oauth } from '../../../src-main/engine/oauth/oauth.ts'
import { saveClient } from '../../../src-main/engine/oauth/save-client.ts'
import { OauthClientConfig } from '../../../src-preload/contract/entities/oauth.ts'
import { recordLog } from '../../protocol/source-ports.ts'
import { type TempStore, tempStore } from '../../store/temp-store.ts'

let temp: TempStore
let oauth: Oauth
let clientId: number
let opened: string[]
let told: string[]
/** Ends the ten minutes. */
let runOut: () => void
let hasBrowser: boolean

beforeEach(async () => {
  temp = tempStore()
  opened = []
  told = []
  hasBrowser = true
  const events = createEventBus(error => {
    throw error
  })
  events.on(event => told.push(event.name))
  oauth = createOauth({
    store: temp.store,
    secrets: { seal: async plain => `sealed ${plain}`, unseal: async sealed => sealed.replace('sealed ', '') },
    clock: {
      now: () => 1000,
      sleep: (_ms, signal) =>
        new Promise(resolve => {
          runOut = resolve
          signal?.addEventListener('abort', () => resolve())
        }),
    },
    log: recordLog(),
    events,
    browser: {
      async openLink(url) {
        if (!hasBrowser) throw new Error('No program opens this.')
        opened.push(url)
      },
    },
    mayWrite: true,
  })
  const config = OauthClientConfig.parse({
    name: 'By endpoints',
    provider: 'custom',
    clientId: 'x',
    authorizationEndpoint: 'https://login.example.org/auth',
    tokenEndpoint: 'https://login.example.org/token',
    mailServers: ['imap.example.org'],
  })
  clientId = await saveClient(oauth.tools, { config })
  told = []
})
afterEach(async () => {
  await oauth.close()
  await temp.remove()
})

const callback = (url: string, query: Record<string, string>) => {
  const asked = new URL(url).searchParams
  const address = new URL(asked.get('redirect_uri') ?? '')
  address.search = new URLSearchParams({ state: asked.get('state') ?? '', ...query }).toString()
  return fetch(address)
}

describe('a sign-in', () => {
  it('opens the browser of the desktop', async () => {
    const { url, opened: isOpened, endsAt } = await oauth.signIns.start({ clientId })
    expect(opened).toEqual([url])
    expect(isOpened).toBe(true)
    expect(endsAt).toBe(1000 + 600_000)
  })

  it('goes on with the address where the browser does not open', async () => {
    hasBrowser = false
    expect(await oauth.signIns.start({ clientId })).toMatchObject({ state: 'waiting', opened: false })
  })

  it('ends after ten minutes, says what may be wrong, and closes its port', async () => {
    const { id, url } = await oauth.signIns.start({ clientId })
    runOut()
    await expect.poll(() => oauth.signIns.state(id).state).toBe('failed')
    expect(oauth.signIns.state(id).error).toMatch(/No answer came within ten minutes.*http:\/\/127\.0\.0\.1/)
    expect(told).toEqual(['oauth.changed'])
    await expect(callback(url, { code: 'late' })).rejects.toThrow()
  })

  it('tells a refusal in the address in words', async () => {
    const { id, url } = await oauth.signIns.start({ clientId })
    const page = await callback(url, {
      error: 'access_denied',
      error_description: 'AADSTS65004: User declined. <b>x</b>',
    })
    expect(await page.text()).toContain('The permissions were declined.')
    expect(oauth.signIns.state(id)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/^The permissions were declined.*\(AADSTS65004\)$/),
    })
    expect(told).toEqual(['oauth.changed'])
  })

  it('ends with the engine', async () => {
    const { id, url } = await oauth.signIns.start({ clientId })
    await oauth.close()
    expect(oauth.signIns.state(id).state).toBe('cancelled')
    await expect(callback(url, { code: 'x' })).rejects.toThrow()
  })

  it('is remembered for a while, the older ones are forgotten', async () => {
    const { id } = await oauth.signIns.start({ clientId })
    for (let count = 0; count < 50; count++) await oauth.signIns.start({ clientId })
    expect(() => oauth.signIns.state(id)).toThrow(/ended long ago/)
  })
})
