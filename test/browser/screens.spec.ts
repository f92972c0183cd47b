import type { Page } from '@playwright/test'
import { type FakeDesk, filledDesk } from '../fakes/fake-desk.ts'
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

test.describe('hostile mail', () => {
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
})
