import { emptyDesk, filledDesk } from '../fakes/fake-desk.ts'
import { hindrance } from '../fakes/handlers/fake-application.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'

test.describe('a desk without inboxes', () => {
  test('offers three ways to begin, and the sample leads to tickets', async ({ page, serve }) => {
    const { host } = await serve(emptyDesk())
    await openPlace(page, host.url)
    await expect(page.getByRole('heading', { name: 'Add my mailbox' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Restore a backup' })).toContainText('postdesk restore FILE')
    expect(await barriersOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Try the sample mailbox' }).click()
    await expect(page).toHaveURL(/#\/tickets$/)
    await expect(page.getByText('They opened 3 tickets.')).toBeVisible()
  })

  test('says why the sample failed and offers it again', async ({ page, serve }) => {
    const fail = () => {
      throw new Error('The sample mailbox is missing.')
    }
    const { host } = await serve(emptyDesk(), { 'inboxes.addSample': fail })
    await openPlace(page, host.url)
    await page.getByRole('button', { name: 'Try the sample mailbox' }).click()
    await expect(page.getByRole('alert')).toContainText('The sample mailbox is missing.')
    await expect(page.getByRole('button', { name: 'Try the sample mailbox' })).toBeEnabled()
  })

  test('is reached by keyboard, every button with a visible focus', async ({ page, serve }) => {
    const { host } = await serve(emptyDesk())
    await openPlace(page, host.url)
    await expect(page.getByRole('button', { name: 'Try the sample mailbox' })).toBeVisible()
    const reached: string[] = []
    for (let i = 0; i < 20; i += 1) {
      await page.keyboard.press('Tab')
      const focus = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return null
        const name = element.getAttribute('aria-label') ?? element.textContent
        return { name, outline: getComputedStyle(element).outlineStyle }
      })
      if (!focus) break
      expect(focus.outline, `outline of ${focus.name}`).not.toBe('none')
      reached.push(focus.name ?? '')
    }
    expect(reached).toEqual(
      expect.arrayContaining(['Overview', 'Tickets', 'Try the sample mailbox', 'Add my mailbox', 'Copy the command']),
    )
  })
})

test.describe('the overview', () => {
  test('says what is wrong in one sentence, with its cause and its button', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url)
    const main = page.getByRole('main')
    await expect(main.getByRole('region', { name: 'State' })).toContainText('Billing cannot be checked')
    const rows = main.getByRole('list', { name: 'Why mail is not processed' }).getByRole('listitem')
    await expect(rows).toHaveCount(2)
    await expect(rows.first()).toContainText('refused the password')
    await rows.first().getByRole('link', { name: 'Open the settings' }).click()
    await expect(page).toHaveURL(/#\/inboxes\/2\/settings$/)
  })

  test('says that all is well, and that polling is paused until it is resumed', async ({ page, serve }) => {
    const desk = filledDesk(Date.now())
    desk.inboxes = desk.inboxes.slice(0, 1)
    const { host, api } = await serve(desk)
    await openPlace(page, host.url)
    const state = page.getByRole('region', { name: 'State' })
    await expect(state).toContainText('All is well')
    await api.dispatch('polling.pause', { paused: true })
    await expect(state).toContainText('No mail is processed: polling is paused')
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await expect(state).toContainText('All is well')
  })

  test('has a button for every hindrance', async ({ page, serve }) => {
    const of = { inboxId: '1', inboxName: 'Support' }
    const desk = filledDesk(Date.now())
    const { host } = await serve(desk, {
      'overview.get': () => ({
        paused: false,
        hindrances: [
          hindrance('all-inactive'),
          hindrance('disk-full', { message: 'Only 212 MB are free.' }),
          hindrance('first-look', of),
          hindrance('behind', { ...of, count: 1_400 }),
          hindrance('actions-failing', { count: 3 }),
          hindrance('inbox-inactive', { inboxId: '3', inboxName: 'Old archive' }),
        ],
        days: [],
        waiting: { new: 0, error: 0, held: 0, serverActions: 0, toIndex: 5 },
        openTickets: 0,
        messages: 0,
        storeBytes: 0,
        freeBytes: 212_000_000,
      }),
    })
    await openPlace(page, host.url)
    const rows = page.getByRole('list', { name: 'Why mail is not processed' }).getByRole('listitem')
    await expect(rows.nth(0).getByRole('link', { name: 'Go to the inboxes' })).toBeVisible()
    await expect(rows.nth(1)).toContainText('Make room on it')
    await expect(rows.nth(1)).toContainText('Only 212 MB are free.')
    await expect(rows.nth(3)).toContainText('1400 messages wait to be processed')
    await expect(rows.nth(4).getByRole('link', { name: 'Look at the actions' })).toHaveAttribute('href', '#/outgoing')
    expect(await barriersOf(page)).toEqual([])
    await rows.nth(5).getByRole('button', { name: 'Activate' }).click()
    await expect(page.getByText('Old archive is checked by itself again.')).toBeVisible()
    expect(desk.inboxes.find(({ id }) => id === '3')?.active).toBe(true)
    await rows.nth(2).getByRole('button', { name: 'Answer' }).click()
    await expect(page.getByRole('dialog', { name: 'Which mail shall be processed?' })).toBeVisible()
  })

  test('counts down to the next check, and follows what happens elsewhere', async ({ page, serve }) => {
    const desk = filledDesk(Date.now())
    const { host, api } = await serve(desk)
    await openPlace(page, host.url)
    const card = page.getByRole('region', { name: 'Support' })
    await expect(card).toContainText(/in 1\d seconds/)
    const before = await card.textContent()
    await expect.poll(() => card.textContent()).not.toBe(before)
    const [support] = desk.inboxes
    if (support) support.counts = { ...support.counts, held: 77 }
    api.emit({ name: 'messages.changed', data: { inboxId: '1' } })
    await expect(card).toContainText('77')
  })

  test('shows the days as bars, and the same numbers as a table', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url)
    const days = page.getByRole('region', { name: 'Messages by day' })
    await expect(days.getByRole('row')).toHaveCount(15)
    await expect(days.locator('.days-day')).toHaveCount(14)
    await days.getByRole('button', { name: 'As a table' }).click()
    await expect(days.locator('.days-day')).toHaveCount(0)
    await expect(days.getByRole('columnheader', { name: 'New ticket' })).toBeVisible()
    expect(await barriersOf(page)).toEqual([])
  })

  test('keeps the direction of a name to itself', async ({ page, serve }) => {
    const desk = filledDesk(Date.now())
    const billing = desk.inboxes.find(({ id }) => id === '2')
    if (billing) billing.name = 'Eve <b>\u202egpj'
    const { host } = await serve(desk)
    await openPlace(page, host.url)
    await expect(page.getByRole('region', { name: 'State' })).toContainText(
      '\u2068Eve <b>\u202egpj\u2069 cannot be checked',
    )
  })

  test('keeps its numbers when they cannot be asked for again, and says so', async ({ page, serve }) => {
    let broken = false
    const desk = filledDesk(Date.now())
    const { host, api } = await serve(desk, {
      'inboxes.list': () => {
        if (broken) throw new Error('The store is busy.')
        return desk.inboxes
      },
    })
    await openPlace(page, host.url)
    await expect(page.getByRole('region', { name: 'Support' })).toBeVisible()
    broken = true
    api.emit({ name: 'inbox.changed', data: { id: '1' } })
    await expect(page.getByRole('alert')).toContainText('The store is busy.')
    await expect(page.getByRole('region', { name: 'Support' })).toBeVisible()
  })
})
