import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { deskWithOauth } from '../../fakes/desk-with-oauth.ts'
import { emptyDesk, filledDesk } from '../../fakes/fake-desk.ts'
import { expect, test } from '../fake-desk-host.ts'
import { type DeskKind, handlersOf, NOW, PICTURES, type Picture } from './picture-list.ts'

/**
 * Looks at every screen in every state. `npm test` asks only that nothing sticks out, in the narrowest window and the
 * longer language; `npm run pictures` also writes the pictures of the guide into docs/images, light and dark, in both
 * common sizes and in French.
 */
const WRITE = process.env['POSTDESK_PICTURES'] === '1'
const IMAGES = resolve(import.meta.dirname, '../../../docs/images')

type Look = {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly scheme: 'light' | 'dark'
  readonly locale: string
}

const LOOKS: readonly Look[] = WRITE
  ? [
      { name: 'light', width: 1280, height: 800, scheme: 'light', locale: 'en-GB' },
      { name: 'dark', width: 1280, height: 800, scheme: 'dark', locale: 'en-GB' },
      { name: 'wide-light', width: 1920, height: 1080, scheme: 'light', locale: 'en-GB' },
      { name: 'wide-dark', width: 1920, height: 1080, scheme: 'dark', locale: 'en-GB' },
      { name: 'french', width: 1280, height: 800, scheme: 'light', locale: 'fr-FR' },
    ]
  : [{ name: 'narrow', width: 1024, height: 700, scheme: 'dark', locale: 'fr-FR' }]

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use({
      viewport: { width: look.width, height: look.height },
      colorScheme: look.scheme,
      locale: look.locale,
      timezoneId: 'Europe/Brussels',
    })

    for (const kind of ['filled', 'empty', 'loading', 'failing', 'oauth'] as const satisfies readonly DeskKind[]) {
      test(`every screen of a desk that is ${kind}`, async ({ page, serve }) => {
        test.setTimeout(180_000)
        const desk = kind === 'empty' ? emptyDesk() : kind === 'oauth' ? deskWithOauth(NOW) : filledDesk(NOW)
        const { host } = await serve(desk, handlersOf(kind))
        await page.clock.setFixedTime(NOW)
        await page.goto(host.url)
        await page.waitForURL(/#\/$/)
        for (const picture of PICTURES.filter(({ desk = 'filled' }) => desk === kind)) {
          await show(page, picture)
          await expectNothingSticksOut(page, picture.name)
          if (WRITE) await write(page, picture.name, look.name)
        }
      })
    }
  })
}

async function show(page: Page, { place, ready }: Picture): Promise<void> {
  await page.evaluate(hash => {
    location.hash = '#/nowhere'
    location.hash = hash
  }, `#${place}`)
  await page.reload()
  await page.getByRole('main').getByRole('heading').first().waitFor()
  await ready?.(page)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle')
}

/** Nothing may be wider than the window, and no button may be wider than what it lies in. */
async function expectNothingSticksOut(page: Page, name: string): Promise<void> {
  const sticking = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const content = document.querySelector('.frame-main')
    const tooWide = content && content.scrollWidth > content.clientWidth + 1 ? ['the page itself'] : []
    const parts = [...document.querySelectorAll('main button, main a, main input, main h1, main h2, nav a, nav button')]
    const out = parts.filter(part => {
      const { right, left, width: own } = part.getBoundingClientRect()
      return own > 0 && (right > width + 1 || left < -1) && !part.classList.contains('skip-link')
    })
    return [...tooWide, ...out.map(part => part.outerHTML.slice(0, 120))]
  })
  expect(sticking, `${name} sticks out`).toEqual([])
}

async function write(page: Page, name: string, look: string): Promise<void> {
  const folder = join(IMAGES, look)
  await mkdir(folder, { recursive: true })
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  await sharp(png)
    .png({ palette: true, quality: 90, effort: 8, dither: 0 })
    .toFile(join(folder, `${name}.png`))
}
