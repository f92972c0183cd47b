import type { Page } from '@playwright/test'
import type { ProcedureName } from '../../../src-preload/contract/procedures.ts'
import type { FakeHandlers } from '../../fakes/fake-api.ts'

/** Which desk stands behind the picture. */
export type DeskKind = 'filled' | 'empty' | 'loading' | 'failing'

/** One screen in one state. */
export type Picture = {
  readonly name: string
  readonly place: string
  readonly desk?: DeskKind
  /** What has to be there before the picture is taken; the page's heading without it. */
  readonly ready?: (page: Page) => Promise<unknown>
}

const QUERIES: readonly ProcedureName[] = [
  'overview.get',
  'inboxes.list',
  'inboxes.get',
  'messages.openView',
  'messages.causes',
  'messages.get',
  'messages.body',
  'tickets.openView',
  'tickets.counts',
  'tickets.get',
  'persons.list',
  'organisations.list',
  'actions.list',
  'settings.get',
]

/** Handlers that make every question wait for ever, or fail. */
export function handlersOf(kind: DeskKind): FakeHandlers {
  if (kind === 'loading') return Object.fromEntries(QUERIES.map(name => [name, () => new Promise(() => {})]))
  if (kind !== 'failing') return {}
  const fail = () => {
    throw new Error('The store cannot be read: the disk says “input/output error”. Check the disk, then try again.')
  }
  return Object.fromEntries(QUERIES.filter(name => name !== 'inboxes.list').map(name => [name, fail]))
}

const press = (keys: string) => (page: Page) => page.keyboard.press(keys)
const main = (page: Page) => page.getByRole('main')
/** The first row of the list on this page has its words. */
const rowsThere = (page: Page) => main(page).locator('.view-row:not(.loading)').first().waitFor()

/** Every screen and state that the guide shows or a designer should look at. */
export const PICTURES: readonly Picture[] = [
  { name: 'first-run', place: '/', desk: 'empty' },
  { name: 'overview', place: '/' },
  { name: 'overview-loading', place: '/', desk: 'loading' },
  { name: 'overview-failing', place: '/', desk: 'failing' },
  { name: 'inboxes', place: '/inboxes' },
  { name: 'mailbox-content', place: '/inboxes/1', ready: rowsThere },
  {
    name: 'mailbox-content-selected',
    place: '/inboxes/1',
    async ready(page) {
      await rowsThere(page)
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.keyboard.press('j')
      await page.keyboard.press('x')
    },
  },
  { name: 'mailbox-content-loading', place: '/inboxes/1', desk: 'loading' },
  { name: 'mailbox-content-failing', place: '/inboxes/1', desk: 'failing' },
  { name: 'mailbox-content-empty', place: '/inboxes/3' },
  { name: 'message', place: '/messages/3', ready: page => main(page).getByRole('tab').first().waitFor() },
  {
    name: 'message-trace',
    place: '/messages/3',
    ready: page => main(page).getByRole('tab').last().click(),
  },
  {
    name: 'preview',
    place: '/messages/3',
    async ready(page) {
      await main(page).getByRole('tab').first().waitFor()
      await page.keyboard.press('p')
      await page.getByRole('dialog').getByRole('heading').first().waitFor()
    },
  },
  {
    name: 'confirm',
    place: '/inboxes/1',
    async ready(page) {
      await rowsThere(page)
      for (const key of ['j', 'j', 'j', 'x', 'r']) await page.keyboard.press(key)
      await page.getByRole('dialog').getByRole('button').last().waitFor()
    },
  },
  { name: 'inbox-settings', place: '/inboxes/1/settings' },
  {
    name: 'target-folder',
    place: '/inboxes/1/settings',
    async ready(page) {
      await main(page).locator('input[value="move"]').first().check({ force: true })
      await main(page).locator('#inbox-target_folder').fill('Done/2026')
      await main(page).locator('#inbox-target_folder').press('Enter')
      await main(page).locator('.folder-create').waitFor()
    },
  },
  { name: 'outgoing-empty', place: '/outgoing', desk: 'empty' },
  { name: 'outgoing-failing', place: '/outgoing', desk: 'failing' },
  { name: 'new-inbox', place: '/inboxes/new' },
  { name: 'errors', place: '/errors' },
  { name: 'cause', place: '/errors/unknown-caller', ready: rowsThere },
  { name: 'errors-empty', place: '/errors', desk: 'empty' },
  { name: 'tickets', place: '/tickets', ready: rowsThere },
  {
    name: 'tickets-search',
    place: '/tickets',
    async ready(page) {
      await rowsThere(page)
      await page.keyboard.press('/')
      await page.keyboard.type('printer')
      await page.waitForTimeout(600)
    },
  },
  { name: 'tickets-empty', place: '/tickets', desk: 'empty' },
  { name: 'ticket', place: '/tickets/1' },
  { name: 'people', place: '/people' },
  { name: 'person', place: '/people/1' },
  { name: 'new-person', place: '/people/new' },
  { name: 'organisation', place: '/organisations/1' },
  { name: 'organisations', place: '/organisations' },
  { name: 'outgoing', place: '/outgoing' },
  { name: 'settings', place: '/settings' },
  { name: 'palette', place: '/tickets', ready: press('Control+k') },
  { name: 'keys', place: '/tickets', ready: press('?') },
]
