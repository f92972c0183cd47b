import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { deskFile } from '../../src-main/engine/store/open.ts'
import { eachBenchMail } from '../fixtures/bench-mails.ts'
import { fillBigDesk } from '../fixtures/big-desk.ts'
import { median } from './measure.ts'

/**
 * `npm run bench` for the screens: lists of 100,000 messages and 100,000 tickets in Chromium on the service host. Times
 * are from the key or click until the first frame that shows the answer has been painted (a message posted in that
 * frame comes right behind it). Figures, never a test.
 */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    tickets: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '7' },
    mails: { type: 'string', default: '2000' },
    /** Windows a frame: 1 is some 36,000 pixels a second, faster than a wheel; a held scroll bar jumps further. */
    stride: { type: 'string', default: '2' },
  },
})
const runs = Number(values.runs)

type Figures = { readonly medianMs: number; readonly worstMs: number }
const say = (line: string) => process.stdout.write(`${line}\n`)
const report = (what: string, { medianMs, worstMs }: Figures) =>
  say(`${what.padEnd(44)} median ${medianMs.toFixed(0).padStart(4)} ms   worst ${worstMs.toFixed(0).padStart(4)} ms`)
const figures = (times: readonly number[]): Figures => ({ medianMs: median(times), worstMs: Math.max(...times) })

/** The search field waits so long for the next key. */
const TYPING_REST_MS = 120
/** A figure that does not come shall not hold up the others. */
const LONGEST_MS = 20_000

/**
 * Milliseconds from the last key or click of `act` until the list shows its answer, painted. Answers within `restMs`
 * belong to what was typed before.
 */
async function timeOf(page: Page, act: () => Promise<unknown>, restMs = 0): Promise<number> {
  const shown = page.evaluate(
    ([rest, longest]) =>
      new Promise<number>((resolve, reject) => {
        const grid = document.querySelector('.view-grid')
        if (!grid) throw new Error('There is no list on this page')
        let startedAt = Number.NaN
        const started = () => {
          startedAt = performance.now()
        }
        const isBusy = () => grid.getAttribute('aria-busy') === 'true'
        let asked = isBusy()
        const watch = new MutationObserver(() => {
          asked ||= isBusy()
          const isOfBefore = !(performance.now() - startedAt >= rest)
          if (!asked || isOfBefore || isBusy() || document.querySelector('.view-row.loading')) return
          stop()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - startedAt)
            port2.postMessage(null)
          })
        })
        const giveUp = setTimeout(() => {
          stop()
          reject(new Error('The list did not answer'))
        }, longest)
        const stop = () => {
          clearTimeout(giveUp)
          watch.disconnect()
          for (const kind of ['keydown', 'pointerdown']) removeEventListener(kind, started, true)
        }
        watch.observe(grid, { childList: true, subtree: true, attributes: true })
        for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, started, true)
      }),
    [restMs, LONGEST_MS] as const,
  )
  await act()
  return shown
}

async function benchList(page: Page, name: string, place: string, heads: readonly string[], words: readonly string[]) {
  const opened: number[] = []
  for (let run = 0; run < runs; run += 1) {
    await page.goto('about:blank')
    await page.goto(address)
    await page.waitForURL(/#\/$/)
    await page.waitForTimeout(300)
    opened.push(
      await page.evaluate(
        hash =>
          new Promise<number>(resolve => {
            const startedAt = performance.now()
            location.hash = hash
            const look = () => {
              const rows = document.querySelectorAll('.view-row:not(.loading)')
              if (rows.length === 0) {
                requestAnimationFrame(look)
                return
              }
              const { port1, port2 } = new MessageChannel()
              port1.onmessage = () => resolve(performance.now() - startedAt)
              port2.postMessage(null)
            }
            look()
          }),
        place,
      ),
    )
  }
  report(`${name}: first rows`, figures(opened))
  for (const head of heads) {
    const times: number[] = []
    for (let run = 0; run < runs; run += 1) {
      times.push(await timeOf(page, () => page.getByRole('columnheader', { name: head }).getByRole('button').click()))
    }
    report(`${name}: sort by ${head}`, figures(times))
  }
  for (const word of words) {
    const times: number[] = []
    for (let run = 0; run < runs; run += 1) {
      await page.getByRole('searchbox').fill('')
      await page.waitForTimeout(800)
      await page.getByRole('searchbox').focus()
      times.push(await timeOf(page, () => page.keyboard.type(word, { delay: 10 }), TYPING_REST_MS))
    }
    report(`${name}: search "${word}", from its last key`, figures(times))
    await page.getByRole('searchbox').fill('')
    await page.waitForTimeout(800)
  }
}

/** Scrolls from end to end, so many windows a frame; counts frames in which a row on the screen had no words. */
async function benchScroll(page: Page, name: string): Promise<void> {
  const result = await page.evaluate(
    windows =>
      new Promise<{ frames: number; blank: number; longest: number; ms: number }>(resolve => {
        const scroller = document.querySelector('.view-scroller')
        if (!scroller) throw new Error('There is no list on this page')
        const startedAt = performance.now()
        let frames = 0
        let blank = 0
        let inRow = 0
        let longest = 0
        const step = scroller.clientHeight * windows
        const look = () => {
          const { top, bottom } = scroller.getBoundingClientRect()
          const loading = [...scroller.querySelectorAll('.view-row.loading')].some(row => {
            const place = row.getBoundingClientRect()
            return place.bottom > top && place.top < bottom
          })
          const none = scroller.querySelectorAll('.view-row').length === 0
          frames += 1
          inRow = loading || none ? inRow + 1 : 0
          blank += loading || none ? 1 : 0
          longest = Math.max(longest, inRow)
          if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) {
            return resolve({ frames, blank, longest, ms: performance.now() - startedAt })
          }
          scroller.scrollTop += step
          requestAnimationFrame(look)
        }
        look()
      }),
    Number(values.stride),
  )
  say(
    `${`${name}: end to end, ${values.stride} windows a frame`.padEnd(44)} ${result.frames} frames in ${(result.ms / 1000).toFixed(1)} s, ${result.blank} with a row still loading (at most ${result.longest} in a row)`,
  )
}

