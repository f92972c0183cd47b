import type { Page } from '@playwright/test'
import { busyDesk } from '../fakes/busy-desk.ts'
import { emptyDesk, filledDesk, HOSTILE_NAME } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'

const now = () => Date.now()

/** The rows of the list of tickets, without its head. */
function rowsOf(page: Page) {
  return page.getByRole('grid', { name: 'Tickets' }).locator('[role=row][aria-rowindex]:not([aria-rowindex="1"])')
}

test.describe('the list of tickets', () => {
  test('shows what failed, and comes when it is tried again', async ({ page, serve }) => {
    let broken = true
    const desk = filledDesk(now())
    const { host, api } = await serve(desk)
    const { dispatch } = api
    Object.assign(api, {
      dispatch: async (name: string, input: unknown) =>
        broken && name === 'tickets.openView'
          ? { ok: false, error: { code: 'internal', message: 'The store is busy.' } }
          : dispatch(name, input),
    })
    await openPlace(page, host.url, '/tickets')
    await expect(page.getByRole('alert')).toContainText('The store is busy.')
    broken = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(rowsOf(page)).toHaveCount(3)
  })

  test('follows what happens elsewhere', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets')
    await expect(page.getByText('3 tickets')).toBeVisible()
    api.desk.tickets.pop()
    api.emit({ name: 'ticket.changed', data: { id: '3' } })
    await expect(page.getByText('2 tickets')).toBeVisible()
    await expect(rowsOf(page)).toHaveCount(2)
  })

  test('says what to do while there are none', async ({ page, serve }) => {
    const { host } = await serve(emptyDesk())
    await openPlace(page, host.url, '/tickets')
    await expect(page.getByText('No tickets yet')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Go to the overview' })).toBeVisible()
  })

  test('keeps names and titles as text, each with its direction to itself', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets')
    const name = page.locator('bdi', { hasText: 'Eve <img src=x onerror=alert(1)>' })
    await expect(name).toHaveText(HOSTILE_NAME)
    expect(await name.evaluate(element => getComputedStyle(element).unicodeBidi)).toBe('isolate')
    await expect(rowsOf(page).locator('img, script')).toHaveCount(0)
  })

  test('is sorted by its heads', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets')
    await expect(rowsOf(page).first()).toContainText('R-000001')
    await page.getByRole('button', { name: 'Caller' }).click()
    await expect(rowsOf(page).first()).toContainText('R-000003')
    await expect(page.getByRole('columnheader', { name: 'Caller' })).toHaveAttribute('aria-sort', 'ascending')
    await page.getByRole('button', { name: 'Caller' }).click()
    await expect(rowsOf(page).first()).toContainText('R-000002')
  })
})

test.describe('searching in tickets', () => {
  test('marks the words where they were found, the best hits first', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets')
    await expect(rowsOf(page)).toHaveCount(3)
    await page.keyboard.press('/')
    await page.keyboard.type('fuser')
    await expect(rowsOf(page)).toHaveCount(1)
    const marks = rowsOf(page).locator('mark')
    await expect(marks.first()).toHaveText('fuser')
    await expect(rowsOf(page).first()).toContainText('Description')
    await expect(rowsOf(page).first()).toContainText('Entry')
    expect(api.calls).toContain('tickets.openView')
    await page.getByRole('searchbox').fill('printer')
    await expect(rowsOf(page).getByRole('link').locator('mark')).toHaveText('Printer')
  })

  test('marks hostile words as text', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets')
    await page.getByRole('searchbox').fill('<script>alert(1)</script>')
    await expect(rowsOf(page)).toHaveCount(1)
    await expect(rowsOf(page).locator('mark').first()).toHaveText('<script>alert(1)</script>')
    await expect(rowsOf(page).locator('script')).toHaveCount(0)
  })

  test('offers all tickets when the filters may hide the hit', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets')
    await page.getByText('Closed 0').click()
    await expect(page.getByText('No ticket fits these filters')).toBeVisible()
    await page.getByRole('searchbox').fill('VPN')
    await expect(page.getByText('The filters may hide what you look for.')).toBeVisible()
    await page.getByRole('button', { name: 'Search in all tickets' }).click()
    await expect(rowsOf(page)).toHaveCount(1)
    await page.getByRole('searchbox').fill('nothing at all')
    await expect(page.getByText('No ticket holds these words')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(rowsOf(page)).toHaveCount(3)
  })
})

