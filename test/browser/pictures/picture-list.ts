import type { Page } from '@playwright/test'
import type { SignInView } from '../../../src-preload/contract/entities/oauth.ts'
import type { ProcedureName } from '../../../src-preload/contract/procedures.ts'
import type { FakeHandlers } from '../../fakes/fake-api.ts'
import { GUIDE } from './guide-pictures.ts'

/** Which desk stands behind the picture. */
export type DeskKind = 'filled' | 'empty' | 'loading' | 'failing' | 'oauth'

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
  'oauthAccounts.list',
  'oauthClients.list',
  'settings.get',
]

/** The moment at which all pictures are taken. */
export const NOW = Date.parse('2026-03-16T09:41:00Z')

/** Handlers that make every question wait for ever, or fail. */
export function handlersOf(kind: DeskKind): FakeHandlers {
  if (kind === 'loading') return Object.fromEntries(QUERIES.map(name => [name, () => new Promise(() => {})]))
  if (kind === 'oauth') return { 'oauthAccounts.signIn': signInBeganAtNow }
  if (kind !== 'failing') return {}
  const fail = () => {
    throw new Error('The store cannot be read: the disk says “input/output error”. Check the disk, then try again.')
  }
  return Object.fromEntries(QUERIES.filter(name => name !== 'inboxes.list').map(name => [name, fail]))
}

function signInBeganAtNow(): SignInView {
  return {
    id: 'pictured',
    clientId: '1',
    state: 'waiting',
    url: 'https://login.example.org/authorize',
    opened: false,
    endsAt: NOW + 571_000,
    accountId: null,
    error: null,
  }
}

const press = (keys: string) => (page: Page) => page.keyboard.press(keys)
const main = (page: Page) => page.getByRole('main')
/** The first row of the list on this page has its words. */
const rowsThere = (page: Page) => main(page).locator('.view-row:not(.loading)').first().waitFor()

const fieldThere = (id: string) => (page: Page) => page.locator(`#${id}`).waitFor()

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
  { name: 'new-inbox', place: '/inboxes/new/form' },
  ...GUIDE,
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
  { name: 'accounts-full', place: '/accounts', desk: 'oauth' },
  { name: 'accounts-empty', place: '/accounts', desk: 'empty' },
  { name: 'accounts-failing', place: '/accounts', desk: 'failing' },
  { name: 'oauth-client', place: '/accounts/clients/2', desk: 'oauth', ready: fieldThere('client-clientId') },
  { name: 'oauth-client-new', place: '/accounts/clients/new', desk: 'empty', ready: fieldThere('client-clientId') },
  {
    name: 'inbox-form-oauth',
    place: '/inboxes/23/settings',
    desk: 'oauth',
    async ready(page) {
      await fieldThere('inbox-oauth_account')(page)
      await page.locator('#inbox-oauth_account').evaluate(field => field.scrollIntoView({ block: 'center' }))
    },
  },
  {
    name: 'oauth-set-up',
    place: '/inboxes/new/form',
    desk: 'empty',
    async ready(page) {
      await page.locator('#inbox-server').fill('outlook.office365.com')
      await page.getByText('OAuth 2.0', { exact: true }).click()
      await page.locator('#inbox-oauth_account button').click()
      await page.getByRole('dialog').locator('#client-clientId').waitFor()
    },
  },
  {
    name: 'sign-in-waiting',
    place: '/inboxes/23',
    desk: 'oauth',
    async ready(page) {
      await main(page).locator('.inbox-note button').last().click()
      await page.getByRole('dialog').getByRole('timer').waitFor()
    },
  },
  {
    name: 'overview-signed-out',
    place: '/',
    desk: 'oauth',
    ready: page => main(page).locator('.hindrances').waitFor(),
  },
  {
    name: 'inboxes-signed-out',
    place: '/inboxes',
    desk: 'oauth',
    ready: page => main(page).locator('.note-bad').first().waitFor(),
  },
  { name: 'outgoing', place: '/outgoing' },
  { name: 'settings', place: '/settings' },
  { name: 'palette', place: '/tickets', ready: press('Control+k') },
  { name: 'keys', place: '/tickets', ready: press('?') },
  { name: 'outgoing-empty', place: '/outgoing', desk: 'empty' },
  { name: 'outgoing-failing', place: '/outgoing', desk: 'failing' },
  // The last one: what is typed and not saved keeps the page from being left.
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
]
