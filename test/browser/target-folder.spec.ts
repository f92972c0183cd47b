import type { Page } from '@playwright/test'
import { FakeError } from '../fakes/fake-context.ts'
import { filledDesk } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const target = (page: Page) => field(page, 'Folder to move to')
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true })

/** The form of the inbox Support, whose mail shall be moved. */
async function moving(page: Page, url: string): Promise<void> {
  await openPlace(page, url, '/inboxes/1/settings')
  await page.getByRole('radio', { name: 'Move' }).check()
}

test('a folder that is not there is said at its field when the inbox is saved, and made by one click', async ({
  page,
  serve,
}) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  await moving(page, host.url)
  await target(page).fill('Done/2026')
  await save(page).click()
  await expect(page.getByText('There is no folder “Done/2026” on the server.')).toBeVisible()
  await expect(target(page)).toBeFocused()
  expect(api.desk.inboxes[0]?.config.email_storage).toBe('keep')
  expect(await barriersOf(page)).toEqual([])

  await page.getByRole('button', { name: 'Create folder “Done/2026”' }).click()
  await expect(page.getByText('The folder Done/2026 is there now.')).toBeVisible()
  await expect(page.getByText('There is no folder “Done/2026”')).toHaveCount(0)
  await save(page).click()
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
  expect(api.desk.inboxes[0]?.config).toMatchObject({ email_storage: 'move', target_folder: 'Done/2026' })
})

test('it can be made from the keyboard, and goes as soon as another name is typed', async ({ page, serve }) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  await moving(page, host.url)
  await target(page).fill('Nowhere')
  await target(page).press('Enter')
  const create = page.getByRole('button', { name: 'Create folder “Nowhere”' })
  await expect(create).toBeVisible()
  await target(page).fill('Support')
  await expect(create).toHaveCount(0)
  await target(page).fill('Elsewhere')
  await target(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Create folder “Elsewhere”' })).toBeVisible()
  // Over the button that chooses, to the one that creates.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The folder Elsewhere is there now.')).toBeVisible()
  await save(page).click()
  await expect.poll(() => api.desk.inboxes[0]?.config.target_folder).toBe('Elsewhere')
})

test('the list of folders offers to make what was searched for and is not there', async ({ page, serve }) => {
  const { host } = await serve(filledDesk(Date.now()))
  await moving(page, host.url)
  await page.getByRole('button', { name: 'Choose: Folder to move to' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('Archiv 2026')
  await expect(dialog).toContainText('No folder by that name.')
  await dialog.getByRole('button', { name: 'Create folder “Archiv 2026”' }).click()
  await expect(page.getByText('The folder Archiv 2026 is there now.')).toBeVisible()
  await expect(target(page)).toHaveValue('Archiv 2026')
})

test('nothing is made where mail is watched: the folder field alone offers no such thing', async ({ page, serve }) => {
  const { host } = await serve(filledDesk(Date.now()))
  await openPlace(page, host.url, '/inboxes/1/settings')
  await page.getByRole('button', { name: /^Choose: (?!Folder to move)/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('Archiv 2026')
  await expect(dialog).toContainText('No folder by that name.')
  await expect(dialog.getByRole('button', { name: /Create folder/ })).toHaveCount(0)
})

test('what the server refuses is said at the field', async ({ page, serve }) => {
  const { host } = await serve(filledDesk(Date.now()), {
    'inboxes.createFolder': () => {
      throw new FakeError(
        'The server did not create the folder “Nope”. The server says: quota exceeded',
        'target_folder',
      )
    },
  })
  await moving(page, host.url)
  await page.getByRole('button', { name: 'Choose: Folder to move to' }).click()
  await page.getByRole('dialog').getByRole('searchbox').fill('Nope')
  await page.getByRole('dialog').getByRole('button', { name: 'Create folder “Nope”' }).click()
  await expect(page.getByText('The server says: quota exceeded')).toBeVisible()
  await expect(target(page)).toBeFocused()
})

test('a certificate that is checked less asks for the password again, before anything is saved', async ({
  page,
  serve,
}) => {
  const sentence = 'Type the password again: with this certificate setting, another server would get the stored one.'
  const { host } = await serve(filledDesk(Date.now()), {
    'inboxes.check': ({ config }) => (config.validate_certificate ? [] : [{ field: 'password', message: sentence }]),
  })
  await openPlace(page, host.url, '/inboxes/1/settings')
  await page.getByRole('switch', { name: /certificate/i }).click({ force: true })
  await expect(page.getByText(sentence)).toBeVisible()
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('correct horse')
  await expect(page.getByText(sentence)).toHaveCount(0)
})
