import type { Locator, Page } from '@playwright/test'
import { PICTURE } from '../fakes/fake-desk.ts'
import { makePng } from '../fixtures/mail-builder.ts'
import { barriersOfMails, faultsOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { deskWithMails, openTicket } from './mails/mail-ticket.ts'
import * as mails from './mails/ordinary-mails.ts'
import { serveMails } from './mails/real-mails.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

type Size = { readonly inside: number; readonly outside: number }

/** How high the document in the frame is, and the frame. */
async function heightsOf(page: Page, at = 0): Promise<Size> {
  return page
    .frameLocator('iframe.mail-frame')
    .nth(at)
    .locator('html')
    .evaluate(root => ({ inside: root.scrollHeight, outside: innerHeight }))
}

async function waitForWidth(sheet: Locator): Promise<number> {
  // A frame that was measured for its new width is as wide as its place.
  await expect
    .poll(() => sheet.evaluate(element => element.clientWidth - (element.parentElement?.clientWidth ?? 0)))
    .toBeGreaterThanOrEqual(0)
  return sheet.evaluate(element => element.clientWidth)
}

test.describe('a mail is shown whole', () => {
  for (const [name, html] of Object.entries(mails)) {
    test(`${name}, in a wide window and in a narrow one`, async ({ page, serve }) => {
      const { host } = await serve(deskWithMails([html]))
      await openTicket(page, host.url)
      await expect(page.locator('iframe.mail-frame')).toHaveCount(1)
      for (const width of [1600, 1280, 900]) {
        await page.setViewportSize({ width, height: 800 })
        await waitForWidth(page.locator('.mail-sheet'))
        await expect.poll(async () => fits(await heightsOf(page)), { message: `${width} px` }).toBe('fits')
      }
    })
  }

  const fits = ({ inside, outside }: Size) => {
    if (inside > outside) return `cut off by ${inside - outside} px`
    return outside - inside > 4 ? `${outside - inside} px too high` : 'fits'
  }

  test('to its last line, with one scroll bar', async ({ page, serve }) => {
    const { host } = await serve(deskWithMails([mails.LONG_HTML]))
    await openTicket(page, host.url)
    const end = page.frameLocator('iframe.mail-frame').getByText('Last line of a long mail.')
    await end.scrollIntoViewIfNeeded()
    await expect(end).toBeInViewport()
    const scrolling = await page
      .locator('main *')
      .evaluateAll(all =>
        all.filter(
          one => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY),
        ),
      )
    expect(scrolling).toHaveLength(0)
  })

  test('and what is too wide scrolls sideways, by keyboard too, while its words stay', async ({ page, serve }) => {
    const { host } = await serve(deskWithMails([mails.WIDE_TABLE]))
    await openTicket(page, host.url)
    const region = page.getByRole('region', { name: 'Entry by Jan de Vries' })
    const words = page.frameLocator('iframe.mail-frame').getByText('Good morning')
    const place = await region.boundingBox()
    expect((await words.boundingBox())?.width).toBeLessThanOrEqual(place?.width ?? 0)
    await region.focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => region.evaluate(element => element.scrollLeft)).toBeGreaterThan(0)
  })

  test('a little smaller when it is a little too wide', async ({ page, serve }) => {
    const { host } = await serve(deskWithMails([mails.NEWSLETTER]))
    await openTicket(page, host.url)
    await page.setViewportSize({ width: 1180, height: 800 })
    await waitForWidth(page.locator('.mail-sheet'))
    await expect(page.locator('.mail-scroll[role="region"]')).toHaveCount(0)
    const offer = page.frameLocator('iframe.mail-frame').getByText('Deck paint, grey')
    const [inside, sheet] = [await offer.boundingBox(), await page.locator('.mail-sheet').boundingBox()]
    expect((inside?.x ?? 0) + (inside?.width ?? 0)).toBeLessThanOrEqual((sheet?.x ?? 0) + (sheet?.width ?? 0))
  })

  test('whose frame is only made when it comes near', async ({ page, serve }) => {
    const { host } = await serve(deskWithMails(Array.from({ length: 30 }, () => mails.NEWSLETTER)))
    await openTicket(page, host.url)
    await expect(page.locator('.mail-sheet')).toHaveCount(30)
    expect(await page.locator('iframe.mail-frame').count()).toBeLessThan(15)
    await page.locator('.mail-sheet').last().scrollIntoViewIfNeeded()
    await expect(page.frameLocator('iframe.mail-frame').last().getByText('Spring clearance starts')).toBeVisible()
  })
})