function watchLongTasks(page: Page): Promise<void> {
  return page.evaluate(() => {
    const tasks: number[] = []
    ;(globalThis as { longTasks?: number[] }).longTasks = tasks
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) tasks.push(entry.duration)
    }).observe({ type: 'longtask' })
  })
}

/** The big desk spreads its mail over three inboxes; here all of it shall be in one list. */
function gatherInOneInbox(): number {
  const db = new Database(deskFile(dataDir))
  db.exec(`UPDATE message SET uid = id, folder_id = 1, inbox_id = 1`)
  db.exec(
    `UPDATE folder SET on_server = (SELECT count(*) FROM message WHERE folder_id = folder.id AND presence <> 'gone')`,
  )
  db.close()
  return 1
}

const scratch = mkdtempSync(join(tmpdir(), 'postdesk-bench-screens-'))
const dataDir = join(scratch, 'desk')
mkdirSync(dataDir)
const filledAt = performance.now()
await fillBigDesk(dataDir, {
  messages: Number(values.messages),
  tickets: Number(values.tickets),
  seed: 7,
  now: Date.now(),
})
const inboxId = gatherInOneInbox()
say(
  `a desk with ${values.messages} messages and ${values.tickets} tickets, filled in ${((performance.now() - filledAt) / 1000).toFixed(0)} s`,
)
const mailDir = join(scratch, 'mail')
mkdirSync(mailDir)
let at = 0
for (const mail of eachBenchMail({ count: Number(values.mails), seed: 9 })) {
  at += 1
  writeFileSync(join(mailDir, `${String(at).padStart(5, '0')}.eml`), mail)
}

const child = spawn(process.execPath, [join(import.meta.dirname, 'child-screens.ts'), dataDir], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
const next = async () => JSON.parse((await lines.next()).value ?? '{}') as Record<string, number & string>
const tell = async (line: string) => {
  child.stdin.write(`${line}\n`)
  return next()
}
const address = (await next())['url'] ?? ''
let browser: Browser | null = null
try {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  await benchList(page, 'messages', `#/inboxes/${inboxId}`, ['From', 'Subject', 'Received'], ['printer', 'R-0000'])
  await benchScroll(page, 'messages')
  await benchList(page, 'tickets', '#/tickets', ['Title', 'Caller', 'Updated'], ['printer', 'vpn'])
  await page.getByRole('searchbox').fill('')
  await page.waitForTimeout(1_000)
  await benchScroll(page, 'tickets')

  await page.evaluate(hash => location.assign(hash), `#/inboxes/${inboxId}`)
  await page.waitForTimeout(1_000)
  await watchLongTasks(page)
  await tell('delay')
  let polling = true
  const polled = tell(`poll ${mailDir}`).finally(() => {
    polling = false
  })
  const times: number[] = []
  while (polling) {
    times.push(
      await timeOf(page, () => page.getByRole('columnheader', { name: 'Subject' }).getByRole('button').click()),
    )
    await page.waitForTimeout(150)
  }
  const { pollMs = 0 } = await polled
  const { p99Ms = 0, maxMs = 0 } = await tell('delay')
  const longTasks = await page.evaluate(() => (globalThis as { longTasks?: number[] }).longTasks ?? [])
  say(`a poll of ${values.mails} mails meanwhile: ${(Number(pollMs) / 1000).toFixed(1)} s`)
  report('  sort by Subject during it', figures(times))
  say(`  loop of the engine: p99 ${Number(p99Ms).toFixed(0)} ms, longest ${Number(maxMs).toFixed(0)} ms`)
  say(
    `  page: ${longTasks.length} tasks over 50 ms, longest ${Math.max(0, ...longTasks).toFixed(0)} ms, together ${longTasks.reduce((sum, ms) => sum + ms, 0).toFixed(0)} ms`,
  )
} finally {
  await browser?.close()
  child.stdin.end()
  await new Promise(ended => child.once('exit', ended))
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20 })
}
