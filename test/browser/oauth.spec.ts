import { join, resolve } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { startServiceHost } from '../../src-main/hosts/service/start-service-host.ts'
import { CLIENT_ID } from '../protocol/identity-provider.ts'
import { mailOf } from '../protocol/mailbox-desk.ts'
import { type OauthDesk, openOauthDesk } from '../protocol/oauth-desk.ts'
import { openPlace } from './open-place.ts'

/**
 * Signing in with a provider as an administrator does it: the built screens over the service host, a real engine, a
 * real OpenID provider whose pages Chromium shows, and a real mail server that asks that provider about tokens.
 */
const ACCESS_TOKEN_SECONDS = 12
const silent = { debug() {}, info() {}, warn() {}, error() {} }

const test = base.extend<{ desk: OauthDesk & { readonly url: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  desk: async ({}, use) => {
    const desk = await openOauthDesk({ accessTokenSeconds: ACCESS_TOKEN_SECONDS })
    await desk.ask('oauthClients.remove', { id: desk.clientId })
    await desk.ask('settings.save', { values: { periodicity: 5 } })
    const rendererDir = resolve(import.meta.dirname, '../../out/renderer')
    const host = await startServiceHost({ api: desk.api, rendererDir, log: silent })
    desk.engine.start()
    await use({ ...desk, url: host.url })
    await host.close()
    await desk.close()
  },
})

const go = (page: Page, place: string) => page.evaluate(hash => location.assign(hash), `#${place}`)
const dialog = (page: Page, name: RegExp | string) => page.getByRole('dialog', { name })
const SIGN_IN = /^Sign in:/

/** In a second tab of the same browser: the provider's own pages, up to the page that sends the person back. */
async function signInAtProvider(page: Page, login: string): Promise<void> {
  const opened = page.context().waitForEvent('page')
  await dialog(page, SIGN_IN).getByRole('link', { name: 'Open the page' }).click()
  const tab = await opened
  const field = tab.locator('input[name=login]')
  const consent = tab.getByRole('button', { name: 'Continue' })
  await expect(field.or(consent)).toBeVisible()
  if (await field.isVisible()) {
    await field.fill(login)
    await tab.locator('input[name=password]').fill('any')
    await tab.getByRole('button', { name: 'Sign-in' }).click()
  }
  await consent.click()
  await expect(tab).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback/)
  await expect(tab.locator('body')).toContainText('Postdesk')
  await tab.close()
}

async function isGood(desk: OauthDesk, token: string): Promise<boolean> {
  const { username, password, origin, pathname } = new URL(desk.provider.introspectionUrl)
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  const body = new URLSearchParams({ token })
  const reply = await fetch(origin + pathname, { method: 'POST', headers: { authorization }, body })
  return ((await reply.json()) as { active: boolean }).active
}