test.describe('the links of a mail', () => {
  test('can be clicked where they stand', async ({ page, serve }) => {
    const { host } = await serve(deskWithMails([mails.DARK_FRIENDLY]))
    await openTicket(page, host.url)
    const links = page.frameLocator('iframe.mail-frame').locator('a')
    const spots = page.locator('.mail-hotspot')
    await expect(spots).toHaveCount(2)
    for (const at of [0, 1]) {
      const [link, spot] = [await links.nth(at).boundingBox(), await spots.nth(at).boundingBox()]
      for (const side of ['x', 'y', 'width', 'height'] as const) {
        expect(Math.abs((link?.[side] ?? 0) - (spot?.[side] ?? 99))).toBeLessThan(2)
      }
    }
  })

  test('say where they lead before anything is opened', async ({ page, serve }) => {
    const { host } = await serve(deskWithMails([mails.DARK_FRIENDLY]))
    await openTicket(page, host.url)
    await page.locator('.mail-hotspot').nth(1).hover()
    await expect(page.locator('.mail-target')).toHaveText('https://evil.example/login')
    await page.locator('.mail-hotspot').nth(1).click()
    const dialog = page.getByRole('dialog', { name: 'Open this address?' })
    await expect(dialog.locator('strong')).toHaveText('evil.example')
    await expect(dialog).toContainText('The mail says it leads to: https://status.example.org/login')
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await dialog.getByRole('button', { name: 'Copy address' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('https://evil.example/login')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toBeHidden()
  })

  test('open in a tab that learns nothing about ours', async ({ page, serve, trap }) => {
    const { host } = await serve(deskWithMails([`<p><a href="http://127.0.0.1:${trap.port}/page">the page</a></p>`]))
    await openTicket(page, host.url)
    await page.locator('.mail-hotspot').click()
    expect(trap.connections()).toBe(0)
    const opening = page.context().waitForEvent('page')
    await page.getByRole('dialog').getByRole('link', { name: 'Open' }).click()
    const tab = await opening
    await tab.waitForURL(/\/page$/)
    expect(await tab.evaluate(() => [opener, document.referrer])).toEqual([null, ''])
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('are opened by the host where it can', async ({ page, serve }) => {
    const asked: string[] = []
    const { host } = await serve(deskWithMails([mails.DARK_FRIENDLY]), {
      'host.capabilities': () => ({ opensLinks: true, desktopPreferences: true }),
      'host.openLink': ({ url }) => {
        asked.push(url)
        return {}
      },
    })
    await openTicket(page, host.url)
    await page.locator('.mail-hotspot').first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(asked).toEqual(['https://status.example.org/'])
  })

  test('are reached by keyboard in a list that says which of them mislead', async ({ page, serve }) => {
    const { host } = await serve(deskWithMails([mails.DARK_FRIENDLY]))
    await openTicket(page, host.url)
    await page.getByText('2 links').focus()
    await page.keyboard.press('Enter')
    const items = page.locator('.mail-links li')
    await expect(items.nth(0)).not.toContainText('names another place')
    await expect(items.nth(1)).toContainText('Its text names another place.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toContainText('https://status.example.org/')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(items.nth(0).getByRole('button')).toBeFocused()
  })

  test('in a plain mail ask first too', async ({ page, serve }) => {
    const text = 'See https://example.org/a?b=c. Also (http://münchen.example/x), not javascript:alert(1).'
    const { host } = await serve(deskWithMails([text], 'text'))
    await openTicket(page, host.url)
    const links = page.locator('.mail-text-link')
    await expect(links).toHaveText(['https://example.org/a?b=c', 'http://münchen.example/x'])
    await links.nth(1).click()
    await expect(page.getByRole('dialog').locator('strong')).toHaveText('xn--mnchen-3ya.example')
  })
})

test.describe('the pictures of a mail', () => {
  const two = '<p>One <img data-attachment="a1" width="200"> and two <img data-attachment="b2"></p>'
  const name = 'plan <b>\u202egnp.exe.png'

  test('open large at a click, and the arrow keys go through them', async ({ page, serve }) => {
    const desk = deskWithMails([two])
    desk.files.set('b2', { name, type: 'image/png', base64: PICTURE })
    const { host } = await serve(desk)
    await openTicket(page, host.url)
    await page.locator('.mail-hotspot.picture').first().click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('img', { name: 'panel.png' })).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(dialog.locator('bdi', { hasText: 'plan' })).toHaveText(name)
    await expect(dialog).toContainText('2 of 2')
    const saving = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save' }).click()
    expect((await saving).suggestedFilename()).not.toMatch(/[<>\u202e]/)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(page).toHaveURL(/#\/tickets\/1$/)
  })

  test('are reached by keyboard in a strip', async ({ page, serve }) => {
    const desk = deskWithMails([two])
    desk.files.set('b2', { name: 'plan.png', type: 'image/png', base64: PICTURE })
    const { host } = await serve(desk)
    await openTicket(page, host.url)
    await page.getByText('2 pictures').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect(page.locator('.mail-strip').getByRole('button', { name: 'Enlarge panel.png' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toContainText('1 of 2')
    await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(page.locator('.mail-strip').getByRole('button', { name: 'Enlarge panel.png' })).toBeFocused()
  })

  test('that are no pictures, or too large to unpack, leave their words', async ({ page, serve }) => {
    const desk = deskWithMails([
      '<p>See <img data-attachment="s1" alt="a drawing"><img data-attachment="s2" alt="a map">.</p>',
    ])
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    desk.files.set('s1', { name: 'x.svg', type: 'image/svg+xml', base64: Buffer.from(svg).toString('base64') })
    desk.files.set('s2', { name: 'x.bmp', type: 'image/bmp', base64: hugeBitmap().toString('base64') })
    const { host } = await serve(desk)
    await openTicket(page, host.url)
    await expect(page.frameLocator('iframe.mail-frame').locator('p')).toHaveText('See a drawinga map.')
  })

  test('from elsewhere are counted and named, and not asked for', async ({ page, serve }) => {
    const { host } = await serve(deskWithMails([mails.NEWSLETTER]))
    const strayed: string[] = []
    page.on('request', request => {
      if (request.url().includes('harbour')) strayed.push(request.url())
    })
    await openTicket(page, host.url)
    await page.getByText('2 pictures from elsewhere were not loaded').click()
    await expect(page.locator('.mail-hosts li')).toHaveText(['cdn.harbour.example', 'track.harbour.example'])
    expect(strayed).toEqual([])
  })
})

test('a picture that came with the mail is shown in its ticket and in the message, where it stood', async ({
  page,
}) => {
  const png = makePng(240, 120, '#2b4aa8')
  const real = await serveMails([
    {
      subject: 'The panel',
      html: '<p>It shows <img src="cid:panel@mail" alt="the panel"> since Monday.</p>',
      attachments: [{ name: 'panel.png', type: 'image/png', content: png, contentId: 'panel@mail' }],
    },
  ])
  await page.goto(real.url)
  await page.waitForURL(/#\/$/)
  for (const place of [`#/tickets/${real.ticketIds[0]}`, `#/messages/${real.messageIds[0]}`]) {
    await page.evaluate(address => location.assign(address), place)
    const picture = page.frameLocator('iframe.mail-frame').getByRole('img', { name: 'panel.png' })
    await expect(picture).toBeVisible()
    expect(await picture.evaluate(image => 'naturalWidth' in image && image.naturalWidth)).toBe(240)
    await page.locator('.mail-hotspot.picture').click()
    await expect(page.getByRole('dialog').getByRole('img', { name: 'panel.png' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await real.close()
})

/** A few bytes that claim to be a picture of 30,000 x 30,000 points. */
function hugeBitmap(): Buffer {
  const bytes = Buffer.alloc(62)
  bytes.write('BM')
  bytes.writeUInt32LE(62, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(30_000, 18)
  bytes.writeInt32LE(30_000, 22)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(1, 28)
  return bytes
}

test('nothing about a mail, its lists and its dialogs is hard to use without eyes or a mouse', async ({
  page,
  serve,
}) => {
  const { host } = await serve(deskWithMails([mails.DARK_FRIENDLY, mails.WORD_PROCESSOR, mails.WIDE_TABLE]))
  await openTicket(page, host.url)
  for (const fold of ['2 links', '1 picture']) await page.getByText(fold, { exact: true }).click()
  expect(await faultsOf(page, '.mail')).toEqual([])
  expect(await barriersOfMails(page)).toEqual([])
  await page.locator('.mail-hotspot').nth(1).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await faultsOf(page, '[role="dialog"]')).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.locator('.mail-strip').getByRole('button', { name: 'Enlarge panel.png' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await faultsOf(page, '[role="dialog"]')).toEqual([])
})
