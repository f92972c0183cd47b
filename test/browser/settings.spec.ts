import type { Page } from '@playwright/test'
import { filledDesk } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true })

test.describe('the settings', () => {
  test('are checked as they are typed, a bad pattern by its line', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/settings')
    await field(page, 'Time between two checks').fill('2')
    await expect(page.getByText('At least 5')).toBeVisible()
    await field(page, 'Largest mail').fill('ten')
    await expect(page.getByText('Write a size such as 10M')).toBeVisible()
    const lines = field(page, 'Introductory lines')
    await lines.fill('/^le .+ a écrit :$/i\n\n/(unclosed/')
    await expect(page.getByText('The pattern /(unclosed/ cannot be used')).toBeVisible()
    await page.getByRole('button', { name: 'Line 3:' }).click()
    await expect(lines).toBeFocused()
    expect(await barriersOf(page)).toEqual([])
    await save(page).click()
    await expect(field(page, 'Time between two checks')).toBeFocused()
    expect(api.calls).not.toContain('settings.save')
  })

  test('save what was changed and nothing else, and tell the default', async ({ page, serve }) => {
    let saved: unknown = null
    const { host } = await serve(filledDesk(Date.now()), {
      'settings.save': ({ values }) => {
        saved = values
        return { waiting: { calledOff: 0, changed: 0, redated: 0 } }
      },
    })
    await openPlace(page, host.url, '/settings')
    await field(page, 'Time between two checks').fill('45')
    await expect(page.getByText('default: 30')).toBeVisible()
    await field(page, 'Keep undesired mail on the server').fill('14')
    await page.getByRole('button', { name: 'Reset Keep undesired mail on the server to its default' }).click()
    await expect(field(page, 'Keep undesired mail on the server')).toHaveValue('7')
    await page.getByRole('button', { name: 'Add a pattern' }).click()
    await field(page, 'Pattern 2').fill('/^-- $/')
    await page.getByRole('combobox', { name: 'What pattern 2 takes away' }).click()
    await page.getByRole('option', { name: 'All that follows goes too' }).click()
    await expect(page.getByText('2 changes are not saved')).toBeVisible()
    await save(page).click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
    expect(saved).toEqual({ periodicity: 45, 'delimiter-patterns': { '/^>.*$/': false, '/^-- $/': true } })
  })

  test('show what the server refuses at its field', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/settings')
    await field(page, 'Largest mail').fill('5G')
    await save(page).click()
    await expect(page.getByText('The disk holds no mail of 5G.')).toBeVisible()
    await expect(field(page, 'Largest mail')).toBeFocused()
  })

  test('are found by a word, and asked about before they are left unsaved', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/settings')
    await page.getByRole('searchbox', { name: 'Search the settings' }).fill('image')
    await expect(field(page, 'Smallest image')).toBeVisible()
    await expect(field(page, 'Time between two checks')).toHaveCount(0)
    await field(page, 'Smallest image').fill('10x10')
    await page.getByRole('searchbox', { name: 'Search the settings' }).fill('zebra')
    await expect(page.getByText('No setting is called that')).toBeVisible()
    await expect(page.getByText('1 change is not saved')).toBeVisible()
    await page.getByRole('link', { name: 'Overview' }).click()
    await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible()
  })

  test('say in French what English says, at once', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/settings')
    await page.getByRole('combobox', { name: 'Language' }).click()
    await page.getByRole('option', { name: 'Français' }).click()
    await expect(page.getByRole('heading', { name: 'Paramètres', exact: true })).toBeVisible()
    await expect(field(page, 'Temps entre deux relèves')).toHaveValue('30')
    await field(page, 'Temps entre deux relèves').fill('1')
    await expect(page.getByText('Au moins 5')).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Paramètres', exact: true })).toBeVisible()
  })

  test('of the desktop are there where the host has them', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()), {
      'host.capabilities': () => ({ opensLinks: true, desktopPreferences: true }),
    })
    await openPlace(page, host.url, '/settings')
    await page.getByRole('switch', { name: /Start when I sign in/ }).click({ force: true })
    await expect(page.getByText('Saved.')).toBeVisible()
    expect(api.calls).toContain('desktop.savePreferences')
    await expect(page.getByRole('switch', { name: /Start when I sign in/ })).toBeChecked()
  })
})

test.describe('the upkeep', () => {
  test('checks, backs up, exports and cleans, each with its result', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/settings')
    const part = (name: string) => page.getByRole('region', { name, exact: true })
    await part('Check the store').getByRole('button', { name: 'Check' }).click()
    await expect(part('Check the store')).toContainText('1 fault found')
    await expect(part('Check the store')).toContainText('The search lacks 12 tickets.')
    await part('Backup').getByLabel('File to write').fill('/locked/desk.backup')
    await page.keyboard.press('Enter')
    await expect(part('Backup')).toContainText('/locked cannot be written.')
    await part('Backup').getByLabel('File to write').fill('/srv/desk.backup')
    await page.keyboard.press('Enter')
    await expect(part('Backup')).toContainText('Written: 1.2 GB.')
    await part('Backup').getByLabel('File to write').fill('/srv/there.backup')
    await page.keyboard.press('Enter')
    await part('Backup').getByRole('button', { name: 'Replace the file' }).click()
    await expect(page.getByRole('dialog')).toContainText('/srv/there.backup exists already.')
    await page.getByRole('dialog').getByRole('button', { name: 'Replace the file' }).click()
    await expect(part('Backup')).toContainText('Written: 1.2 GB.')
    await part('Export').getByLabel('Folder to write to').fill('/srv/export')
    await part('Export').getByRole('button', { name: 'Export' }).click()
    await expect(part('Export')).toContainText('Mails: 18,204')
    await part('Clean up the change history').getByRole('button', { name: 'Count' }).click()
    await part('Clean up the change history').getByRole('button', { name: 'Remove 37 records' }).click()
    await expect(part('Clean up the change history')).toContainText('37 records removed.')
    expect(await barriersOf(page)).toEqual([])
  })
})
