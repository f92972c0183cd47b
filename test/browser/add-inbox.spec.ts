import type { Locator, Page } from '@playwright/test'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { deskWithOauth, endSignIn } from '../fakes/desk-with-oauth.ts'
import type { FakeHandlers } from '../fakes/fake-api.ts'
import { emptyDesk, filledDesk } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'
import { test as onRealDesk, PASSWORD } from './real-desk.ts'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const step = (page: Page, name: string): Locator =>
  page
    .getByRole('list', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name }) })
const current = (page: Page) => page.locator('.guide-step[aria-current=step]')
const title = (page: Page) => current(page).getByRole('heading')

/** From the address to the sign-in, whose password has the focus then. */
async function toSignIn(page: Page, address = 'help@example.org'): Promise<void> {
  await field(page, 'E-mail address').fill(address)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Best match')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field(page, 'App password')).toBeFocused()
}

async function signIn(page: Page, password = 'right'): Promise<void> {
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page.getByText('The connection works.')).toBeVisible()
  await expect(button(page, 'Continue')).toBeFocused()
}

async function byHand(page: Page, server: string): Promise<void> {
  await field(page, 'E-mail address').fill('help@nowhere.example.org')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No server was found for nowhere.example.org.')).toBeVisible()
  await expect(field(page, 'Server')).toBeFocused()
  await page.keyboard.type(server)
  await page.keyboard.press('Enter')
  await expect(field(page, 'Password')).toBeFocused()
}

/** With what was saved. */
function remembering(): { readonly handlers: FakeHandlers; readonly answers: unknown[] } {
  const answers: unknown[] = []
  const handlers: FakeHandlers = {
    'inboxes.answerFirstLook': input => {
      answers.push(input)
      return { ignored: 7 }
    },
  }
  return { handlers, answers }
}

