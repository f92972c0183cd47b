import type { Locator, Page } from '@playwright/test'
import { filledDesk } from '../fakes/fake-desk.ts'
import { expect, test } from './fake-desk-host.ts'
import { barriersOf, openPlace } from './open-place.ts'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true })

/** A new inbox, filled in as far as saving asks for. */
async function fillIn(page: Page, server = 'mail.example.org'): Promise<void> {
  await field(page, 'Name').fill('Sales')
  await field(page, 'Server').fill(server)
  await field(page, 'User name').fill('sales@example.org')
}

test.describe('the list of inboxes', () => {
  test('tells where each is, how it does, and why not', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes')
    const rows = page.getByRole('main').getByRole('list', { name: 'Inboxes' }).getByRole('listitem')
    await expect(rows).toHaveCount(3)
    await expect(rows.nth(0)).toContainText('imaps://mail.example.org · INBOX')
    await expect(rows.nth(0)).toContainText('support@example.org')
    await expect(rows.nth(1)).toContainText('Failing')
    await expect(rows.nth(1)).toContainText('refused the password')
    expect(await barriersOf(page)).toEqual([])
  })

  test('switches an inbox on and removes one after a sentence about what stays', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes')
    await page.getByRole('switch', { name: 'Old archive is active' }).click({ force: true })
    await expect(page.getByText('Old archive is checked by itself again.')).toBeVisible()
    await page.getByRole('button', { name: 'Remove Billing' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('its tickets and the record of its mails stay in Postdesk')
    await dialog.getByRole('button', { name: 'Remove this inbox' }).click()
    await expect(page.getByRole('heading', { name: 'Billing' })).toHaveCount(0)
    expect(api.desk.inboxes.map(({ name }) => name)).toEqual(['Support', 'Old archive'])
  })

  test('is walked with j and k, and opened with Enter', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes')
    await expect(page.getByRole('heading', { name: 'Old archive' })).toBeVisible()
    for (const key of ['j', 'j', 'j', 'k', 'Enter']) await page.keyboard.press(key)
    await expect(page).toHaveURL(/#\/inboxes\/2$/)
  })

  test('without inboxes says what to do', async ({ page, serve }) => {
    const desk = filledDesk(Date.now())
    desk.inboxes = []
    const { host } = await serve(desk)
    await openPlace(page, host.url, '/inboxes')
    await expect(page.getByText('No inbox yet', { exact: true }).last()).toBeVisible()
  })
})

