import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'

/** Opens a place in the screens; the token must have left the address by then. */
export async function openPlace(page: Page, url: string, place = '/'): Promise<void> {
  await page.goto(url)
  await expect(page).toHaveURL(/#\/$/)
  if (place !== '/') await page.evaluate(hash => location.assign(hash), `#${place}`)
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/**
 * What keeps people out of the page as it is now: every rule in light, and in dark those of colour, as nothing else of a
 * page hangs on the scheme. Mail lies in a frame that nothing can be run in.
 */
export async function barriersOf(page: Page): Promise<string[]> {
  const found: string[] = []
  // Read in once a page: it is more to compile than the page itself has to run.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(settle)
    const violations = await page.evaluate(runAxe, colorScheme === 'dark' ? rulesOfColour : null)
    for (const { id, impact, targets } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      found.push(`${colorScheme}: ${id}: ${targets.join(', ')}`)
    }
  }
  return found
}

/** All rules, or only these. */
async function runAxe(rules: string[] | null) {
  const { axe: loaded } = globalThis as unknown as { axe: typeof axe }
  const { violations } = await loaded.run(
    { exclude: ['iframe'] },
    { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) },
  )
  return violations.map(({ id, impact, nodes }) => ({
    id,
    impact,
    targets: nodes.map(({ target }) => target.join(' ')),
  }))
}

/** Colours on their way from one scheme to the other are nobody's contrast. */
async function settle(): Promise<void> {
  await new Promise(requestAnimationFrame)
  const ending = document.getAnimations().filter(each => each.effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(ending.map(each => each.finished))
}
