import { expect, type Page } from '@playwright/test'
import { within } from './within.ts'

/** Opens a place in the screens; the token must have left the address by then. */
export async function openPlace(page: Page, url: string, place = '/'): Promise<void> {
  await page.goto(url)
  await expect(page).toHaveURL(/#\/$/)
  if (place !== '/')
    await within(
      page.evaluate(hash => location.assign(hash), `#${place}`),
      `the page to go to ${place}`,
    )
}
