import type { Page } from '@playwright/test'
import { type FakeDesk, filledDesk, HOSTILE_NAME } from '../fakes/fake-desk.ts'
import { expect, test } from './fake-desk-host.ts'

/** Opens a place in the screens; the token must have left the address by then. */
async function open(page: Page, url: string, place = '/'): Promise<void> {
  await page.goto(url)
  await expect(page).toHaveURL(/#\/$/)
  if (place !== '/') await page.evaluate(hash => location.assign(hash), `#${place}`)
}

/** A desk whose hostile mail calls a server that listens. */
function deskWithTrap(port: number): FakeDesk {
  const desk = filledDesk(Date.now())
  for (const ticket of desk.tickets)
    ticket.description = ticket.description.replaceAll('127.0.0.1:9', `127.0.0.1:${port}`)
  return desk
}

test.describe('the way in', () => {
  test('takes the token out of the address and survives a reload', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url)
    expect(page.url()).not.toContain('token')
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Support' })).toBeVisible()
  })

  test('without the token says what to do', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await page.goto(`http://127.0.0.1:${host.port}/`)
    await expect(page.getByText('This tab has no key')).toBeVisible()
    expect(api.calls).toEqual([])
  })
})

test.describe('lists', () => {
  test('show what failed, and come when it is tried again', async ({ page, serve }) => {
    let broken = true
    const desk = filledDesk(Date.now())
    const { host } = await serve(desk, {
      'tickets.list': () => {
        if (broken) throw new Error('The store is busy.')
        return { total: desk.tickets.length, rows: desk.tickets }
      },
    })
    await open(page, host.url, '/tickets')
    await expect(page.getByRole('alert')).toContainText('The store is busy.')
    broken = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('link', { name: 'Доступ к VPN' })).toBeVisible()
  })

  test('follow what happens elsewhere', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/tickets')
    await expect(page.getByText('3 tickets')).toBeVisible()
    api.desk.tickets.pop()
    api.emit({ name: 'ticket.changed', data: { id: '3' } })
    await expect(page.getByText('2 tickets')).toBeVisible()
  })
})

test.describe('a ticket', () => {
  test('is a conversation with the cut part folded, and takes an entry', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/tickets/1')
    const voices = page.getByRole('list', { name: 'Conversation' }).getByRole('article')
    await expect(voices).toHaveCount(4)
    await expect(voices.nth(2)).toContainText('Private')
    await expect(page.getByText('> Thank you, Jan.')).toBeHidden()
    await page.getByText(/^Earlier mail, cut by introductory-patterns/).click()
    await expect(page.getByText('> Thank you, Jan.')).toBeVisible()
    await page.getByRole('textbox', { name: 'Write an entry' }).fill('That is only dust.')
    await page.getByRole('button', { name: 'Add entry' }).click()
    await expect(voices).toHaveCount(5)
    await page.getByRole('button', { name: 'Mark as resolved' }).click()
    await expect(page.getByRole('main').getByText('Resolved', { exact: true })).toBeVisible()
  })

  test('gives its attachments as files that open nowhere', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/tickets/1')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save event-log.txt' }).click()
    expect((await download).suggestedFilename()).toBe('event-log.txt')
    await page.getByText('1 left out').click()
    await expect(page.getByText('smaller than 100x20')).toBeVisible()
  })

  test('is deleted only after a sentence that says what goes', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/tickets/1')
    await page.getByRole('button', { name: 'Delete ticket R-000001' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('with its 3 entries')
    await dialog.getByRole('button', { name: 'Delete ticket R-000001' }).click()
    await expect(page).toHaveURL(/#\/tickets$/)
    await expect(page.getByText('2 tickets')).toBeVisible()
  })
})

test.describe('hostile mail', () => {
  test('shows its words and its own picture, runs nothing and reaches nobody', async ({ page, serve, trap }) => {
    const { host } = await serve(deskWithTrap(trap.port))
    const dialogs: string[] = []
    page.on('dialog', dialog => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await open(page, host.url, '/tickets/3')
    const mail = page.frameLocator('iframe[title="Description"]')
    await expect(mail.getByText('see the picture:')).toBeVisible()
    const widths = await mail
      .locator('img')
      .evaluateAll(all => all.map(one => 'naturalWidth' in one && one.naturalWidth))
    expect(widths).toEqual([120, 0])
    await expect(mail.locator('script, form, iframe, meta[http-equiv=refresh]')).toHaveCount(0)
    await mail.getByText('a link that leads away').click()
    await expect(mail.getByText('see the picture:')).toBeVisible()
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('')
    expect([dialogs, trap.connections()]).toEqual([[], 0])
  })

  test('could not load a foreign page even if a link in it worked', async ({ page, serve, trap }) => {
    const { host } = await serve(deskWithTrap(trap.port))
    await open(page, host.url, '/tickets/3')
    await expect(page.frameLocator('iframe').getByText('see the picture:')).toBeVisible()
    const refused = page.waitForEvent('console', message => message.text().includes('frame-src'))
    await page.evaluate(address => {
      const frame = document.querySelector('iframe')
      frame?.removeAttribute('srcdoc')
      frame?.setAttribute('src', address)
    }, `http://127.0.0.1:${trap.port}/leave`)
    await refused
    expect(trap.reached).toEqual([])
  })

  test('keeps names and titles as text, each with its direction to itself', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/tickets')
    const name = page.locator('bdi', { hasText: 'Eve <img src=x onerror=alert(1)>' })
    await expect(name).toHaveText(HOSTILE_NAME)
    expect(await name.evaluate(element => getComputedStyle(element).unicodeBidi)).toBe('isolate')
    await expect(page.locator('td img, td script')).toHaveCount(0)
  })
})

test.describe('the keyboard', () => {
  test('opens a ticket from the list, searches with / and comes back', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/tickets')
    await expect(page.getByText('3 tickets')).toBeVisible()
    await page.keyboard.press('/')
    await page.keyboard.type('printer')
    await expect(page.getByText('1 ticket', { exact: true })).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/tickets\/1$/)
    await page.goBack()
    await expect(page).toHaveURL(/#\/tickets$/)
  })
})
