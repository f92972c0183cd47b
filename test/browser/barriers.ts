import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'
import { within } from './within.ts'

/**
 * What keeps people out, as axe-core sees it. It runs in the main frame alone: mail lies in frames without scripts, and
 * a driver that puts axe into those as well waits for them for ever. Their documents are looked at in a page of their own.
 */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const SCHEMES = ['light', 'dark'] as const
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']
/** Colours that a mail brings with it are its writer's. */
const BY_ITS_WRITER = '[style*="color"]'
/** Asked of a whole page; the frame that shows a mail has its title and language from the page around it. */
const RULES_OF_PAGES = ['document-title', 'html-has-lang', 'landmark-one-main', 'page-has-heading-one', 'region']

type Asked = {
  /** Where to look; the whole page without it. */
  readonly part?: string
  readonly except?: string
  /** All without it. */
  readonly only?: readonly string[]
  readonly without?: readonly string[]
}

type Violation = { readonly id: string; readonly impact: string | null; readonly targets: readonly string[] }

/** Every rule in light, and in dark those of colour, as nothing else of a page hangs on the scheme. */
export async function barriersOf(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const scheme of SCHEMES) {
    await show(page, scheme)
    const violations = await violationsOf(page, scheme === 'dark' ? { only: RULES_OF_COLOUR } : {})
    found.push(...violations.filter(isSerious).map(violation => `${scheme}: ${tell(violation)}`))
  }
  return found
}

/** The same of the mails that the page shows, in the documents that their frames hold. */
export async function barriersOfMails(page: Page): Promise<string[]> {
  const found: string[] = []
  const reader = await page.context().newPage()
  for (const scheme of SCHEMES) {
    await show(page, scheme)
    for (const { html, behind } of await mailsOf(page)) {
      await reader.setContent(html)
      await reader.evaluate(colour => document.documentElement.style.setProperty('background', colour), behind)
      const violations = await violationsOf(reader, { except: BY_ITS_WRITER, without: RULES_OF_PAGES })
      found.push(...violations.filter(isSerious).map(violation => `${scheme}: ${tell(violation)}`))
    }
  }
  await reader.close()
  return found
}

/** Whatever axe has to say about one part of the page, serious or not. */
export async function faultsOf(page: Page, part: string): Promise<string[]> {
  return (await violationsOf(page, { part })).map(tell)
}

/** What each frame shows, and the colour that it lies on: a mail without one of its own is seen through. */
async function mailsOf(page: Page): Promise<readonly { readonly html: string; readonly behind: string }[]> {
  const mails = await page.locator('iframe.mail-frame').evaluateAll(frames =>
    frames.map(frame => {
      let behind: Element | null = frame.parentElement
      while (behind && /, 0\)$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement
      return {
        html: frame.getAttribute('srcdoc') ?? '',
        behind: behind ? getComputedStyle(behind).backgroundColor : 'white',
      }
    }),
  )
  if (mails.length === 0) throw new Error('There is no mail on this page.')
  return mails
}

async function show(page: Page, colorScheme: (typeof SCHEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await within(page.evaluate(settle), 'the page to come to rest')
}

async function violationsOf(page: Page, asked: Asked): Promise<Violation[]> {
  const where = `${asked.part ?? 'the page'} at ${page.url()}`
  // Read in once a page: it is more to compile than the page itself has to run.
  if (!(await page.evaluate(() => 'axe' in globalThis)))
    await within(page.evaluate(axeSource), `axe to load at ${where}`)
  return within(page.evaluate(runAxe, asked), `axe (${asked.only?.join(', ') ?? 'all rules'}) over ${where}`)
}

async function runAxe({ part, except, only, without = [] }: Asked): Promise<Violation[]> {
  const { axe: loaded } = globalThis as unknown as { axe: typeof axe }
  const { violations } = await loaded.run(
    { include: [part ?? 'html'], exclude: except ? [except] : [] },
    {
      iframes: false,
      resultTypes: ['violations'],
      ...(only ? { runOnly: { type: 'rule', values: [...only] } } : {}),
      rules: Object.fromEntries(without.map(rule => [rule, { enabled: false }])),
    },
  )
  return violations.map(({ id, impact, nodes }) => ({
    id,
    impact: impact ?? null,
    targets: nodes.map(({ target }) => target.join(' ')),
  }))
}

function isSerious({ impact }: Violation): boolean {
  return impact === 'serious' || impact === 'critical'
}

function tell({ id, targets }: Violation): string {
  return `${id}: ${targets.join(', ')}`
}

/**
 * Colours on their way from one scheme to the other are nobody's contrast. Asked frame by frame: where nothing is left to
 * draw, this Chromium never keeps the promise of a transition that has ended (`finished`).
 */
async function settle(): Promise<void> {
  const isUnderWay = (each: Animation) =>
    each.playState === 'running' && each.effect?.getComputedTiming().endTime !== Infinity
  do await new Promise(requestAnimationFrame)
  while (document.getAnimations().some(isUnderWay))
}
