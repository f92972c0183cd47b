import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Opens a place in the screens; the token must have left the address by then. */
export async function openPlace(page: Page, url: string, place = '/'): Promise<void> {
  await page.goto(url)
  await expect(page).toHaveURL(/#\/$/)
  if (place !== '/') await page.evaluate(hash => location.assign(hash), `#${place}`)
}

const rulesOfColour = ['color-contrast', 'link-in-text-block']

/**
 * What keeps people out of the page as it is now: every rule in light, and in dark those of colour, as nothing else of a
 * page hangs on the scheme.
 */
export async function barriersOf(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(settle)
    // Mail lies in a frame that nothing can be run in; without frames, the page itself can put the results together.
    const rules = new AxeBuilder({ page }).exclude('iframe').setLegacyMode()
    rules.options({
      resultTypes: ['violations'],
      ...(colorScheme === 'dark' ? { runOnly: { type: 'rule', values: rulesOfColour } } : {}),
    })
    const { violations } = await rules.analyze()
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      found.push(`${colorScheme}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    }
  }
  return found
}

/** Colours on their way from one scheme to the other are nobody's contrast. */
async function settle(): Promise<void> {
  await new Promise(requestAnimationFrame)
  const ending = document.getAnimations().filter(each => each.effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(ending.map(each => each.finished))
}
