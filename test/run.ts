import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

/**
 * `npm test`: installs the Debian packages that the tests need where it may, then runs every suite and closes with one
 * plain line, `N passed, N failed`, which continuous integration reads.
 */
const root = resolve(import.meta.dirname, '..')
const bins = join(root, 'node_modules', '.bin')
const bin = (name: string) => join(bins, name)
// The tools start with `env node`: the one in node_modules has to be found first.
process.env['PATH'] = `${bins}${delimiter}${process.env['PATH']}`

type Counts = { passed: number; failed: number; skipped: number }

const NEEDED = [
  { file: '/usr/sbin/dovecot', packages: ['dovecot-imapd', 'dovecot-pop3d', 'dovecot-lmtpd'] },
  { file: '/usr/bin/chromium-headless-shell', packages: ['chromium-headless-shell'] },
]
/** Takes half as long again as the one without a window; where that one cannot be had. */
const WHOLE_CHROMIUM = { file: '/usr/bin/chromium', packages: ['chromium'] }

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function installDebianPackages(): void {
  install(NEEDED.filter(({ file }) => !existsSync(file)).flatMap(({ packages }) => packages))
  const hasBrowser = NEEDED.some(({ file }) => file.includes('chromium') && existsSync(file))
  if (!hasBrowser && !existsSync(WHOLE_CHROMIUM.file)) install(WHOLE_CHROMIUM.packages)
}

function install(missing: readonly string[]): void {
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(`These Debian packages are missing; tests that cannot do without them will fail: ${missing.join(' ')}`)
    return
  }
  say(`Installing Debian packages: ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=400', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env })
  apt('update')
  apt('install', '-y', '--no-install-recommends', ...missing)
}

async function run(command: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise(done => {
    child.on('error', () => done(false))
    child.on('exit', code => done(code === 0))
  })
}

/** A suite that exits badly without a failed test (it crashed, it found none) counts as one failure. */
function readReport(file: string, ok: boolean, read: (report: unknown) => Counts): Counts {
  try {
    const counts = read(JSON.parse(readFileSync(file, 'utf8')))
    const silent = !ok && counts.failed === 0
    const empty = counts.passed + counts.failed === 0
    return silent || empty ? { ...counts, failed: counts.failed + 1 } : counts
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function runVitest(scratch: string, args: readonly string[]): Promise<Counts> {
  const file = join(scratch, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ok = await run(bin('vitest'), ['run', '--config', 'test/vitest.config.ts', ...reporters, ...args])
  return readReport(file, ok, report => {
    const { numPassedTests, numFailedTests, numPendingTests } = report as Record<string, number>
    return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, skipped: numPendingTests ?? 0 }
  })
}

async function runPlaywright(scratch: string): Promise<Counts> {
  const file = join(scratch, 'playwright.json')
  process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] = file
  const ok = await run(bin('playwright'), [
    'test',
    '--config',
    'test/browser/playwright.config.ts',
    '--reporter=line,json',
  ])
  return readReport(file, ok, report => {
    const { stats } = report as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
  })
}

function total(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((n, counts) => n + counts[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

async function main(args: readonly string[]): Promise<number> {
  installDebianPackages()
  const scratch = mkdtempSync(join(tmpdir(), 'postdesk-test-'))
  try {
    const checked = await run(process.execPath, [join(root, 'test', 'check.mjs')])
    const check: Counts = { passed: checked ? 1 : 0, failed: checked ? 0 : 1, skipped: 0 }
    // One after the other: Chromium raises the priority of its own processes, and starves what runs beside it.
    const { passed, failed, skipped } = total([check, await runVitest(scratch, args), await runPlaywright(scratch)])
    say('')
    say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
    return failed === 0 ? 0 : 1
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

process.exitCode = await main(process.argv.slice(2))
