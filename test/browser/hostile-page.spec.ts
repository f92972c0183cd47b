import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { filledDesk } from '../fakes/fake-desk.ts'
import { expect, test } from './fake-desk-host.ts'

/** A web page of somebody else, open in the same browser. */
let elsewhere: Server
let foreignUrl: string
test.beforeAll(async () => {
  elsewhere = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>Elsewhere</title>')
  })
  await new Promise<void>(listening => elsewhere.listen(0, '127.0.0.1', listening))
  foreignUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
})
test.afterAll(async () => {
  elsewhere.closeAllConnections()
  await new Promise(closed => elsewhere.close(closed))
})

/** What the page gets by each way there is; `nothing` when it gets nothing. */
async function attack(page: Page, host: string, token: string): Promise<Record<string, string>> {
  return page.evaluate(
    async ([base, secret]) => {
      const got: Record<string, string> = {}
      const ask = async (name: string, asking: Promise<unknown>) => {
        got[name] = await asking.then(String, () => 'nothing')
      }
      const load = (name: string, tag: 'img' | 'script' | 'link', attribute: string, path: string) =>
        ask(
          name,
          new Promise((resolve, reject) => {
            const element = document.createElement(tag)
            element.addEventListener('load', resolve)
            element.addEventListener('error', reject)
            if (tag === 'link') element.setAttribute('rel', 'stylesheet')
            element.setAttribute(attribute, `${base}${path}`)
            document.head.append(element)
          }),
        )
      const wire = (name: string, protocols: string[]) =>
        ask(
          name,
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`${base.replace('http', 'ws')}wire`, protocols)
            socket.addEventListener('open', () => resolve('a wire'))
            socket.addEventListener('error', reject)
          }),
        )
      await ask(
        'fetch',
        fetch(base).then(answer => answer.status),
      )
      await ask(
        'fetch without reading',
        fetch(base, { mode: 'no-cors' }).then(answer => answer.type),
      )
      await ask(
        'fetch with credentials',
        fetch(base, { credentials: 'include' }).then(answer => answer.status),
      )
      await ask(
        'post',
        fetch(base, { method: 'POST', mode: 'no-cors', body: 'x' }).then(answer => answer.type),
      )
      await ask(
        'fetch the secret',
        fetch(`${base}#token=${secret}`).then(answer => answer.text()),
      )
      await load('picture', 'img', 'src', 'icon.svg')
      await load('script', 'script', 'src', 'index.html')
      await load('style', 'link', 'href', 'index.html')
      await wire('a wire', [])
      await wire('a wire with a guess', ['postdesk', 'A'.repeat(43)])
      await wire('a wire with the secret', ['postdesk', secret])
      return got
    },
    [host, token] as const,
  )
}

test('a page from elsewhere gets nothing, even with the secret in its hands', async ({ page, serve }) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  const token = new URL(host.url).hash.replace('#token=', '')
  await page.goto(foreignUrl)
  const got = await attack(page, `http://127.0.0.1:${host.port}/`, token)
  expect(Object.keys(got)).toHaveLength(11)
  expect(new Set(Object.values(got))).toEqual(new Set(['nothing']))
  expect(api.calls).toEqual([])
})

test('a name that points here by DNS gets no page and no wire', async ({ page, serve }) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  const token = new URL(host.url).hash.replace('#token=', '')
  const answer = await page.goto(`http://evil.localhost:${host.port}/#token=${token}`)
  expect(answer?.status()).toBe(421)
  const got = await attack(page, `http://evil.localhost:${host.port}/`, token)
  expect(got['a wire with the secret']).toBe('nothing')
  expect(got['fetch the secret']).not.toContain('Postdesk')
  expect(api.calls).toEqual([])
})

test('a page from elsewhere can neither frame the screens nor reach into a tab it opened', async ({ page, serve }) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  const token = new URL(host.url).hash.replace('#token=', '')
  await page.goto(foreignUrl)
  await page.evaluate(address => {
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
  }, host.url)
  await expect.poll(() => page.frames().length).toBe(2)
  await page.waitForLoadState()
  expect(await page.frames()[1]?.evaluate(() => document.body.innerText)).not.toContain('Postdesk')

  const opening = page.context().waitForEvent('page')
  await page.evaluate(address => {
    Object.assign(self, { opened: open(address) })
  }, host.url)
  const tab = await opening
  await expect(tab.getByRole('navigation', { name: 'Main' })).toBeVisible()
  // The opener's handle is cut: our page has a group of its own.
  expect(await tab.evaluate(() => opener)).toBeNull()
  expect(await page.evaluate(() => Reflect.get(self, 'opened').closed)).toBe(true)
  expect(tab.url()).not.toContain(token)
  expect(api.calls.length).toBeGreaterThan(0)
})
