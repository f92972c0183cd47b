import type { Page } from '@playwright/test'
import { fakeAction, fakeActions } from '../fakes/fake-actions.ts'
import { filledDesk, HOSTILE_NAME } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'

const section = (page: Page, name: RegExp) => page.getByRole('region', { name })
const row = (page: Page, subject: string) => page.getByRole('row').filter({ hasText: subject })

test('tells when nothing waits', async ({ page, serve }) => {
  const desk = { ...filledDesk(Date.now()), actions: [] }
  const { host } = await serve(desk)
  await openPlace(page, host.url, '/outgoing')
  await expect(page.getByText('Nothing waits to be done')).toBeVisible()
  expect(await barriersOf(page)).toEqual([])
})

test('shows what failed with its reason first, then what waits with the time left, then what was done', async ({
  page,
  serve,
}) => {
  const { host } = await serve(filledDesk(Date.now()))
  await openPlace(page, host.url, '/outgoing')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['2 could not be done', '3 wait', '3 ended lately'])
  await expect(row(page, 'Factuur ontbreekt')).toContainText('Move to Done/2026')
  await expect(row(page, 'Factuur ontbreekt')).toContainText('Support · INBOX')
  await expect(row(page, 'Factuur ontbreekt')).toContainText('Given up after 10 tries')
  await expect(row(page, 'Factuur ontbreekt')).toContainText('Quota exceeded')
  await expect(row(page, 'monthly report')).toContainText(/in \d+ sec|now/)
  await expect(row(page, 'coffee machine')).toContainText('tried 3 times, again in')
  await expect(row(page, 'Win a new phone')).toContainText(/in [56] days/)
  await expect(row(page, 'Out of office')).toContainText('Done')
  await expect(row(page, 'Deleted by mistake')).toContainText('Put back on server')
  await expect(row(page, 'Lamp in the corridor')).toContainText('Taken back')
  expect(await barriersOf(page)).toEqual([])
})

test('counts the seconds down', async ({ page, serve }) => {
  await page.clock.install({ time: new Date('2026-03-16T09:41:00Z') })
  const now = Date.parse('2026-03-16T09:41:00Z')
  const { host } = await serve({ ...filledDesk(now), actions: [fakeAction('1', { dueAt: now + 60_000 })] })
  await openPlace(page, host.url, '/outgoing')
  await expect(row(page, 'Printer on fire')).toBeVisible()
  await page.clock.runFor(52_000)
  await expect(row(page, 'Printer on fire')).toContainText(/in [1-8] sec/)
  await page.clock.runFor(10_000)
  await expect(row(page, 'Printer on fire')).toContainText('now')
})

test('takes one back, tries one again, puts one back', async ({ page, serve }) => {
  const { host } = await serve(filledDesk(Date.now()))
  await openPlace(page, host.url, '/outgoing')
  await page.getByRole('button', { name: 'Undo: Win a new phone' }).click()
  await expect(page.getByText('Taken back: the mail stays on the server.')).toBeVisible()
  await expect(section(page, /ended lately/).getByText('Win a new phone')).toBeVisible()

  await page.getByRole('button', { name: 'Try again: Factuur ontbreekt' }).click()
  await expect(section(page, /wait/).getByText('Factuur ontbreekt')).toBeVisible()
  await expect(section(page, /could not be done/)).toContainText('1 could not be done')

  await page.getByRole('button', { name: 'Put back on the server: Out of office' }).click()
  await expect(page.getByText('The stored mail is being put back into its folder.')).toBeVisible()
  await expect(section(page, /wait/)).toContainText('Put back on server')
  await expect(page.getByRole('button', { name: 'Put back on the server: Out of office' })).toHaveCount(0)
})

test('tries all again, and takes all back after a sentence that says what it does', async ({ page, serve }) => {
  const { host } = await serve(filledDesk(Date.now()))
  await openPlace(page, host.url, '/outgoing')
  await page.getByRole('button', { name: 'Try all again' }).click()
  await expect(page.getByText('Trying 2 again now.')).toBeVisible()
  await expect(section(page, /could not be done/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo all' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('5 mails are left as they are on the server now.')
  expect(await barriersOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Take back all 5' }).click()
  await expect(page.getByText('5 taken back')).toBeVisible()
  await expect(section(page, /wait/)).toHaveCount(0)
})

test('is worked with the keyboard alone', async ({ page, serve }) => {
  const { host } = await serve(filledDesk(Date.now()))
  await openPlace(page, host.url, '/outgoing')
  await page.getByRole('link', { name: 'Factuur ontbreekt' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Try again: Factuur ontbreekt' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(section(page, /wait/).getByText('Factuur ontbreekt')).toBeVisible()
  await page.getByRole('link', { name: 'Win a new phone' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/messages\/6$/)
})

test('shows hostile subjects, folders and reasons as text', async ({ page, serve }) => {
  const hostile = fakeAction('h', {
    kind: 'move',
    targetFolder: HOSTILE_NAME,
    folder: HOSTILE_NAME,
    inboxName: HOSTILE_NAME,
    subject: `${HOSTILE_NAME} ${'overlong'.repeat(60)}`,
    state: 'failed',
    attempts: 10,
    endedAt: Date.now(),
    lastError: `The server says: ${HOSTILE_NAME} ${'x'.repeat(400)}`,
    canRetry: true,
  })
  const { host } = await serve({ ...filledDesk(Date.now()), actions: [hostile] })
  const alerts: string[] = []
  page.on('dialog', dialog => {
    alerts.push(dialog.message())
    void dialog.dismiss()
  })
  await openPlace(page, host.url, '/outgoing')
  await expect(page.getByRole('button', { name: /^Try again: .?Eve/ })).toBeVisible()
  expect(await page.locator('main img[src="x"]').count()).toBe(0)
  expect(alerts).toEqual([])
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(width).toBe(0)
  // Each foreign text keeps its direction to itself.
  expect(await page.locator('main bdi').count()).toBeGreaterThan(3)
  expect(await barriersOf(page)).toEqual([])
})

test('a thousand of them are shown a hundred at a time', async ({ page, serve }) => {
  const many = Array.from({ length: 250 }, (_, index) =>
    fakeAction(`m${index}`, { subject: `Mail ${index}`, dueAt: Date.now() + 600_000 + index }),
  )
  const { host } = await serve({ ...filledDesk(Date.now()), actions: many })
  await openPlace(page, host.url, '/outgoing')
  await expect(page.getByRole('row')).toHaveCount(101)
  await page.getByRole('button', { name: 'Show 150 more' }).click()
  await expect(page.getByRole('row')).toHaveCount(251)
})

test('says what failed when the actions cannot be asked for, and asks again', async ({ page, serve }) => {
  let broken = true
  const { host } = await serve(filledDesk(Date.now()), {
    'actions.list': () => {
      if (broken) throw new Error('The store cannot be read.')
      return fakeActions(Date.now())
    },
  })
  await openPlace(page, host.url, '/outgoing')
  await expect(page.getByRole('main')).toContainText('The store cannot be read.')
  broken = false
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click()
  await expect(row(page, 'Factuur ontbreekt')).toBeVisible()
})
