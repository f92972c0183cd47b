import type { Page } from '@playwright/test'
import type { Picture } from './picture-list.ts'

/** Where the guide to add an inbox is to stop. */
type Stop = { readonly name: string; readonly address?: string; readonly at: (page: Page) => Promise<unknown> }

const goOn = (page: Page) => page.keyboard.press('Enter')
const field = (page: Page, name: string) => page.locator(`#inbox-${name}`)

async function toServer(page: Page, address = 'support@example.org') {
  await field(page, 'address').fill(address)
  await goOn(page)
  await page.locator('.guide-server input:checked, #inbox-server').first().waitFor()
}

async function toSignIn(page: Page) {
  await toServer(page)
  await goOn(page)
  await field(page, 'password').waitFor()
}

async function tested(page: Page, password: string) {
  await toSignIn(page)
  await field(page, 'password').fill(password)
  await goOn(page)
  await page.locator('.guide-test [data-state=ok]').first().waitFor()
}

async function toFolder(page: Page) {
  await tested(page, 'right')
  await goOn(page)
  await page.locator('.guide-folder input:focus').waitFor()
}

async function toRules(page: Page) {
  await toFolder(page)
  await goOn(page)
  await field(page, 'email_storage').waitFor()
}

const STOPS: readonly Stop[] = [
  { name: 'address', at: page => field(page, 'address').fill('support@example.org') },
  { name: 'server', at: page => toServer(page) },
  { name: 'server-by-hand', at: page => toServer(page, 'support@nowhere.example.org') },
  { name: 'sign-in', at: toSignIn },
  { name: 'sign-in-refused', at: page => tested(page, 'wrong') },
  { name: 'sign-in-works', at: page => tested(page, 'right') },
  { name: 'folder', at: toFolder },
  { name: 'rules', at: toRules },
  {
    name: 'look',
    async at(page) {
      await toRules(page)
      await goOn(page)
      await page.locator('.first-look-what:not(:has(.mantine-Skeleton-root))').waitFor()
    },
  },
]

/** Every step of the guide. */
export const GUIDE: readonly Picture[] = STOPS.map(({ name, at }) => ({
  name: `add-inbox-${name}`,
  place: '/inboxes/new',
  ready: at,
}))
