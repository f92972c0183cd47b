import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Piece, pieces } from './pieces.ts'

const LONGEST_MS = 30 * 60_000

/** What the report of Stryker says of one change (mutation-testing-report-schema). */
type Report = {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly mutants: readonly {
          readonly status: string
          readonly mutatorName: string
          readonly replacement?: string
          readonly location: { readonly start: { readonly line: number } }
        }[]
      }
    >
  >
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/**
 * Tries every small change that Stryker knows, file by file, one at a time; nothing begins after half an hour. Tells
 * what survived: somebody has to look whether it matters, so survivors do not make the command fail.
 */
export async function runWide(root: string, words: readonly string[]): Promise<number> {
  const chosen = pieces.filter(({ file }) => words.length === 0 || words.some(word => file.includes(word)))
  const startedAt = performance.now()
  let failed = 0
  for (const piece of chosen) {
    if (performance.now() - startedAt > LONGEST_MS) {
      say(`Half an hour is over. Not tried: ${piece.file}`)
      failed += 1
      continue
    }
    const report = await runPiece(root, piece)
    if (report === null) failed += 1
    else sayReport(piece.file, report)
  }
  return failed === 0 && chosen.length > 0 ? 0 : 1
}

/** Null when Stryker did not come to its end; what it said stands above then. */
async function runPiece(root: string, { file, tests }: Piece): Promise<Report | null> {
  const cache = join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  const [config, report] = [`stryker-${process.pid}.json`, `stryker-${process.pid}-report.json`].map(name =>
    join(cache, name),
  ) as [string, string]
  writeFileSync(config, JSON.stringify(configOf(file, report)))
  try {
    const ok = await runStryker(root, config, tests)
    return ok ? JSON.parse(readFileSync(report, 'utf8')) : null
  } finally {
    for (const left of [config, report]) rmSync(left, { force: true })
  }
}

function configOf(file: string, report: string) {
  return {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutate/wide/vitest.config.ts', pool: 'forks' },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    mutate: [file],
    ignorePatterns: ['/out', '/dist', '/docs', '/.cache', '/test-results', '/playwright-report'],
    tempDirName: '.cache/stryker',
    cleanTempDir: 'always',
    reporters: ['json'],
    jsonReporter: { fileName: report },
    logLevel: 'warn',
    allowConsoleColors: false,
  }
}

async function runStryker(root: string, config: string, tests: readonly string[]): Promise<boolean> {
  const bins = join(root, 'node_modules', '.bin')
  const child = spawn(join(bins, 'stryker'), ['run', config], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${bins}${delimiter}${process.env['PATH']}`,
      POSTDESK_WIDE_TESTS: JSON.stringify(tests),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const stop = () => child.kill()
  process.once('exit', stop)
  const ok = await new Promise<boolean>(done => {
    child.on('error', () => done(false))
    child.on('exit', code => done(code === 0))
  })
  process.off('exit', stop)
  return ok
}

function sayReport(file: string, report: Report): void {
  const mutants = Object.values(report.files).flatMap(each => each.mutants)
  const survived = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  say(`${mutants.length - survived.length} of ${mutants.length} noticed  ${file}`)
  for (const { location, mutatorName, replacement, status } of survived) {
    const change = (replacement ?? '').replace(/\s+/g, ' ').slice(0, 120)
    say(`    line ${location.start.line}: ${change}  (${mutatorName}${status === 'NoCoverage' ? ', no test' : ''})`)
  }
}