test.describe('an inbox form', () => {
  test('checks as it is typed, in the schema at once and in the engine a moment later', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await field(page, 'Name').fill('x')
    await field(page, 'Name').fill('')
    await expect(field(page, 'Name')).toHaveAttribute('aria-invalid', 'true')
    await field(page, 'Name').fill('Sales')
    await expect(field(page, 'Name')).not.toHaveAttribute('aria-invalid', 'true')
    await field(page, 'Server').fill('taken.example.org')
    await expect(page.getByText('Another inbox watches this mailbox.')).toBeVisible()
    await field(page, 'Own addresses').fill('sales@example.org\n\nnot an address')
    await expect(page.getByText('Line 3:')).toBeVisible()
    await field(page, 'Values of a new ticket').fill('urgency:high\nurgancy:high')
    await expect(page.getByText('UserRequest has no field urgancy.')).toBeVisible()
    await page.getByRole('button', { name: 'Line 2:' }).click()
    await expect(field(page, 'Values of a new ticket')).toBeFocused()
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('urgancy:high')
  })

  test('leads to the first field that is wrong, and saves nothing before', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await field(page, 'Name').fill('Sales')
    await save(page).click()
    await expect(field(page, 'Server')).toBeFocused()
    await expect(page.getByText('2 fields need a look')).toBeVisible()
    expect(api.calls).not.toContain('inboxes.save')
  })

  test('shows what the server refuses at its field', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await fillIn(page, 'full.example.org')
    await save(page).click()
    await expect(page.getByText('This server takes no more lines.')).toBeVisible()
    await expect(field(page, 'Server')).toBeFocused()
    await field(page, 'Server').fill('mail.example.org')
    await expect(page.getByText('This server takes no more lines.')).toBeHidden()
  })

  test('tests the connection unsaved, and names a wrong password at its field', async ({ page, serve, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(field(page, 'Server')).toBeFocused()
    expect(api.calls).not.toContain('inboxes.test')
    await fillIn(page)
    await field(page, 'Password').fill('s3cret-word')
    await page.getByRole('button', { name: 'Test connection' }).click()
    const panel = page.getByRole('region', { name: 'Connection' })
    await expect(panel.getByRole('listitem')).toHaveCount(8)
    await expect(panel).toContainText('The server refused this password.')
    await expect(panel.getByRole('listitem').nth(5)).toContainText('Not tried')
    await expect(field(page, 'Password')).toBeFocused()
    await expect(field(page, 'Password')).toHaveAttribute('aria-invalid', 'true')
    expect(await barriersOf(page)).toEqual([])
    await panel.getByRole('button', { name: 'Copy report' }).click()
    await expect(page.getByText('Copied.')).toBeVisible()
    const report = await page.evaluate(() => navigator.clipboard.readText())
    expect(report).toContain('imaps://mail.example.org:993')
    expect(report).toContain('✗ Sign in')
    expect(report).not.toContain('s3cret-word')
    await field(page, 'Password').fill('right')
    await expect(panel).toContainText('Something was changed since this test.')
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(panel).toContainText('The connection works.')
    expect(api.calls).not.toContain('inboxes.save')
  })

  test('trusts a refused certificate only after a sentence, and then exactly this one', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await fillIn(page, 'self-signed.example.org')
    await field(page, 'Password').fill('right')
    await page.getByRole('button', { name: 'Test connection' }).click()
    const panel = page.getByRole('region', { name: 'Connection' })
    await expect(panel).toContainText('signed by itself')
    await expect(panel).toContainText('Example Authority, issued by Example Authority')
    await panel.getByRole('button', { name: 'Trust this certificate' }).click()
    const question = page.getByRole('dialog')
    await expect(question).toContainText('9F:9F:9F')
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByLabel('Pinned certificate')).toHaveValue('')
    await panel.getByRole('button', { name: 'Trust this certificate' }).click()
    await question.getByRole('button', { name: 'Trust this certificate' }).click()
    await expect(page.getByLabel('Pinned certificate')).toHaveValue(/^9F(:9F){31}$/)
    await expect(panel).toContainText('Something was changed since this test.')
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(panel).toContainText('The connection works.')
  })

  test('lets the port follow the encryption, and says in red what none means', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    const port = field(page, 'Port')
    await expect(port).toHaveAttribute('placeholder', '993')
    await port.fill('993')
    await page.getByRole('combobox', { name: 'Encryption' }).click()
    await page.getByRole('option', { name: 'None' }).click()
    await expect(port).toHaveValue('')
    await expect(port).toHaveAttribute('placeholder', '143')
    await expect(page.getByRole('note')).toContainText('everybody on the way can read the password')
    await port.fill('1143')
    await page.getByRole('combobox', { name: 'Encryption' }).click()
    await page.getByRole('option', { name: 'STARTTLS' }).click()
    await expect(port).toHaveValue('1143')
  })

  test('offers the real folders, by keyboard too', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await fillIn(page)
    await page.getByRole('button', { name: 'Choose: Mail folder' }).click()
    const dialog = page.getByRole('dialog', { name: 'Mail folder' })
    await expect(dialog.getByRole('listitem')).toHaveCount(6)
    await page.keyboard.type('арх')
    await expect(dialog.getByRole('listitem')).toHaveCount(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(field(page, 'Mail folder')).toHaveValue('Архив')
    await field(page, 'Server').fill('nowhere.example.org')
    await page.getByRole('button', { name: 'Choose: Mail folder' }).click()
    await expect(page.getByRole('alert')).toContainText('There is no server named nowhere.example.org.')
  })

  test('never shows a stored password, and keeps it when nothing is typed', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1/settings')
    await expect(field(page, 'Password')).toHaveValue('')
    await expect(field(page, 'Password')).toHaveAttribute('placeholder', 'stored')
    await field(page, 'Name').fill('Help')
    await page.keyboard.press('Control+s')
    await expect(page.getByText('Everything is saved')).toBeVisible()
    expect(api.desk.inboxes[0]).toMatchObject({ name: 'Help', hasPassword: true })
  })

  test('inherits global settings until it has a value of its own', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1/settings')
    await page.locator('summary', { hasText: 'Checking for mail' }).click()
    const time = field(page, 'Time between two checks')
    await expect(time).toHaveAttribute('placeholder', 'from global settings: 30')
    await time.fill('2')
    await expect(page.getByText('At least 5')).toBeVisible()
    await time.fill('60')
    await page.locator('summary', { hasText: 'New part of a reply' }).click()
    await page.getByRole('switch', { name: 'Introductory lines' }).click({ force: true })
    const lines = field(page, 'Introductory lines')
    await expect(lines).toHaveValue(/^\/\^le \.\+ a écrit :\$\/i\n/)
    await lines.fill('/^on .+ wrote:$/i\n/(/')
    await expect(page.getByText('The pattern /(/ cannot be used')).toBeVisible()
    await lines.fill('/^on .+ wrote:$/i')
    await expect(page.getByText('2 own values').or(page.getByText('1 own value')).first()).toBeVisible()
    await save(page).click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
    expect(api.desk.inboxes[0]?.config.settings).toEqual({
      periodicity: 60,
      'introductory-patterns': ['/^on .+ wrote:$/i'],
    })
  })

  test('asks before what was typed is lost, and keeps it when one stays', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1/settings')
    await field(page, 'Name').fill('Help')
    await page.getByRole('link', { name: 'Tickets' }).click()
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
    await dialog.getByRole('button', { name: 'Stay here' }).click()
    await expect(field(page, 'Name')).toHaveValue('Help')
    await expect(page).toHaveURL(/#\/inboxes\/1\/settings$/)
    await page.getByRole('link', { name: 'Tickets' }).click()
    await dialog.getByRole('button', { name: 'Leave without saving' }).click()
    await expect(page).toHaveURL(/#\/tickets$/)
  })

  test('removes its inbox after a sentence, and asks for nothing that was typed', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/2/settings')
    await field(page, 'Name').fill('Invoices')
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove this inbox' }).click()
    await expect(page).toHaveURL(/#\/inboxes$/)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(api.desk.inboxes.map(({ id }) => id)).toEqual(['1', '3'])
  })

  test('takes changes made elsewhere into the fields that nobody touched', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1/settings')
    await field(page, 'Name').fill('Help')
    const [inbox] = api.desk.inboxes
    if (inbox) inbox.config = { ...inbox.config, server: 'new.example.org', name: 'Other' }
    api.emit({ name: 'inbox.changed', data: { id: '1' } })
    await expect(field(page, 'Server')).toHaveValue('new.example.org')
    await expect(field(page, 'Name')).toHaveValue('Help')
  })

  test('has no barriers, with every part unfolded', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1/settings')
    await expect(field(page, 'Server')).toHaveValue('mail.example.org')
    for (const fold of await page.locator('summary').all()) await fold.click()
    await page.getByRole('switch', { name: 'Delimiter lines' }).click({ force: true })
    await page.getByRole('switch', { name: 'Log that replies go to' }).click({ force: true })
    expect(await barriersOf(page)).toEqual([])
  })
})

