import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runGroup } from '../run-group.ts'
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
 * Tries every small change that Stryker knows, file by file, one at a time; all is stopped after half an hour. Tells
 * what survived: somebody has to look whether it matters, so survivors do not make the command fail.
 */
export async function runWide(root: string, words: readonly string[]): Promise<number> {
  const chosen = pieces.filter(({ file }) => words.length === 0 || words.some(word => file.includes(word)))
  const signal = AbortSignal.timeout(LONGEST_MS)
  let failed = 0
  for (const piece of chosen) {
    const report = signal.aborted ? null : await runPiece(root, piece, signal)
    if (report !== null) sayReport(piece.file, report)
    else {
      failed += 1
      say(`NOT TRIED, ${signal.aborted ? 'half an hour is over' : 'Stryker failed'}: ${piece.file}`)
    }
  }
  return failed === 0 && chosen.length > 0 ? 0 : 1
}

/** Null when Stryker did not come to its end; what it said stands above then. */
async function runPiece(root: string, { file, tests }: Piece, signal: AbortSignal): Promise<Report | null> {
  const dir = join(root, '.cache', `stryker-${process.pid}`)
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 20 })
  process.on('exit', remove)
  mkdirSync(dir, { recursive: true })
  const config = join(dir, 'stryker.json')
  const report = join(dir, 'report.json')
  writeFileSync(config, JSON.stringify(configOf(file, dir, report)))
  try {
    const env = { POSTDESK_WIDE_TESTS: JSON.stringify(tests) }
    const { ok, said } = await runGroup(root, root, 'stryker', ['run', config], { env, signal })
    if (ok) return JSON.parse(readFileSync(report, 'utf8'))
    say(said)
    return null
  } finally {
    process.off('exit', remove)
    remove()
  }
}

function configOf(file: string, dir: string, report: string) {
  return {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutate/wide/vitest.config.ts', pool: 'forks', related: false },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // What is decided while a file is loaded costs a worker of its own each time.
    ignoreStatic: true,
    mutate: [file],
    ignorePatterns: ['/out', '/dist', '/docs', '/.cache', '/test-results', '/playwright-report'],
    tempDirName: dir,
    cleanTempDir: 'always',
    reporters: ['json'],
    jsonReporter: { fileName: report },
    logLevel: 'warn',
    warnings: { slow: false },
    allowConsoleColors: false,
  }
}

function sayReport(file: string, report: Report): void {
  const all = Object.values(report.files).flatMap(each => each.mutants)
  const mutants = all.filter(({ status }) => status !== 'Ignored')
  const survived = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  say(`${mutants.length - survived.length} of ${mutants.length} noticed  ${file}`)
  for (const { location, mutatorName, replacement, status } of survived) {
    const change = (replacement ?? '').replace(/\s+/g, ' ').slice(0, 120)
    say(`    line ${location.start.line}: ${change}  (${mutatorName}${status === 'NoCoverage' ? ', no test' : ''})`)
  }
}
