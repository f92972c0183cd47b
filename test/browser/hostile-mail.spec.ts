import { expect, test } from './fake-desk-host.ts'
import { hostileMails } from './mails/hostile-mails.ts'
import { deskWithMails, openTicket, showAllMails } from './mails/mail-ticket.ts'
import { serveMails } from './mails/real-mails.ts'
import { oddThings, watchPage } from './mails/watch-page.ts'

test.describe('a mail that tries, as if nothing had been taken out of it before', () => {
  test('shows its words, runs nothing, asks nobody and leaves nothing odd behind', async ({ page, serve, trap }) => {
    const mails = hostileMails(`http://127.0.0.1:${trap.port}`)
    const { host } = await serve(deskWithMails(mails.map(({ html }) => html)))
    const watch = await watchPage(page, host.url)
    await openTicket(page, host.url)
    await showAllMails(page, mails.length)
    for (const [at, { name }] of mails.entries()) {
      const mail = page.frameLocator('iframe.mail-frame').nth(at)
      await expect.soft(mail.getByText('Words before.'), name).toBeVisible()
      expect.soft(await oddThings(mail), name).toEqual([])
    }
    expect(await watch.ranAnywhere()).toBe(false)
    expect([watch.strayed, watch.dialogs, watch.opened, watch.complaints]).toEqual([[], [], [], []])
    expect(trap.connections()).toBe(0)
    expect(page.url()).toMatch(/#\/tickets\/1$/)
    expect(new Set(await watch.sandboxes())).toEqual(new Set(['', 'allow-same-origin']))
    await expect(page.locator('iframe:not([sandbox=""])')).toHaveCount(0)
  })

  test('gives way to no click and no key', async ({ page, serve, trap }) => {
    // Half a minute alone: each mail is clicked at and waited for.
    test.slow()
    const mails = hostileMails(`http://127.0.0.1:${trap.port}`)
    const { host } = await serve(deskWithMails(mails.map(({ html }) => html)))
    const watch = await watchPage(page, host.url)
    await openTicket(page, host.url)
    const frames = page.locator('iframe.mail-frame')
    await showAllMails(page, mails.length)
    for (const [at, { name }] of mails.entries()) {
      await page.frameLocator('iframe.mail-frame').nth(at).getByText('Words before.').click()
      for (const key of ['Enter', 'Space']) await page.keyboard.press(key)
      await expect(page.getByRole('dialog'), name).toHaveCount(0)
      const sheet = await frames.nth(at).boundingBox()
      if (!sheet) throw new Error(`${name} has no frame.`)
      await page.mouse.click(sheet.x + 20, sheet.y + sheet.height / 2)
      await page.mouse.click(sheet.x + sheet.width / 2, sheet.y + sheet.height - 4)
      // A link that may be one asks first; two frames later its dialog is there.
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
      const dialog = page.getByRole('dialog')
      if ((await dialog.count()) > 0) await dialog.getByRole('button', { name: 'Cancel' }).click()
      await expect(dialog, name).toHaveCount(0)
    }
    expect(await watch.ranAnywhere()).toBe(false)
    expect([watch.strayed, watch.dialogs, watch.opened, trap.connections()]).toEqual([[], [], [], 0])
  })

  test('keeps to its place and its size', async ({ page, serve }) => {
    const wanted = ['a sheet over everything', 'no end of size', 'the height of its frame']
    const mails = hostileMails('http://127.0.0.1:9').filter(({ name }) => wanted.includes(name))
    const { host } = await serve(deskWithMails(mails.map(({ html }) => html)))
    await openTicket(page, host.url)
    await expect(page.locator('iframe.mail-frame')).toHaveCount(wanted.length)
    const boxes = await page
      .locator('iframe.mail-frame')
      .evaluateAll(all => all.map(one => one.getBoundingClientRect().height))
    for (const height of boxes) expect(height).toBeLessThan(5_000)
    const overlaid = page.frameLocator('iframe.mail-frame').nth(0).locator('div').first()
    expect(await overlaid.evaluate(element => getComputedStyle(element).position)).toBe('static')
  })

  test('has no link but those that lead out by http, https or mail', async ({ page, serve }) => {
    const mails = hostileMails('http://127.0.0.1:9').filter(({ name }) => name.startsWith('links that'))
    const { host } = await serve(deskWithMails(mails.map(({ html }) => html)))
    await openTicket(page, host.url)
    await expect(page.locator('iframe.mail-frame')).toHaveCount(mails.length)
    await expect(page.locator('.mail-links li')).toHaveCount(1)
    await expect(page.locator('.mail-links li')).toContainText('http://127.0.0.1:9/go')
  })
})

test.describe('a mail that tries, in the frame alone', () => {
  test('runs nothing and asks nobody, though no guard looked at it', async ({ page, serve, trap }) => {
    const { host } = await serve(deskWithMails(['<p>HERE</p>']))
    const watch = await watchPage(page, host.url)
    await openTicket(page, host.url)
    const srcdoc = await page.locator('iframe.mail-frame').getAttribute('srcdoc')
    for (const { name, html } of hostileMails(`http://127.0.0.1:${trap.port}`)) {
      await page.evaluate(
        async words => {
          const frame = document.createElement('iframe')
          frame.setAttribute('sandbox', '')
          frame.srcdoc = words
          await new Promise(loaded => {
            frame.addEventListener('load', loaded, { once: true })
            document.body.append(frame)
          })
        },
        srcdoc?.replace('<p>HERE</p>', () => html) ?? '',
      )
      expect(await page.evaluate(() => 'hacked' in self), name).toBe(false)
    }
    expect(await watch.ranAnywhere()).toBe(false)
    // A line may be opened though nothing is said over it (`preconnect`, a frame that is refused): see the guard.
    expect([watch.dialogs, watch.opened, trap.reached]).toEqual([[], [], []])
    expect(page.url()).toMatch(/#\/tickets\/1$/)
  })
})

test.describe('the same mails, by way of a mailbox and a ticket', () => {
  test('show their words in ticket and message, and nothing else happens', async ({ page, trap }) => {
    test.setTimeout(180_000)
    const mails = hostileMails(`http://127.0.0.1:${trap.port}`)
    const real = await serveMails(mails.map(({ name, html }) => ({ subject: name, html })))
    const watch = await watchPage(page, real.url)
    await page.goto(real.url)
    await page.waitForURL(/#\/$/)
    expect(real.ticketIds.filter(id => id !== '')).toHaveLength(mails.length)
    for (const [at, { name }] of mails.entries()) {
      // The message page reads the mail anew; some of them are enough to see that it shows the same way.
      const places = [`#/tickets/${real.ticketIds[at]}`, ...(at % 4 === 0 ? [`#/messages/${real.messageIds[at]}`] : [])]
      for (const place of places) {
        await page.evaluate(address => location.assign(address), place)
        await expect(page.getByRole('heading', { level: 1 }), name).toContainText(name)
        const mail = page.frameLocator('iframe.mail-frame').first()
        await expect.soft(mail.getByText('Words before.'), `${name} at ${place}`).toBeVisible()
        expect.soft(await oddThings(mail), name).toEqual([])
      }
    }
    expect(await watch.ranAnywhere()).toBe(false)
    expect([watch.strayed, watch.dialogs, watch.opened, watch.complaints]).toEqual([[], [], [], []])
    expect(trap.connections()).toBe(0)
    await real.close()
  })
})
