import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { findChromium } from './browser/chromium.ts'
import { runSomePlants } from './mutate/in-suite.ts'
import { runSuite } from './progress/run-suite.ts'
import { NOTHING, type Outcome, ofPlaywright, ofVitest, readReport, total } from './reports.ts'

/**
 * `npm test`: installs the Debian packages that the tests need where it may, then runs every suite and closes with one
 * plain line, `N passed, N failed`, which continuous integration reads.
 */
const root = resolve(import.meta.dirname, '..')
const bins = join(root, 'node_modules', '.bin')
const bin = (name: string) => join(bins, name)
// The tools start with `env node`: the one in node_modules has to be found first.
process.env['PATH'] = `${bins}${delimiter}${process.env['PATH']}`

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

/** Which machine this was, for whoever reads the log of a failure. */
function sayVersions(): void {
  say(`Node ${process.version}, ${versionOf(findChromium())}, Dovecot ${versionOf('/usr/sbin/dovecot')}`)
}

function versionOf(command: string): string {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return stdout?.trim() || `${command}: none`
}

async function run(command: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise(done => {
    child.on('error', () => done(false))
    child.on('exit', code => done(code === 0))
  })
}

async function runVitest(scratch: string, args: readonly string[]): Promise<Outcome> {
  const file = join(scratch, 'vitest.json')
  const progress = join(root, 'test', 'progress', 'vitest-progress.ts')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`, `--reporter=${progress}`]
  const config = ['--config', 'test/vitest.config.ts']
  const ending = await runSuite(bin('vitest'), ['run', ...config, ...reporters, ...args], {
    cwd: root,
    progressFile: join(scratch, 'vitest-progress.jsonl'),
  })
  return readReport(file, ending, report => ofVitest(report, root))
}

async function runPlaywright(scratch: string): Promise<Outcome> {
  const file = join(scratch, 'playwright.json')
  process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] = file
  const config = ['--config', 'test/browser/playwright.config.ts']
  const progress = join(root, 'test', 'progress', 'playwright-progress.ts')
  const ending = await runSuite(bin('playwright'), ['test', ...config, `--reporter=line,json,${progress}`], {
    cwd: root,
    progressFile: join(scratch, 'playwright-progress.jsonl'),
  })
  return readReport(file, ending, ofPlaywright)
}

async function runCheck(): Promise<Outcome> {
  const ok = await run(process.execPath, [join(root, 'test', 'check.mjs')])
  return ok ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1, failures: ['test/check.mjs: see above'] }
}

function sayOutcome({ passed, failed, skipped, failures, flaky }: Outcome): void {
  for (const name of flaky) say(`passed at the second try, which is a fault: ${name}`)
  for (const name of failures) say(`failed: ${name}`)
  say('')
  say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
}

async function main(args: readonly string[]): Promise<number> {
  installDebianPackages()
  sayVersions()
  const scratch = mkdtempSync(join(tmpdir(), 'postdesk-test-'))
  // Hundreds of children load the same sources: a quarter of their processor time is reading and compiling them.
  process.env['NODE_COMPILE_CACHE'] = join(scratch, 'compiled')
  try {
    // One after the other: Chromium raises the priority of its own processes, and starves what runs beside it.
    const check = await runCheck()
    const vitest = await runVitest(scratch, args)
    const playwright = await runPlaywright(scratch)
    const outcome = total([check, vitest, playwright, await runSomePlants(root, vitest.failures)])
    sayOutcome(outcome)
    return outcome.failed === 0 ? 0 : 1
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20 })
  }
}

process.exitCode = await main(process.argv.slice(2))