test('a mailbox is read by OAuth: set up, signed in, renewed, revoked, and signed in again', async ({ page, desk }) => {
  test.setTimeout(300_000)
  // The provider's pages want fonts from elsewhere; nobody waits for them.
  await page.context().route(/^https?:\/\/(?!127\.0\.0\.1)/, route => route.abort())
  await desk.dovecot.addUser('alice', 'never used')
  await openPlace(page, desk.url, '/accounts')

  await test.step('the client is created on the screen', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Set up an OAuth client' }).first().click()
    await page.getByText('Another provider', { exact: true }).click()
    await page.getByRole('textbox', { name: /^Name/ }).fill('Own provider')
    await page.getByRole('textbox', { name: /^Client ID/ }).fill(CLIENT_ID)
    await page.getByRole('textbox', { name: /^Discovery address/ }).fill(desk.provider.issuer)
    await page.getByRole('textbox', { name: /^Mail servers/ }).fill('127.0.0.1')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page).toHaveURL(/#\/accounts$/)
  })

  await test.step('somebody signs in on the page of the provider', async () => {
    await page.getByRole('button', { name: 'Sign in with Own provider' }).first().click()
    await signInAtProvider(page, 'alice')
    await expect(dialog(page, SIGN_IN)).toContainText('Signed in as alice@desk.example.org.')
    await dialog(page, SIGN_IN).getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByRole('list', { name: 'Signed-in accounts' })).toContainText('alice@desk.example.org')
  })
  const [account] = await desk.ask('oauthAccounts.list', {})
  const accountId = account?.id ?? ''
  const first = await desk.storedTokens(accountId)
  expect(first.refresh).toBe(desk.provider.issued.at(-1)?.refresh_token)

  await test.step('an inbox uses the account, is tried and saved', async () => {
    await go(page, '/inboxes/new/form')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Help desk')
    await page.getByRole('textbox', { name: 'Server', exact: true }).fill('127.0.0.1')
    await page.getByRole('textbox', { name: 'Port' }).fill(String(desk.recorder.port))
    await page.getByText('OAuth 2.0', { exact: true }).click()
    await page.getByRole('textbox', { name: 'User name' }).fill('alice')
    await page.getByRole('combobox', { name: 'Signed-in account' }).click()
    await page.getByRole('option', { name: /alice@desk\.example\.org/ }).click()
    await page.locator('summary', { hasText: 'Certificate of one’s own' }).click()
    await page.getByLabel('Certificate file').fill(join(desk.dir, 'ca.pem'))
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(page.getByText('The connection works.')).toBeVisible({ timeout: 20_000 })
    await page.getByText('Add the person', { exact: true }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Start with new mail' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
  const [{ id: inboxId = '' } = {}] = await desk.ask('inboxes.list', {})
  const before = await desk.ask('inboxes.get', { id: inboxId })
  const arrives = async (subject: string) => {
    await desk.deliver('alice', [mailOf({ subject, messageId: `<${subject.replaceAll(' ', '-')}@example.org>` })])
    await expect(page.getByRole('row').filter({ hasText: subject })).toBeVisible({ timeout: 40_000 })
  }

  await test.step('a mail becomes a ticket', async () => {
    await go(page, '/tickets')
    await arrives('The lamp is broken')
    expect(desk.recorder.clientText()).toMatch(/AUTHENTICATE OAUTHBEARER/)
  })

  await test.step('the token ends, its successor and the rotated refresh token are stored, and mail still comes', async () => {
    await expect.poll(() => isGood(desk, first.access ?? ''), { timeout: 40_000 }).toBe(false)
    await arrives('The chair is broken')
    const next = await desk.storedTokens(accountId)
    expect(next.access).not.toBe(first.access)
    expect(next.refresh).not.toBe(first.refresh)
    expect(desk.provider.issued.map(tokens => tokens.refresh_token)).toContain(next.refresh)
  })

  await test.step('the permission is taken back: the screen says so and offers the way back in', async () => {
    await go(page, '/')
    await desk.provider.revoke((await desk.storedTokens(accountId)).refresh ?? '')
    const state = page.getByRole('main').getByRole('region', { name: 'State' })
    await expect(state).toContainText('Help desk is signed out', { timeout: 60_000 })
    const why = page.getByRole('list', { name: 'Why mail is not processed' }).getByRole('listitem')
    await expect(why).toContainText(/sign in again/i)
    await go(page, '/accounts')
    await expect(page.getByRole('list', { name: 'Signed-in accounts' })).toContainText('Signed out')
    await go(page, '/')
    await why.getByRole('button', { name: 'Sign in again: alice@desk.example.org' }).click()
    await signInAtProvider(page, 'alice')
    await expect(dialog(page, SIGN_IN)).toContainText('1 inbox is checked again at once.')
    await dialog(page, SIGN_IN).getByRole('button', { name: 'Go on' }).click()
    await expect(state).toContainText('All is well')
  })

  await test.step('the inbox goes on with the settings it had', async () => {
    await go(page, '/tickets')
    await arrives('The table is broken')
    expect((await desk.ask('inboxes.get', { id: inboxId })).config).toEqual(before.config)
    expect((await desk.ask('oauthAccounts.list', {})).map(({ id }) => id)).toEqual([accountId])
  })
})
