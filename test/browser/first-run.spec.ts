import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'

/**
 * The first five minutes of an administrator, with nothing made up: what `npm start` runs, on a machine without a
 * display, a new store, its own sample mailbox, a real browser.
 */
const launcher = resolve(import.meta.dirname, '../../src-main/launch.mjs')
let dataDir: string
let serve: ChildProcess
let errors = ''
let address: string

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'postdesk-first-run-'))
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  serve = spawn(process.execPath, [launcher, 'start', '--no-open', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  })
  serve.stderr?.on('data', chunk => {
    errors += chunk
  })
  address = await readAddress(serve)
})

test.afterAll(async () => {
  if (serve.exitCode === null) {
    const ended = new Promise(done => serve.once('exit', done))
    serve.kill('SIGTERM')
    await ended
  }
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
})

/** The first line of `serve` says where it listens. */
async function readAddress(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('serve has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const first: unknown = JSON.parse(line)
    if (typeof first === 'object' && first !== null && 'url' in first) return String(first.url)
    throw new Error(`The first line of serve names no url: ${line}`)
  }
  throw new Error(`serve ended before its first line: ${errors}`)
}

test('the start says in one sentence why it opens in the browser', () => {
  const reasons = errors.split('\n').filter(line => line.includes('runs in the browser instead'))
  expect(reasons).toEqual(['There is no display for a window, so Postdesk runs in the browser instead.'])
})

test('the sample mailbox becomes tickets at one click, and a conversation can be read', async ({ page }) => {
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Welcome to Postdesk' })).toBeVisible()
  await page.getByRole('button', { name: 'Try the sample mailbox' }).click()

  await expect(page).toHaveURL(/#\/tickets$/, { timeout: 30_000 })
  const tickets = page.getByRole('grid', { name: 'Tickets' }).getByRole('link')
  await expect(tickets.filter({ hasText: 'Humidity in Gallery 3' })).toHaveCount(1)
  expect(await tickets.count()).toBeGreaterThan(4)

  await tickets.filter({ hasText: 'Humidity in Gallery 3' }).click()
  const voices = page.getByRole('list', { name: 'Conversation' }).getByRole('article')
  await expect(voices.first()).toContainText('Priya Raman')
  await expect(voices.filter({ hasText: 'Marek Nowak' })).not.toHaveCount(0)

  const picture = page.frameLocator('iframe[title="Description"]').locator('img[data-attachment]').first()
  await expect(picture).toBeVisible()
  await expect.poll(() => picture.evaluate(image => 'naturalWidth' in image && image.naturalWidth)).toBeGreaterThan(0)
  const files = page.getByRole('region', { name: 'Attachments' })
  await expect(files.getByRole('button', { name: /^Save / })).not.toHaveCount(0)
})

test('every mail of the sample has a state and a reason, and the books balance', async ({ page }) => {
  await page.goto(address)
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('list', { name: 'Inboxes' }).getByRole('link').click()
  await expect(main.getByLabel('The books balance: every message on the server has a state').last()).toBeVisible()
  const rows = main.getByRole('grid').getByRole('row')
  await expect(rows.filter({ hasText: 'Undesired' })).not.toHaveCount(0)
  await rows.filter({ hasText: 'Undesired' }).first().getByRole('link').first().click()
  await main.getByRole('tab', { name: 'Trace' }).click()
  await expect(main.getByRole('list', { name: 'Step by step' }).getByRole('listitem')).not.toHaveCount(0)
})
