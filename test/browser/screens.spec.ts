import type { Page } from '@playwright/test'
import { emptyDesk, type FakeDesk, filledDesk, HOSTILE_NAME } from '../fakes/fake-desk.ts'
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

test.describe('a desk without inboxes', () => {
  test('offers three ways to begin, and the sample leads to tickets', async ({ page, serve }) => {
    const { host } = await serve(emptyDesk())
    await open(page, host.url)
    await expect(page.getByRole('heading', { name: 'Add my mailbox' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Restore a backup' })).toBeVisible()
    await page.getByRole('button', { name: 'Try the sample mailbox' }).click()
    await expect(page).toHaveURL(/#\/tickets$/)
    await expect(page.getByText('They opened 3 tickets.')).toBeVisible()
    await expect(page.getByRole('link', { name: /Printer on the second floor/ })).toBeVisible()
  })

  test('says why the sample failed and offers it again', async ({ page, serve }) => {
    const fail = () => {
      throw new Error('The sample mailbox is missing.')
    }
    const { host } = await serve(emptyDesk(), { 'inboxes.addSample': fail })
    await open(page, host.url)
    await page.getByRole('button', { name: 'Try the sample mailbox' }).click()
    await expect(page.getByRole('alert')).toContainText('The sample mailbox is missing.')
    await expect(page.getByRole('button', { name: 'Try the sample mailbox' })).toBeEnabled()
  })
})

test.describe('lists', () => {
  test('of inboxes tell health in words', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url)
    const billing = page.getByRole('region', { name: 'Billing' })
    await expect(billing).toContainText('Failing')
    await expect(billing).toContainText('refused the password')
    await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('1 inbox is failing')
  })

  test('of messages are filtered by state and change on a selection', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/inboxes/1')
    await expect(page.getByRole('row')).toHaveCount(9)
    await page.getByText('Held', { exact: true }).nth(1).click()
    await expect(page.getByRole('row')).toHaveCount(2)
    await page.getByRole('checkbox', { name: /Select Disk/ }).check()
    await page.getByRole('button', { name: 'Ignore' }).click()
    await expect(page.getByRole('dialog')).toContainText('never becomes a ticket')
    await page.getByRole('button', { name: 'Ignore 1 message' }).click()
    await expect(page.getByText('1 message changed')).toBeVisible()
    await expect(page.getByText('No message is in these states')).toBeVisible()
    expect(api.desk.messages.find(({ subject }) => subject.startsWith('Disk'))?.state).toBe('ignored')
  })

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

  test('of errors are grouped by cause', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/errors')
    await expect(page.getByRole('region', { name: /No person has the address/ })).toContainText('Printer on fire')
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

test.describe('an inbox form', () => {
  test('checks as it is typed and shows what the server refuses at its field', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/inboxes/new')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('x')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('')
    await expect(page.getByText('Give the inbox a name')).toBeVisible()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Sales')
    await expect(page.getByText('Give the inbox a name')).toBeHidden()
    const server = page.getByRole('textbox', { name: 'Server' })
    await server.fill('taken.example.org')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Another inbox watches this mailbox.')).toBeVisible()
    await expect(server).toHaveAttribute('aria-invalid', 'true')
    await server.fill('mail.example.org')
    await page.getByRole('button', { name: 'Save and test' }).click()
    const test = page.getByRole('region', { name: 'Connection' })
    await expect(test).toContainText('Port 993 answers.')
    await expect(test).toContainText('The server refused this password.')
    await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('Sales')
  })
})

test.describe('the keyboard', () => {
  test('reaches every button of the first run with a visible focus', async ({ page, serve }) => {
    const { host } = await serve(emptyDesk())
    await open(page, host.url)
    await expect(page.getByRole('button', { name: 'Try the sample mailbox' })).toBeVisible()
    const reached: string[] = []
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('Tab')
      const focus = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return null
        return {
          name: element.getAttribute('aria-label') ?? element.textContent,
          outline: getComputedStyle(element).outlineStyle,
        }
      })
      if (!focus) break
      expect(focus.outline, `outline of ${focus.name}`).not.toBe('none')
      reached.push(focus.name ?? '')
    }
    expect(reached).toEqual(
      expect.arrayContaining(['Overview', 'Add an inbox', 'Tickets', 'Try the sample mailbox', 'Add my mailbox']),
    )
  })

  test('walks a list with j and k, selects with x and opens with Enter', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await open(page, host.url, '/inboxes/1')
    await expect(page.getByRole('row')).toHaveCount(9)
    for (const key of ['j', 'j', 'j', 'k', 'x']) await page.keyboard.press(key)
    await expect(page.getByRole('checkbox', { name: /Select Re: acc/ })).toBeChecked()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/messages\/2$/)
  })

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
