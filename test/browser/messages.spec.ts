import { filledDesk, HOSTILE_NAME } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { longDesk, messageOf, rowsOf } from './messages-desk.ts'
import { openPlace } from './open-place.ts'

test.describe('the content of a mailbox', () => {
  test('is narrowed by the books, by states, words and days, and is found so when one comes back', async ({
    page,
    serve,
  }) => {
    const { host } = await serve(longDesk(60))
    await openPlace(page, host.url, '/inboxes/1')
    await expect(page.getByText('68 messages')).toBeVisible()

    const errors = page.getByRole('group', { name: /by state/ }).getByRole('button', { name: 'Error 2' })
    await errors.click()
    await expect(errors).toHaveAttribute('aria-pressed', 'true')
    await expect(rowsOf(page)).toHaveCount(2)
    await page.getByRole('button', { name: 'Error', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Held' }).click()
    await expect(page.getByText('3 messages')).toBeVisible()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Any time' }).click()
    await page.getByRole('menuitemradio', { name: 'Today' }).click()
    await expect(rowsOf(page).filter({ hasText: 'Printer on fire' })).toHaveCount(1)
    await page.getByRole('searchbox').fill('ANNÁ')
    await expect(page.getByText('1 message', { exact: true })).toBeVisible()

    await rowsOf(page).first().getByText('Printer on fire').click()
    await expect(page).toHaveURL(/#\/messages\/1$/)
    await page.goBack()
    await expect(page.getByText('1 message', { exact: true })).toBeVisible()
    await expect(page.getByRole('searchbox')).toHaveValue('ANNÁ')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(page.getByText('68 messages')).toBeVisible()
    await expect(page.getByRole('searchbox')).toHaveValue('')
  })

  test('is narrowed to a period whose last day counts to its end', async ({ page, serve }) => {
    const desk = filledDesk(Date.now())
    const noon = new Date()
    noon.setHours(12, 0, 0, 0)
    for (const [at, message] of desk.messages.entries()) message.receivedAt = noon.getTime() - at * 86_400_000
    const day = (ago: number) => new Date(noon.getTime() - ago * 86_400_000).toLocaleDateString('sv')
    const { host } = await serve(desk)
    await openPlace(page, host.url, '/inboxes/1')
    await page.getByRole('button', { name: 'Any time' }).click()
    await page.getByRole('menuitem', { name: 'From – to…' }).click()
    await page.getByLabel('First day').fill(day(3))
    await page.getByLabel('Last day').fill(day(1))
    await page.getByRole('button', { name: 'Show these' }).click()
    await expect(page.getByText('3 messages')).toBeVisible()
  })

  test('is sorted by its heads, one way and the other', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1')
    const head = page.getByRole('columnheader', { name: 'Size' })
    await head.getByRole('button').click()
    await expect(head).toHaveAttribute('aria-sort', 'descending')
    await expect(rowsOf(page).first()).toContainText('Ten tips')
    await head.getByRole('button').click()
    await expect(head).toHaveAttribute('aria-sort', 'ascending')
    await expect(rowsOf(page).first()).toContainText('Printer on fire')
  })

  test('says what is missing, and what to do', async ({ page, serve }) => {
    const desk = filledDesk(Date.now())
    const archive = desk.inboxes[2]
    if (archive) Object.assign(archive, { active: true, awaitsFirstLook: true })
    const { host } = await serve(desk)
    await openPlace(page, host.url, '/inboxes/1')
    await page.getByRole('searchbox').fill('nothing like it')
    await expect(page.getByText('No message matches')).toBeVisible()

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Billing' }).click()
    const note = page.getByRole('main').getByRole('status').filter({ hasText: '7 times in a row' })
    await expect(note).toContainText('refused the password')
    await expect(note).toContainText('tries again in')
    await expect(page.getByText('Nothing could be read yet')).toBeVisible()

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Old archive' }).click()
    await expect(page.getByText('The mailbox waits for your answer')).toBeVisible()
    await page.getByRole('button', { name: 'Choose what to process…' }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
  })

  test('of a paused inbox resumes at the press of a button', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/3')
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect(page.getByText('Old archive is checked by itself again.')).toBeVisible()
    expect(api.desk.inboxes[2]?.active).toBe(true)
  })
})

test.describe('what is done to messages', () => {
  test('is said before, names the tickets and what stays, and can be taken back', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    const states = () => api.desk.messages.map(({ state }) => state)
    const before = states()
    await openPlace(page, host.url, '/inboxes/1')
    for (const name of ['Select Re: accès VPN', 'Select Factuur', 'Select Re: Доступ']) {
      await page.getByRole('checkbox', { name: new RegExp(name) }).check()
    }
    const toolbar = page.getByRole('toolbar', { name: 'With the selected messages' })
    await expect(toolbar).toContainText('3 selected')
    await toolbar.getByRole('button', { name: 'Reset' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('2 have tickets already (R-000001 and R-000002)')
    await expect(dialog).toContainText('they go into the same tickets again')
    await expect(dialog.getByRole('list')).toContainText('It is new already.')
    expect(states()).toEqual(before)
    await dialog.getByRole('button', { name: 'Reset 2 messages' }).click()
    await expect(page.getByText('2 messages reset. 1 was left as it is: It is new already.')).toBeVisible()
    await expect(toolbar).toBeHidden()
    await expect(rowsOf(page).filter({ hasText: 'Factuur' })).toContainText('New')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('Taken back.')).toBeVisible()
    await expect(rowsOf(page).filter({ hasText: 'Factuur' })).toContainText('Processed')
    expect(states()).toEqual(before)
  })

  test('happens to all of a long list but those that were left out', async ({ page, serve }) => {
    const { host, api } = await serve(longDesk(3000))
    await openPlace(page, host.url, '/inboxes/1')
    await page.getByRole('checkbox', { name: 'Select all' }).check()
    await page.getByRole('checkbox', { name: /Select Printer on fire/ }).uncheck()
    await expect(page.getByRole('toolbar')).toContainText('3,007 selected')
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('The 3,007 mails are removed from the server')
    await expect(dialog).toContainText('1 of these is new: it becomes no ticket any more.')
    // Nobody deletes three thousand mails with one key too many.
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await dialog.getByRole('button', { name: 'Delete 3,007 mails from server' }).click()
    await expect(page.getByText('3,007 mails will be deleted from the server.')).toBeVisible()
    const left = api.desk.messages.filter(({ presence }) => presence === 'on-server')
    expect(left.map(({ subject }) => subject)).toEqual(['Printer on fire'])
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByText('Taken back.')).toBeVisible()
    expect(api.desk.messages.every(({ presence }) => presence === 'on-server')).toBe(true)
  })

  test('is nothing where nothing can be done', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1')
    await page.getByRole('checkbox', { name: /Select Factuur/ }).check()
    await page.getByRole('toolbar').getByRole('button', { name: 'Ignore' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('There is nothing to do here')
    await expect(dialog).toContainText('A message that is processed cannot be ignored.')
    await expect(dialog.getByRole('button', { name: /^Ignore/ })).toHaveCount(0)
  })

  test('moves them to a folder of their own server', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()), {
      'inboxes.folders': () => ['INBOX', 'Done', 'Old/2025'],
    })
    await openPlace(page, host.url, '/inboxes/1')
    await page.getByRole('checkbox', { name: /Select Factuur/ }).check()
    await page.getByRole('button', { name: 'Move…' }).click()
    await page.getByRole('button', { name: 'Move 1 mail' }).click()
    await expect(page.getByText('Choose a folder')).toBeVisible()
    await page.getByRole('combobox', { name: 'Folder on the server' }).fill('Old')
    await page.getByRole('option', { name: 'Old/2025' }).click()
    await page.getByRole('button', { name: 'Move 1 mail' }).click()
    await expect(page.getByText('1 mail will be moved on the server.')).toBeVisible()
    expect(messageOf(api.desk, 'Factuur').presence).toBe('action-waiting')
    await expect(rowsOf(page).filter({ hasText: 'Factuur' }).getByRole('img', { name: /waits/ })).toBeVisible()
  })

  test('waits in Outgoing, where it can be taken back', async ({ page, serve }) => {
    const { host, api } = await serve({ ...filledDesk(Date.now()), actions: [] })
    await openPlace(page, host.url, '/outgoing')
    await expect(page.getByText('Nothing waits to be done')).toBeVisible()
    await expect(page.getByText('Postdesk does not send mail yet')).toBeVisible()
    await page.evaluate(() => location.assign('#/inboxes/1'))
    await page.getByRole('checkbox', { name: /Select Factuur/ }).check()
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Delete 1 mail from server' }).click()
    await expect(page.getByText('1 mail will be deleted')).toBeVisible()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Outgoing' }).click()
    const waiting = page.getByRole('region', { name: '1 waits' })
    await expect(waiting).toContainText(/in \d+ sec/)
    await waiting.getByRole('button', { name: 'Undo: Factuur ontbreekt' }).click()
    await expect(page.getByRole('region', { name: '1 ended lately' })).toContainText('Taken back')
    expect(messageOf(api.desk, 'Factuur').presence).toBe('on-server')
  })
})