test.describe('filters of tickets', () => {
  test('narrow the list by state, kind and time, and go with one click', async ({ page, serve }) => {
    const { host } = await serve(busyDesk(now(), 40, 0))
    await openPlace(page, host.url, '/tickets')
    await expect(page.getByText('43 tickets')).toBeVisible()
    await page.getByText('Open 38').click()
    await expect(page.getByText('38 of 43 tickets')).toBeVisible()

    await page.getByRole('button', { name: 'State', exact: true }).first().click()
    await page.getByRole('menuitemcheckbox', { name: /^Pending/ }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByText('6 of 43 tickets')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Pending' })).toBeVisible()

    await page.getByRole('button', { name: 'Kind' }).click()
    await page.getByRole('menuitemcheckbox', { name: /^Incident/ }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByText('1 of 43 tickets')).toBeVisible()

    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByRole('search').getByRole('button', { name: 'Updated' }).click()
    await page.getByRole('menuitem', { name: 'Since a day…' }).click()
    await page.getByLabel('First day that counts').fill('2031-01-01')
    await page.getByRole('button', { name: 'Show these tickets' }).click()
    await expect(page.getByText('No ticket fits these filters')).toBeVisible()
    await page.getByRole('search').getByRole('button', { name: 'Clear filters' }).click()
    await expect(page.getByText('43 tickets')).toBeVisible()
  })

  test('and the place in the list are found again on the way back', async ({ page, serve }) => {
    const { host } = await serve(busyDesk(now(), 200, 0))
    await openPlace(page, host.url, '/tickets')
    await page.getByText('Open 175').click()
    await expect(page.getByText('175 of 203 tickets')).toBeVisible()
    await page.locator('.view-scroller').evaluate(element => element.scrollTo(0, 3_000))
    const row = rowsOf(page).filter({ hasText: 'R-000188' })
    await row.getByRole('link').click()
    await expect(page).toHaveURL(/#\/tickets\/188$/)
    await page.goBack()
    await expect(page.getByText('175 of 203 tickets')).toBeVisible()
    await expect(row).toBeVisible()
  })

  test('with search and order are saved as a view, renamed, changed, deleted and taken back', async ({
    page,
    serve,
  }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets')
    await page.getByRole('searchbox').fill('vpn')
    await expect(rowsOf(page)).toHaveCount(1)
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save as a view…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Give the view a name')).toBeVisible()
    await page.getByRole('textbox', { name: 'Name' }).fill('Remote <b>work</b>')
    await page.keyboard.press('Enter')
    await expect(page.getByText('View “Remote <b>work</b>” saved.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Remote <b>work</b>' })).toBeVisible()

    await page.reload()
    await expect(rowsOf(page)).toHaveCount(3)
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Remote <b>work</b>' }).click()
    await expect(rowsOf(page)).toHaveCount(1)
    await expect(page.getByRole('searchbox')).toHaveValue('vpn')

    await page.getByRole('searchbox').fill('printer')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save into “Remote <b>work</b>”' }).click()
    await page.getByRole('button', { name: 'Remote <b>work</b>' }).click()
    await page.getByRole('menuitem', { name: 'Rename or delete views…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Saved views' })
    await dialog.getByRole('textbox').fill('Printers')
    await dialog.getByRole('textbox').press('Enter')
    await dialog.getByRole('button', { name: 'Delete the view “Printers”' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(dialog.getByRole('textbox')).toHaveValue('Printers')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByRole('button', { name: 'Printers', exact: true })).toBeVisible()
  })
})

test.describe('the keyboard in the list', () => {
  test('searches with /, opens with Enter, goes on with j and comes back with Esc', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets')
    await expect(rowsOf(page)).toHaveCount(3)
    await page.keyboard.press('/')
    await page.keyboard.type('r-00000')
    await expect(rowsOf(page).locator('mark').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(rowsOf(page).locator('mark')).toHaveCount(0)
    await expect(rowsOf(page)).toHaveCount(3)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/tickets\/1$/)
    await expect(page.getByText('1 of 3')).toBeVisible()
    await page.keyboard.press('j')
    await expect(page).toHaveURL(/#\/tickets\/2$/)
    await page.keyboard.press('k')
    await expect(page).toHaveURL(/#\/tickets\/1$/)
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/#\/tickets$/)
  })

  test('finds what the page can do in the palette', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets')
    await expect(rowsOf(page)).toHaveCount(3)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('textbox', { name: 'What do you want to do?' })).toBeFocused()
    await page.keyboard.type('closed tickets')
    await page.keyboard.press('Enter')
    await expect(page.getByText('No ticket fits these filters')).toBeVisible()
  })
})

test('a menu opens, first and again, with the focus in it, and gives it back', async ({ page, serve }) => {
  const { host } = await serve(filledDesk(now()))
  await openPlace(page, host.url, '/tickets')
  await expect(rowsOf(page)).toHaveCount(3)
  const button = page.getByRole('search').getByRole('button', { name: 'State', exact: true })
  await expect(button).toHaveAttribute('aria-haspopup', 'menu')
  await button.focus()
  for (let time = 0; time < 2; time += 1) {
    await expect(button).toHaveAttribute('aria-expanded', 'false')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitemcheckbox').first()).toBeFocused()
    await expect(button).toHaveAttribute('aria-expanded', 'true')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(button).toBeFocused()
  }
})

test('the list hinders nobody', async ({ page, serve }) => {
  test.slow()
  const { host } = await serve(busyDesk(now(), 40, 0))
  await openPlace(page, host.url, '/tickets')
  await expect(rowsOf(page).first()).toBeVisible()
  expect(await barriersOf(page)).toEqual([])
  await page.getByRole('searchbox').fill('toner')
  await expect(rowsOf(page).locator('mark').first()).toBeVisible()
  expect(await barriersOf(page)).toEqual([])
  await page.getByRole('button', { name: 'State', exact: true }).first().click()
  await expect(page.getByRole('menu')).toBeVisible()
  expect(await barriersOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Views' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  expect(await barriersOf(page)).toEqual([])
})
