import type { Page } from '@playwright/test'
import { deskWithOauth, endSignIn } from '../fakes/desk-with-oauth.ts'
import { emptyDesk, filledDesk } from '../fakes/fake-desk.ts'
import { expect, test } from './fake-desk-host.ts'
import { barriersOf, openPlace } from './open-place.ts'

const now = () => Date.now()
const dialog = (page: Page, name: RegExp | string = /./) => page.getByRole('dialog', { name })
const SIGN_IN = /^Sign in:/

test.describe('who signs in to a mailbox', () => {
  test('sets up OAuth on the way: a client with its guide, the sign-in, the account in the form', async ({
    page,
    serve,
  }) => {
    const { host, api } = await serve(emptyDesk())
    await openPlace(page, host.url, '/inboxes/new/form')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Help desk')
    await page.getByRole('textbox', { name: 'Server' }).fill('outlook.office365.com')
    await page.getByText('OAuth 2.0', { exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Password' })).toHaveCount(0)
    await page.getByRole('textbox', { name: 'User name' }).fill('helpdesk@example.org')
    await page.getByRole('button', { name: 'Set up OAuth 2.0…' }).click()
    await expect(dialog(page)).toContainText('Register Postdesk: Microsoft 365')
    await expect(dialog(page)).toContainText('http://localhost')
    await expect(dialog(page).getByRole('textbox', { name: 'Client secret' })).toHaveCount(0)
    await dialog(page).getByRole('button', { name: 'Save and sign in' }).click()
    await expect(dialog(page).getByRole('textbox', { name: 'Client ID' })).toBeFocused()
    await page.keyboard.type('6f1c7d2e')
    await page.keyboard.press('Enter')

    await expect(dialog(page, SIGN_IN)).toContainText('Sign in there as helpdesk@example.org')
    const link = dialog(page, SIGN_IN).getByRole('link', { name: 'Open the page' })
    await expect(link).toBeFocused()
    await expect(link).toHaveAttribute('href', /^https:\/\/login\.example\.org\/authorize/)
    await expect(link).toHaveAttribute('rel', /noopener/)
    await expect(link).toHaveAttribute('target', '_blank')
    await expect(dialog(page, SIGN_IN).getByRole('timer')).toHaveText(/^(10:00|9:\d\d) left$/)
    expect(await barriersOf(page)).toEqual([])
    endSignIn(api, { login: 'anna.berg@example.org' })
    await expect(dialog(page, SIGN_IN)).toContainText('Signed in as anna.berg@example.org.')
    await page.keyboard.press('Enter')
    await expect(dialog(page, SIGN_IN)).toBeHidden()
    await expect(page.getByRole('combobox', { name: 'Signed-in account' })).toHaveValue('anna.berg@example.org')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(dialog(page)).toContainText('Which mail shall be processed?')
    expect(api.desk.inboxes[0]?.config).toMatchObject({ auth: 'oauth', oauth_account: 'account-1' })
  })

  test('is told why it failed, tries again, and gives up', async ({ page, serve }) => {
    const { host, api } = await serve(deskWithOauth(now()))
    await openPlace(page, host.url, '/inboxes/21/settings')
    await page.getByRole('button', { name: 'Sign in with' }).click()
    await page.getByRole('menuitem', { name: 'Microsoft 365' }).click()
    await expect(dialog(page)).toContainText('Sign in there as helpdesk@example.org')
    endSignIn(api, { error: 'You declined at the provider. <b>\u202e</b>' })
    await expect(dialog(page)).toContainText('You declined at the provider.')
    await expect(dialog(page).getByRole('button', { name: 'Try again' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog(page).getByRole('timer')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toBeHidden()
    expect(api.desk.signIns.map(({ state }) => state)).toEqual(['failed', 'cancelled'])
    await expect(page.getByRole('combobox', { name: 'Signed-in account' })).toHaveValue('anna.berg@example.org')
  })

  test('chooses whoever signed in before; one who is signed out signs in again there', async ({ page, serve }) => {
    const { host, api } = await serve(deskWithOauth(now()))
    await openPlace(page, host.url, '/inboxes/21/settings')
    const field = page.getByRole('combobox', { name: 'Signed-in account' })
    await field.click()
    await expect(page.getByRole('option')).toHaveText([
      /anna\.berg@example\.org.*Microsoft 365.*Signed in/,
      /events@example\.com.*Microsoft 365.*Signed out/,
      /office@gmail\.example.*for other mail servers.*Ends soon/,
      /Eve.*for other mail servers/,
    ])
    await page.getByRole('option', { name: /events@example\.com/ }).click()
    await page.getByRole('button', { name: 'Sign in again' }).click()
    endSignIn(api, { login: 'events@example.com' })
    await dialog(page).getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByRole('button', { name: 'Sign in again' })).toHaveCount(0)
    await page.keyboard.press('Control+s')
    await expect(page.getByText('Saved.')).toBeVisible()
    expect(api.desk.inboxes[0]?.config.oauth_account).toBe('2')
  })

  test('has to be chosen before the inbox is saved or tried', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/inboxes/1/settings')
    await page.getByText('OAuth 2.0', { exact: true }).click()
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(page.getByText('Choose who signs in, or sign in')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Set up OAuth 2.0…' })).toBeFocused()
    expect(await barriersOf(page)).toEqual([])
  })
})
