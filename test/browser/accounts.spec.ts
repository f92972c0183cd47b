import type { Page } from '@playwright/test'
import { deskWithOauth, endSignIn } from '../fakes/desk-with-oauth.ts'
import { emptyDesk, filledDesk } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'

const now = () => Date.now()
const dialog = (page: Page, name: RegExp | string = /./) => page.getByRole('dialog', { name })
const SIGN_IN = /^Sign in:/

test.describe('who signs in to a mailbox', () => {
  test('sets up OAuth on the way: a client with its guide, the sign-in, the account in the form', async ({
    page,
    serve,
  }) => {
    test.slow()
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
    const field = page.getByRole('combobox', { name: 'Signed-in account' })
    await expect(field).toHaveValue('anna.berg@example.org')
    await expect(field).toBeFocused()
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

  test('is asked for when the server that was found wants OAuth, and never without encryption', async ({
    page,
    serve,
  }) => {
    const { host } = await serve(emptyDesk())
    await openPlace(page, host.url, '/inboxes/new/form')
    await page.getByRole('button', { name: 'Find the server…' }).click()
    await dialog(page).getByRole('textbox', { name: 'E-mail address' }).fill('helpdesk@cloud.example.org')
    await page.keyboard.press('Enter')
    await dialog(page).getByRole('button', { name: 'Use imap.cloud.example.org:993 (OAuth 2.0)' }).click()
    await expect(page.getByRole('radio', { name: 'OAuth 2.0' })).toBeChecked()
    await expect(page.getByRole('button', { name: 'Set up OAuth 2.0…' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog(page).getByRole('radio', { name: 'Another provider' })).toBeChecked()
    await expect(dialog(page).getByRole('textbox', { name: /^Mail servers/ })).toHaveValue('imap.cloud.example.org')
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Encryption' }).click()
    await page.getByRole('option', { name: 'None' }).click()
    await expect(page.getByText('OAuth needs an encrypted connection')).toBeVisible()
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

test.describe('accounts', () => {
  test('are listed with their state in words, what they are good for and who lives by them', async ({
    page,
    serve,
  }) => {
    const { host } = await serve(deskWithOauth(now()))
    await openPlace(page, host.url, '/accounts')
    const rows = page.getByRole('list', { name: 'Signed-in accounts' }).locator('> li')
    await expect(rows).toHaveCount(4)
    await expect(rows.nth(0)).toContainText('events@example.com')
    await expect(rows.nth(0)).toContainText('Signed out')
    await expect(rows.nth(0)).toContainText('AADSTS50173')
    await expect(rows.nth(1)).toContainText(/Ends soon.*ends in 2\d.*, then sign in again/)
    await expect(rows.nth(2)).toContainText(/Signed in.*ends in 4\d.*, renewed before/)
    await rows.nth(2).getByRole('link', { name: 'Sales' }).click()
    await expect(page).toHaveURL(/#\/inboxes\/22$/)
  })

  test('sign in again, are renewed, signed out and removed, and each says what happens to which inbox', async ({
    page,
    serve,
  }) => {
    const { host, api } = await serve(deskWithOauth(now()))
    await openPlace(page, host.url, '/accounts')
    await page.getByRole('button', { name: 'Sign in again: events@example.com' }).click()
    endSignIn(api, { login: 'events@example.com' })
    await expect(dialog(page)).toContainText('1 inbox is checked again at once.')
    await dialog(page).getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('button', { name: 'Renew now: anna.berg@example.org' }).click()
    await expect(page.getByText('The sign-in of anna.berg@example.org works and was renewed.')).toBeVisible()

    await page.getByRole('button', { name: 'Remove: anna.berg@example.org' }).click()
    await expect(dialog(page)).toContainText('2 inboxes sign in with it.')
    await expect(dialog(page).getByRole('link')).toHaveText(['Help desk', 'Sales'])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Sign out: anna.berg@example.org' }).click()
    await expect(dialog(page, 'Sign out')).toContainText('2 inboxes (Help desk, Sales) are not checked')
    await dialog(page, 'Sign out').getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByText('anna.berg@example.org is signed out.')).toBeVisible()
    await expect(page.getByText('Somebody signed this account out here.')).toBeVisible()

    await page.getByRole('button', { name: 'Remove: office@gmail.example' }).click()
    await dialog(page, 'Remove this account').getByRole('button', { name: 'Remove this account' }).click()
    await expect(page.getByText('office@gmail.example was removed.')).toBeVisible()
    expect(api.desk.oauthAccounts.map(({ id }) => id)).toEqual(['1', '2', '4'])
  })

  test('are none at first; the page leads to the form with its guide', async ({ page, serve }) => {
    const { host } = await serve(emptyDesk())
    await openPlace(page, host.url, '/accounts')
    await expect(page.getByText('No OAuth client yet')).toBeVisible()
    await page.keyboard.press('n')
    await expect(page).toHaveURL(/#\/accounts\/clients\/new$/)
    await page.getByText('Another provider', { exact: true }).click()
    await expect(page.getByRole('region', { name: 'Register Postdesk: Another provider' })).toContainText(
      'http://127.0.0.1/oauth/callback',
    )
    await page.keyboard.press('Control+s')
    for (const field of ['Name', 'Client ID', 'Discovery address', 'Mail servers']) {
      const box = page.getByRole('textbox', { name: new RegExp(`^${field}`) })
      await expect(box).toHaveAccessibleDescription(/Fill this in/)
    }
    await page.getByRole('textbox', { name: /^Name/ }).fill('Own')
    await page.getByRole('textbox', { name: /^Client ID/ }).fill('postdesk')
    await page.getByRole('textbox', { name: /^Discovery address/ }).fill('http://login.example.org')
    await page.getByRole('textbox', { name: /^Mail servers/ }).fill('imap.example.org')
    await page.keyboard.press('Control+s')
    await expect(page.getByText('Only https is safe here')).toBeVisible()
    await page.getByRole('textbox', { name: /^Discovery address/ }).fill('https://login.example.org')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/accounts$/)
    await expect(page.getByText('Nobody has signed in yet')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Sign in with Own' }).first()).toBeVisible()
  })

  test('that cannot be listed say so and are asked for again', async ({ page, serve }) => {
    let fails = true
    const desk = deskWithOauth(now())
    const { host } = await serve(desk, {
      'oauthClients.list': () => {
        if (fails) throw new Error('The disk says “input/output error”.')
        return desk.oauthClients
      },
    })
    await openPlace(page, host.url, '/accounts')
    await expect(page.getByRole('alert')).toContainText('input/output error')
    fails = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('list', { name: 'OAuth clients' })).toBeVisible()
  })

  test('hinder nobody, and take hostile names as text', async ({ page, serve }) => {
    test.slow()
    const { host } = await serve(deskWithOauth(now()))
    await openPlace(page, host.url, '/accounts')
    await expect(page.getByRole('list', { name: 'OAuth clients' })).toContainText('<img src=x onerror=alert(1)>')
    expect(await page.locator('main img').count()).toBe(0)
    expect(await barriersOf(page)).toEqual([])
    await page.evaluate(() => location.assign('#/accounts/clients/3'))
    await expect(page.getByRole('textbox', { name: /^Client ID/ })).toHaveValue('<b>postdesk</b>')
    expect(await barriersOf(page)).toEqual([])
  })
})

test.describe('an OAuth client', () => {
  test('keeps its secret to itself, and tells who has to sign in again before it is changed', async ({
    page,
    serve,
  }) => {
    const { host, api } = await serve(deskWithOauth(now()))
    await openPlace(page, host.url, '/accounts')
    await page.getByRole('link', { name: 'Edit: Google' }).click()
    const secret = page.getByRole('textbox', { name: 'Client secret' })
    await expect(secret).toHaveValue('')
    await expect(secret).toHaveAttribute('placeholder', 'stored')
    await page.getByRole('textbox', { name: /^Client ID/ }).fill('2048-y.apps.googleusercontent.com')
    await page.keyboard.press('Control+s')
    await expect(secret).toHaveAccessibleDescription(/Type the secret again/)
    await expect(secret).toBeFocused()
    await page.keyboard.type('GOCSPX-new')
    await page.keyboard.press('Control+s')
    await expect(dialog(page)).toContainText('somebody has to sign in again')
    await dialog(page).getByRole('button', { name: 'Save and sign out 1 account' }).click()
    await expect(page.getByText('Google saved.')).toBeVisible()
    await expect(secret).toHaveValue('')
    expect(api.desk.oauthAccounts.find(({ id }) => id === '3')?.state).toBe('signed-out')
  })

  test('is removed when no inbox lives by it', async ({ page, serve }) => {
    const { host, api } = await serve(deskWithOauth(now()))
    await openPlace(page, host.url, '/accounts')
    await page.getByRole('button', { name: 'Remove: Microsoft 365' }).click()
    await expect(dialog(page).getByRole('link')).toHaveText(['Help desk', 'Sales', 'Events'])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove: Google' }).click()
    await expect(dialog(page, 'Remove this OAuth client')).toContainText('1 account is forgotten with it')
    await dialog(page, 'Remove this OAuth client').getByRole('button', { name: 'Remove this OAuth client' }).click()
    await expect(page.getByText('Google was removed.')).toBeVisible()
    expect(api.desk.oauthClients.map(({ id }) => id)).toEqual(['1', '3'])
  })
})

test.describe('an inbox whose sign-in has ended', () => {
  for (const [where, place] of [
    ['on the overview', '/'],
    ['in the list', '/inboxes'],
    ['on its own page', '/inboxes/23'],
  ] as const) {
    test(`says so ${where}, and is signed in again from there`, async ({ page, serve }) => {
      const { host, api } = await serve(deskWithOauth(now()))
      await openPlace(page, host.url, place)
      const main = page.getByRole('main')
      await expect(main.getByText('AADSTS50173').first()).toBeVisible()
      if (place === '/') {
        await expect(main.getByRole('region', { name: 'State' })).toContainText('Events is signed out')
        await expect(main.getByRole('region', { name: 'Help desk' })).toContainText(/ends in 4\d.*, renewed before/)
      }
      const again = main.getByRole('button', { name: 'Sign in again: events@example.com' })
      await again.first().click()
      endSignIn(api, { login: 'events@example.com' })
      await dialog(page).getByRole('button', { name: 'Go on' }).click()
      // What costs much is asked for less often: the slower the machine, the later the screen follows.
      await expect(again).toHaveCount(0, { timeout: 30_000 })
      await expect(main.getByText('AADSTS50173')).toHaveCount(0, { timeout: 30_000 })
    })
  }
})

test('accounts are reached and worked with by keyboard', async ({ page, serve }) => {
  const { host, api } = await serve(deskWithOauth(now()))
  await openPlace(page, host.url)
  await expect(page.getByRole('main')).toContainText('Events is signed out')
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page).toHaveURL(/#\/accounts$/)
  await expect(page.getByRole('list', { name: 'OAuth clients' })).toBeVisible()
  await page.keyboard.press('Control+k')
  // At once, as a person who knows the key does: no letter may go to the page, where it is a command.
  await page.keyboard.type('Sign in again: events')
  await expect(page.getByRole('textbox', { name: 'What do you want to do?' })).toHaveValue('Sign in again: events')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Open the page' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  expect(api.desk.signIns.map(({ state }) => state)).toEqual(['cancelled'])
})