test.describe('a list of messages by keyboard alone', () => {
  test('is searched, walked, changed, undone, previewed, read through and left', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1')
    await expect(rowsOf(page)).toHaveCount(8)
    await page.keyboard.press('/')
    await page.keyboard.type('vpn')
    await expect(rowsOf(page)).toHaveCount(2)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(rowsOf(page)).toHaveCount(8)

    for (const key of ['j', 'j', 'x', 'i']) await page.keyboard.press(key)
    await expect(page.getByRole('button', { name: 'Ignore 1 message' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByText('1 message ignored.')).toBeVisible()
    expect(api.desk.messages[1]?.state).toBe('ignored')
    await expect(page.getByRole('grid')).toBeFocused()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByText('Taken back.')).toBeVisible()
    expect(api.desk.messages[1]?.state).toBe('new')

    await page.keyboard.press('p')
    await expect(page.getByRole('dialog', { name: 'Preview' })).toContainText('R-000002 would get an entry.')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)

    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/messages\/2$/)
    await expect(page.getByText('2 of 8')).toBeVisible()
    await page.keyboard.press('j')
    await expect(page.getByRole('heading', { name: 'Factuur ontbreekt' })).toBeVisible()
    await expect(page.getByText('3 of 8')).toBeVisible()
    await page.keyboard.press('k')
    await expect(page).toHaveURL(/#\/messages\/2$/)
    await expect(page.getByText('2 of 8')).toBeVisible()
    await page.keyboard.press('j')
    await expect(page.getByText('3 of 8')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/#\/inboxes\/1$/)
    // The address changes before the list is drawn and takes the keys.
    await expect(page.getByRole('grid')).toHaveAttribute('aria-activedescendant', 'view-row-2')
    await expect(rowsOf(page)).toHaveCount(8)
    await page.keyboard.press('x')
    await expect(page.getByRole('checkbox', { name: /Select Factuur/ })).toBeChecked()
    // The first Esc lets go of the selection, the second one leaves.
    await page.keyboard.press('Escape')
    await expect(page.getByRole('toolbar')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/#\/$/)
  })
})

test.describe('lists and dialogs of messages', () => {
  test('are usable by everybody', async ({ page, serve }) => {
    test.slow()
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1')
    await expect(rowsOf(page).first()).toBeVisible()
    expect(await barriersOf(page)).toEqual([])
    await page.keyboard.press('a')
    await expect(page.getByRole('toolbar')).toBeVisible()
    expect(await barriersOf(page)).toEqual([])
  })

  test('are usable by everybody when they ask and when they are empty', async ({ page, serve }) => {
    test.slow()
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/2')
    await expect(page.getByText('Nothing could be read yet')).toBeVisible()
    expect(await barriersOf(page)).toEqual([])
    await page.evaluate(() => location.assign('#/inboxes/1'))
    await page.getByRole('checkbox', { name: 'Select all' }).check()
    await page.keyboard.press('Delete')
    await expect(page.getByRole('dialog')).toContainText('removed from the server')
    expect(await barriersOf(page)).toEqual([])
  })

  test('show hostile names and subjects as text', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/inboxes/1')
    const row = rowsOf(page).filter({ hasText: 'Eve <img' })
    await expect(row.getByText(HOSTILE_NAME)).toBeVisible()
    await expect(page.locator('.view-cell img, .view-cell script')).toHaveCount(0)
    for (const cell of await row.locator('bdi').all()) {
      expect(await cell.evaluate(element => getComputedStyle(element).unicodeBidi)).toBe('isolate')
    }
  })
})
