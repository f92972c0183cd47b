import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type Desktop, forkDesktop } from '../shell/fork-desktop.ts'

/**
 * The desktop without its Electron: the built main process over the fake, its pages and its policy in a real browser,
 * the built preload between them. Only what Electron itself does is missing.
 */
const preload = readFileSync(resolve(import.meta.dirname, '../../out/preload/index.cjs'), 'utf8')
/** Stands for `app://postdesk`, which only Electron can serve. */
const ORIGIN = 'https://postdesk.test'

let scratchDir: string
let desktop: Desktop

test.beforeEach(async ({ page }) => {
  scratchDir = mkdtempSync(join(tmpdir(), 'postdesk-over-fake-'))
  desktop = forkDesktop({}, scratchDir)
  await desktop.heard('loaded')
  await servePage(page)
  await connectPreload(page)
})

test.afterEach(async ({ page }) => {
  await page.close()
  desktop.child.kill('SIGKILL')
  rmSync(scratchDir, { recursive: true, force: true, maxRetries: 20 })
})

test('the page runs under the policy of the desktop, asks the engine and hears what happens', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(`${ORIGIN}/index.html`)
  await expect(page).toHaveTitle(/Postdesk/)
  await expect(page.getByRole('main')).toBeVisible()

  const heard = await page.evaluate(async () => {
    const { postdesk } = window as unknown as {
      postdesk: {
        call(name: string, input: unknown): Promise<unknown>
        on(listener: (batch: { revision: number; events: { name: string }[] }) => void): () => void
      }
    }
    const batch = new Promise<{ revision: number; names: string[] }>(resolve => {
      postdesk.on(({ revision, events }) => resolve({ revision, names: events.map(({ name }) => name) }))
    })
    await postdesk.call('inboxes.addSample', {})
    return batch
  })
  expect(heard.revision).toBe(1)
  expect(heard.names).toContain('inbox.changed')
  expect(complaints).toEqual([])
})

test('the page finds nothing of Node or Electron, and the network stays shut', async ({ page }) => {
  await page.goto(`${ORIGIN}/index.html`)
  const found = await page.evaluate(async () => ({
    names: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(name => name in window),
    fetched: await fetch('/index.html').then(String, () => 'refused'),
    evaluated: await new Promise(resolve => {
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.head.append(script)
      resolve('ran' in window)
    }),
  }))
  expect(found).toEqual({ names: [], fetched: 'refused', evaluated: false })
})

async function servePage(page: Page): Promise<void> {
  await page.route(`${ORIGIN}/**`, async route => {
    const { pathname } = new URL(route.request().url())
    const file = (await desktop.ask({ ask: 'bytes', url: `app://postdesk${pathname}` })) as {
      status: number
      headers: Record<string, string>
      base64: string
    }
    await route.fulfill({ status: file.status, headers: file.headers, body: Buffer.from(file.base64, 'base64') })
  })
}

/** The preload as Electron would run it: a scope of its own, `electron` the only thing that it can require. */
async function connectPreload(page: Page): Promise<void> {
  await page.exposeFunction('invokeMain', (channel: string, args: unknown[]) =>
    desktop.ask({ ask: 'invoke', channel, frame: { url: 'app://postdesk/index.html', parent: null }, args }),
  )
  await page.addInitScript(`{
    const { invokeMain } = window
    delete window.invokeMain
    const listeners = new Set()
    addEventListener('message', ({ data, source }) => {
      if (source === window && data?.channel) for (const { channel, listener } of listeners) if (channel === data.channel) listener({}, data.batch)
    })
    const electron = {
      contextBridge: { exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value }) },
      ipcRenderer: {
        invoke: (channel, ...args) => invokeMain(channel, args),
        on: (channel, listener) => listeners.add({ channel, listener }),
        off() {},
      },
    };
    ((require, module, exports) => { ${preload} })(
      name => { if (name !== 'electron') throw new Error(name + ' cannot be required'); return electron },
      { exports: {} },
      {},
    )
  }`)
  desktop.child.on('message', (message: { readonly toPage?: unknown }) => {
    if (message.toPage) page.evaluate(sent => postMessage(sent, '*'), message.toPage).catch(() => undefined)
  })
}