test.describe('the first look', () => {
  test('asks after a new mailbox was saved, and starts only with the answer', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/new')
    await fillIn(page)
    await field(page, 'Password').fill('right')
    await save(page).click()
    const dialog = page.getByRole('dialog', { name: 'Which mail shall be processed?' })
    await expect(dialog).toContainText('1,256 mails, the oldest of')
    await expect(dialog).toContainText('1,256 mails are marked as ignored')
    await expect(dialog.getByRole('radio', { name: /Only what arrives/ })).toBeChecked()
    expect(await barriersOf(page)).toEqual([])
    await dialog.getByRole('radio', { name: /^All mail/ }).check()
    await expect(dialog.getByRole('button', { name: 'Process 1256 mails' })).toBeEnabled()
    await dialog.getByRole('radio', { name: /^Mail since/ }).check()
    await dialog.getByLabel('The first day').fill(dayAgo(10))
    await expect(dialog.getByRole('button', { name: /^Process (9|10|11) mails$/ })).toBeEnabled()
    await dialog.getByLabel('The first day').fill('')
    await expect(dialog).toContainText('Choose the first day.')
    expect(api.calls).not.toContain('inboxes.answerFirstLook')
    await dialog.getByRole('radio', { name: /Only what arrives/ }).check()
    await dialog.getByRole('button', { name: 'Start with new mail' }).click()
    await expect(page.getByText('The inbox works now; 1256 mails are ignored.')).toBeVisible()
    await expect(page).toHaveURL(/#\/inboxes\/13$/)
    expect(api.desk.inboxes.at(-1)).toMatchObject({ name: 'Sales', awaitsFirstLook: false })
  })

  test('says what it could not look into, and can be answered later', async ({ page, serve }) => {
    const desk = filledDesk(Date.now())
    const [support] = desk.inboxes
    if (support) support.awaitsFirstLook = true
    const { host, api } = await serve(desk, {
      'inboxes.look': () => {
        throw new Error('mail.example.org did not answer on port 993.')
      },
    })
    await openPlace(page, host.url, '/inboxes')
    await page.getByRole('button', { name: 'Answer', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('alert')).toContainText('did not answer on port 993.')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeFocused()
    expect(api.desk.inboxes[0]?.awaitsFirstLook).toBe(true)
  })
})

test('an inbox is added, tested and answered for by the keyboard alone', async ({ page, serve }) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  await openPlace(page, host.url, '/inboxes/new')
  await expect(field(page, 'Name')).toBeFocused()
  const tabTo = async (target: Locator) => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab')
      if (await target.evaluate(element => element === document.activeElement)) return
    }
    throw new Error('Tab does not lead there')
  }
  await page.keyboard.type('Sales')
  await tabTo(field(page, 'Server'))
  await page.keyboard.type('mail.example.org')
  await tabTo(field(page, 'User name'))
  await page.keyboard.type('sales@example.org')
  await tabTo(field(page, 'Password'))
  await page.keyboard.type('right')
  await tabTo(page.getByRole('button', { name: 'Test connection' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('The connection works.')).toBeVisible()
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'Which mail shall be processed?' })
  await expect(dialog.getByRole('radio', { name: /Only what arrives/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await tabTo(dialog.getByRole('button', { name: 'Process 1256 mails' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('The inbox works now.')).toBeVisible()
  expect(api.desk.inboxes.at(-1)).toMatchObject({ name: 'Sales', hasPassword: true, awaitsFirstLook: false })
})

function dayAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}
