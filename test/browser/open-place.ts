import { expect, type Page } from '@playwright/test'

/** Opens a place in the screens; the token must have left the address by then. */
export async function openPlace(page: Page, url: string, place = '/'): Promise<void> {
  await page.goto(url)
  await expect(page).toHaveURL(/#\/$/)
  if (place !== '/') await page.evaluate(hash => location.assign(hash), `#${place}`)
}