test.describe('the guide to add an inbox', () => {
  test('takes a minute and the Enter key, and stores nothing before its last step', async ({ page, serve }) => {
    const { handlers, answers } = remembering()
    const { host, api } = await serve(emptyDesk(), handlers)
    await openPlace(page, host.url)
    await page.getByRole('link', { name: 'Add my mailbox' }).press('Enter')
    await expect(field(page, 'E-mail address')).toBeFocused()
    await page.keyboard.type('it.help@example.org')
    await expect(field(page, 'Name')).toHaveValue('It help')
    await page.keyboard.press('Enter')
    const best = page.getByRole('radio', { name: /imap\.example\.org, port 993/ })
    await expect(best).toBeFocused()
    await expect(best).toBeChecked()
    await page.keyboard.press('Enter')
    await expect(step(page, 'Server')).toContainText('IMAP, imap.example.org, port 993, TLS from the start')
    await expect(current(page)).toContainText('The provider wants an app password.')
    await expect(field(page, 'User name')).toHaveValue('it.help@example.org')
    await expect(field(page, 'App password')).toBeFocused()
    await signIn(page)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'INBOX', exact: true })).toBeFocused()
    await expect(field(page, 'Own addresses')).toHaveValue('it.help@example.org')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: /^User request/ })).toBeFocused()
    await expect(current(page).getByText('Usual')).toHaveCount(3)
    await page.keyboard.press('Enter')
    await expect(current(page)).toContainText('1,256 mails, the oldest of')
    await expect(page.getByRole('radio', { name: /^Only what arrives/ })).toBeFocused()
    for (const name of ['inboxes.save', 'inboxes.answerFirstLook']) expect(api.calls).not.toContain(name)
    await page.keyboard.press('Enter')
    await expect(page.getByText('The inbox works now; 7 mails are ignored.')).toBeVisible()
    await expect(page).toHaveURL(/#\/inboxes\/10$/)
    expect(answers).toEqual([{ id: '10', choice: { take: 'new-only' } }])
    expect(api.desk.inboxes.at(-1)).toMatchObject({
      hasPassword: true,
      config: {
        name: 'It help',
        server: 'imap.example.org',
        login: 'it.help@example.org',
        mailbox: 'INBOX',
        own_addresses: ['it.help@example.org'],
        email_storage: 'keep',
        remove_when_ticket_closes: false,
        unknown_caller_behavior: 'reject_email',
      },
    })
  })

  test('has no barriers at any step, in light and dark', async ({ page, serve }) => {
    test.setTimeout(120_000)
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    const free = async (name: string) => {
      await expect(title(page)).toHaveText(name)
      expect(await barriersOf(page), name).toEqual([])
    }
    await free('Address')
    await toSignIn(page)
    await button(page, 'Back').click()
    await free('Server')
    await page.getByRole('radio', { name: /^Enter by hand/ }).check()
    await free('Server')
    await page.getByRole('radio', { name: /imap\.example\.org/ }).check()
    await button(page, 'Continue').click()
    await field(page, 'App password').fill('wrong')
    await button(page, 'Sign in and test').click()
    await expect(page.getByText('The connection does not work.')).toBeVisible()
    await free('Sign in')
    await page.keyboard.press('Control+a')
    await signIn(page)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'INBOX', exact: true })).toBeFocused()
    await free('Folder')
    await page.keyboard.press('Enter')
    await free('What becomes of a mail')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: /^Only what arrives/ })).toBeFocused()
    await free('First look')
  })

  test('wants an address first', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await field(page, 'E-mail address').fill('help at example.org')
    await page.keyboard.press('Enter')
    await expect(field(page, 'E-mail address')).toHaveAttribute('aria-invalid', 'true')
    await expect(field(page, 'E-mail address')).toBeFocused()
    await field(page, 'E-mail address').fill('help@example.org')
    await field(page, 'Name').fill('')
    await page.keyboard.press('Enter')
    await expect(field(page, 'Name')).toHaveAttribute('aria-invalid', 'true')
    expect(api.calls).not.toContain('inboxes.discover')
  })

  test('lets a person enter the server while it looks, and keeps that when the answer comes', async ({
    page,
    serve,
  }) => {
    let answer = () => {}
    const { host } = await serve(filledDesk(Date.now()), {
      'inboxes.discover': () =>
        new Promise(resolve => {
          answer = () => resolve({ candidates: [], outgoing: [], trail: [] })
        }),
    })
    await openPlace(page, host.url, '/inboxes/new')
    await field(page, 'E-mail address').fill('help@example.org')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Looking for the mail server of example.org…')).toBeVisible()
    await expect(button(page, 'Continue')).toBeDisabled()
    await button(page, 'Enter by hand').click()
    await expect(field(page, 'Server')).toBeFocused()
    await page.keyboard.type('mail.example.org')
    answer()
    await page.keyboard.press('Enter')
    await expect(field(page, 'User name')).toHaveValue('help@example.org')
    await expect(step(page, 'Server')).toContainText('mail.example.org')
  })

  test('says why it could not look, looks again, and marks what needs a second look', async ({ page, serve }) => {
    let asked = 0
    const stranger = {
      protocol: 'imap',
      server: 'imap.example.net',
      port: 993,
      security: 'tls',
      login: 'help@example.org',
      auth: 'password',
      signIn: 'password',
      source: 'srv',
      proof: 'DNS names it.',
      hint: null,
      warning: 'imap.example.net does not belong to example.org.',
    } as const
    const { host } = await serve(filledDesk(Date.now()), {
      'inboxes.discover': () => {
        asked += 1
        if (asked === 1) throw new Error('There is no network.')
        return { candidates: [{ ...stranger, protocol: 'pop3', port: 995 }, stranger], outgoing: [], trail: [] }
      },
    })
    await openPlace(page, host.url, '/inboxes/new')
    await field(page, 'E-mail address').fill('help@example.org')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('There is no network.')
    await button(page, 'Try again').click()
    const servers = page.getByRole('radiogroup', { name: 'Servers that were found' })
    await expect(servers).toHaveAccessibleDescription(/None of these can be taken without a second look/)
    await expect(button(page, 'Continue')).toBeDisabled()
    await expect(servers.getByRole('radio').first()).toHaveAccessibleName(/IMAP/)
    await servers.getByRole('radio').first().check()
    await button(page, 'Continue').click()
    await expect(title(page)).toHaveText('Sign in')
  })

  test('names a wrong password at its field, and the server where the server is wrong', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await byHand(page, 'nowhere.example.org')
    await page.keyboard.press('Enter')
    await expect(field(page, 'Password')).toHaveAttribute('aria-invalid', 'true')
    expect(api.calls).not.toContain('inboxes.test')
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await expect(field(page, 'Server')).toBeFocused()
    await expect(field(page, 'Server')).toHaveAccessibleDescription(/There is no server named/)
    await field(page, 'Server').fill('mail.example.org')
    await expect(page.getByText('Something was changed since this test.')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(field(page, 'Password')).toBeFocused()
    await expect(field(page, 'Password')).toHaveAccessibleDescription(/refused this password/)
    await page.keyboard.press('Control+a')
    await signIn(page)
    expect(api.calls).not.toContain('inboxes.save')
  })

  test('trusts a refused certificate after a sentence, and tries again by itself', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await byHand(page, 'self-signed.example.org')
    await page.keyboard.type('right')
    await page.keyboard.press('Enter')
    await expect(button(page, 'Trust this certificate')).toBeFocused()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Trust this certificate' }).click()
    await expect(page.getByText('The connection works.')).toBeVisible()
    await expect(button(page, 'Continue')).toBeFocused()
  })

  test('keeps everything on the way back, and asks again only for what no longer holds', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await toSignIn(page)
    await signIn(page)
    await page.keyboard.press('Enter')
    await page.getByRole('radio', { name: 'Архив' }).check()
    await button(page, 'Continue').click()
    await page.getByRole('radio', { name: /^Is deleted/ }).check()
    await button(page, 'Back').click()
    await expect(page.getByRole('radio', { name: 'Архив' })).toBeChecked()
    await button(page, 'Continue').click()
    await expect(page.getByRole('radio', { name: /^Is deleted/ })).toBeChecked()
    await button(page, 'Continue').click()
    await expect(title(page)).toHaveText('First look')
    await button(page, 'Change: Sign in').click()
    await expect(field(page, 'App password')).toHaveValue('right')
    await field(page, 'User name').fill('other@example.org')
    await expect(step(page, 'Sign in').getByText('Something was changed')).toBeVisible()
    await button(page, 'Change: Address').click()
    await button(page, 'Continue').click()
    await expect(title(page)).toHaveText('Sign in')
    await button(page, 'Try again').click()
    await expect(page.getByText('The connection works.')).toBeVisible()
    await page.keyboard.press('Enter')
    // Folder and rules were settled before.
    await expect(title(page)).toHaveText('First look')
    await expect(step(page, 'What becomes of a mail')).toContainText('mail is deleted')
  })

  test('leads to the step and the field that the engine refuses, before saving and after', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await byHand(page, 'full.example.org')
    await signIn(page)
    await page.keyboard.press('Enter')
    await page.getByRole('radio', { name: 'INBOX/Done' }).check()
    await button(page, 'Continue').click()
    await expect(page.getByText('The inbox “Billing” watches this folder already.')).toBeVisible()
    await expect(title(page)).toHaveText('Folder')
    await page.getByRole('radio', { name: 'INBOX', exact: true }).check()
    await button(page, 'Continue').click()
    await page.getByRole('radio', { name: /^Moves to another folder/ }).check()
    await button(page, 'Continue').click()
    await expect(field(page, 'Folder to move to')).toBeFocused()
    await expect(field(page, 'Folder to move to')).toHaveAttribute('aria-invalid', 'true')
    await field(page, 'Folder to move to').fill('Support')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: /^Only what arrives/ })).toBeFocused()
    await expect(button(page, 'Add this inbox')).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(title(page)).toHaveText('Server')
    await expect(field(page, 'Server')).toBeFocused()
    await expect(field(page, 'Server')).toHaveAccessibleDescription(/takes no more lines/)
    expect(api.calls).not.toContain('inboxes.answerFirstLook')
    expect(api.desk.inboxes).toHaveLength(3)
  })

  test('goes back to the folder when it cannot be looked into', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()), {
      'inboxes.folders': () => {
        throw new Error('The server lists no folders.')
      },
    })
    await openPlace(page, host.url, '/inboxes/new')
    await toSignIn(page)
    await signIn(page)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('The server lists no folders.')
    await field(page, 'Mail folder').fill('Gone')
    await page.keyboard.press('Enter')
    await button(page, 'Continue').click()
    await expect(page.getByRole('alert')).toContainText('There is no folder Gone on the server.')
    await expect(button(page, 'Add this inbox')).toBeDisabled()
    await button(page, 'Correct it').click()
    await expect(field(page, 'Mail folder')).toBeFocused()
  })

  test('asks nothing about a mailbox that Postdesk knows', async ({ page, serve }) => {
    const { handlers, answers } = remembering()
    const { host, api } = await serve(filledDesk(Date.now()), {
      ...handlers,
      'inboxes.look': () => ({ total: 12, oldestAt: 1, newestAt: 2, since: null, isNew: false }),
      'inboxes.get': ({ id }: InputOf<'inboxes.get'>) => {
        const inbox = api.desk.inboxes.find(each => each.id === id)
        if (!inbox) throw new Error('There is no such inbox.')
        return { ...inbox, awaitsFirstLook: false }
      },
    })
    await openPlace(page, host.url, '/inboxes/new')
    await toSignIn(page)
    await signIn(page)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'INBOX', exact: true })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(title(page)).toHaveText('What becomes of a mail')
    await page.keyboard.press('Enter')
    await expect(current(page)).toContainText('it goes on where it stopped')
    await expect(button(page, 'Add this inbox')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/inboxes\/13$/)
    expect(answers).toEqual([])
  })

  test('with POP3 has neither folders nor moves', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await field(page, 'E-mail address').fill('help@nowhere.example.org')
    await page.keyboard.press('Enter')
    await page.getByText('POP3', { exact: true }).click()
    await field(page, 'Server').fill('pop.example.org')
    await expect(page.getByRole('list', { name: 'Steps' }).getByRole('heading', { name: 'Folder' })).toHaveCount(0)
    await page.keyboard.press('Enter')
    await expect(field(page, 'Password')).toBeFocused()
    await signIn(page)
    await page.keyboard.press('Enter')
    await expect(title(page)).toHaveText('What becomes of a mail')
    await expect(page.getByRole('radio', { name: /^Moves/ })).toHaveCount(0)
  })

  test('signs in with a provider where the server wants that, and tests at once', async ({ page, serve }) => {
    const way = {
      protocol: 'imap',
      server: 'outlook.office365.com',
      port: 993,
      security: 'tls',
      login: 'help@example.org',
      source: 'known',
      proof: 'Microsoft 365 says so.',
      warning: null,
    } as const
    const ways = [
      { ...way, auth: 'oauth', signIn: 'oauth-microsoft', hint: 'Microsoft wants OAuth 2.0.' },
      { ...way, auth: 'password', signIn: 'app-password', hint: 'Make an app password.' },
    ] as const
    const { host, api } = await serve(deskWithOauth(Date.now()), {
      'inboxes.discover': () => ({ candidates: [...ways], outgoing: [], trail: [] }),
      'inboxes.test': ({ config }) => {
        const ok = config?.oauth_account === 'account-5'
        return { ok, steps: [{ name: 'sign-in', ok, message: 'It is so.', field: 'oauth_account', ms: 1 }] }
      },
    })
    await openPlace(page, host.url, '/inboxes/new')
    await field(page, 'E-mail address').fill('help@example.org')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: /outlook/ })).toBeChecked()
    await expect(current(page)).toContainText('Signs in with: OAuth 2.0 (Microsoft) and App password.')
    await page.keyboard.press('Enter')
    await expect(current(page)).toContainText('Microsoft wants OAuth 2.0.')
    await page.getByText('Password', { exact: true }).click()
    await expect(field(page, 'App password')).toBeVisible()
    await expect(current(page)).toContainText('Make an app password.')
    await page.getByText('OAuth 2.0', { exact: true }).click()
    await button(page, 'Sign in and test').click()
    await expect(page.getByText('Choose who signs in, or sign in')).toBeVisible()
    expect(api.calls).not.toContain('inboxes.test')
    expect(await barriersOf(page)).toEqual([])
    await button(page, 'Sign in with').click()
    await page.getByRole('menuitem', { name: 'Microsoft 365' }).click()
    await expect(page.getByRole('dialog')).toContainText('Sign in there as help@example.org')
    endSignIn(api, { login: 'anna@example.org' })
    await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByText('The connection works.')).toBeVisible()
    await expect(button(page, 'Continue')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(title(page)).toHaveText('Folder')
  })

  test('opens all settings with everything that was typed, and comes back', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await toSignIn(page)
    await page.keyboard.type('right')
    await page.getByRole('link', { name: 'All settings' }).click()
    await expect(page).toHaveURL(/#\/inboxes\/new\/form$/)
    await expect(field(page, 'Name')).toHaveValue('Help')
    await expect(field(page, 'Server')).toHaveValue('imap.example.org')
    await expect(field(page, 'User name')).toHaveValue('help@example.org')
    await expect(field(page, 'Password')).toHaveValue('right')
    await expect(field(page, 'Own addresses')).toHaveValue('help@example.org')
    await field(page, 'Name').fill('Helpdesk')
    await page.getByRole('link', { name: 'Back to the guide' }).click()
    await expect(title(page)).toHaveText('Sign in')
    await expect(step(page, 'Address')).toContainText('help@example.org, as “Helpdesk”')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('asks before it is left, and leaves nothing behind', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes')
    await page.getByRole('main').getByRole('link', { name: 'Add an inbox' }).click()
    await toSignIn(page)
    await signIn(page)
    await page.getByRole('link', { name: 'Tickets' }).click()
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
    await dialog.getByRole('button', { name: 'Stay here' }).click()
    await expect(title(page)).toHaveText('Sign in')
    await page.getByRole('link', { name: 'Tickets' }).click()
    await dialog.getByRole('button', { name: 'Leave without saving' }).click()
    await expect(page).toHaveURL(/#\/tickets$/)
    expect(api.calls).not.toContain('inboxes.save')
    expect(api.desk.inboxes).toHaveLength(3)
  })
})

const question = (subject: string) => ({
  from: 'Jan de Vries <jan@klant.example>',
  to: 'helpdesk@desk.example',
  subject,
  date: Date.now(),
  text: 'It does not print.',
})

onRealDesk('a real mailbox: from its address to the first ticket', async ({ page, desk, dovecot }) => {
  onRealDesk.setTimeout(180_000)
  const patient = { timeout: 30_000 }
  await desk.ask('settings.save', { values: { periodicity: 5 } })
  await desk.addUser('minute')
  await desk.deliver('minute', [question('An old question'), question('Another old question')])
  await desk.open(page)
  await page.getByRole('link', { name: 'Add my mailbox' }).click()
  await field(page, 'E-mail address').fill('minute@desk.example')
  await field(page, 'Name').fill('Minute')
  await page.keyboard.press('Enter')
  // Nobody has a server for this domain.
  await expect(field(page, 'Server')).toBeFocused(patient)
  await field(page, 'Server').fill(dovecot.host)
  await field(page, 'Port').fill(String(dovecot.ports.imaps))
  await page.keyboard.press('Enter')

  await field(page, 'User name').fill('minute')
  await field(page, 'Password').fill('not this one')
  await page.keyboard.press('Enter')
  await expect(button(page, 'Trust this certificate')).toBeFocused(patient)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Trust this certificate' }).click()
  await expect(field(page, 'Password')).toBeFocused(patient)
  await expect(field(page, 'Password')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('The connection does not work.')).toBeVisible()
  await field(page, 'Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByText('The connection works.')).toBeVisible(patient)
  await expect(button(page, 'Continue')).toBeFocused()
  await page.keyboard.press('Enter')

  await expect(page.getByRole('radio', { name: 'Trash' })).toBeVisible(patient)
  await expect(page.getByRole('radio', { name: 'INBOX', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: /^Stays for ever/ })).toBeChecked()
  await page.getByRole('radio', { name: /^Add the person/ }).check()
  await page.keyboard.press('Enter')
  await expect(current(page)).toContainText('2 mails, the oldest of', patient)
  expect(await desk.ask('inboxes.list', {})).toEqual([])
  await page.getByRole('radio', { name: /^All mail/ }).check()
  await page.keyboard.press('Enter')

  await expect(page).toHaveURL(/#\/inboxes\/\d+$/)
  await expect(page.getByRole('main').getByRole('row').filter({ hasText: 'An old question' })).toContainText(
    'Processed',
    patient,
  )
  await desk.deliver('minute', [question('The coffee machine leaks')])
  await desk.open(page, '/tickets')
  for (const subject of ['Another old question', 'The coffee machine leaks']) {
    await expect(page.getByRole('main').getByRole('row').filter({ hasText: subject })).toBeVisible(patient)
  }
  expect(await dovecot.messageCount('minute', 'INBOX')).toBe(3)
})
