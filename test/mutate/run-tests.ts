import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runGroup } from './run-group.ts'

export type Wanted = {
  readonly tests: readonly string[]
  /** Parts of names of tests; null for all tests of these files. */
  readonly titles: readonly string[] | null
}

/** What came of it: `nothing` when no test ran to its end, with what was said. */
export type TestRun =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly test: string; readonly why: string }
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'stopped' }

type Report = {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[] | null
    }[]
  }[]
}

/** Runs them in `dir`, up to the first failure; stopped, with all that it started, when the signal aborts. */
export async function runTests(root: string, dir: string, wanted: Wanted, signal: AbortSignal): Promise<TestRun> {
  const file = join(dir, '.report.json')
  rmSync(file, { force: true })
  const args = ['run', '--config', 'test/vitest.config.ts', '--bail', '1', '--reporter=json', `--outputFile=${file}`]
  const titles = wanted.titles === null ? [] : ['-t', wanted.titles.map(escapePattern).join('|')]
  const { said } = await runGroup(root, dir, 'vitest', [...args, ...titles, ...wanted.tests], { env: {}, signal })
  return signal.aborted ? { kind: 'stopped' } : read(file, said, dir)
}

function read(file: string, said: string, dir: string): TestRun {
  let report: Report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { kind: 'nothing', why: firstLine(said) || 'it left no report' }
  }
  const failed = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        test: `${name.replace(`${dir}/`, '')} › ${fullName}`,
        why: firstLine(failureMessages?.[0]),
      })),
  )
  // Code that does not even parse fails where it is loaded, which may be in the middle of a test.
  const broken = failed.find(({ why }) =>
    /^(SyntaxError|ReferenceError|RolldownError|Error: Transform failed)|\b\w+ is not defined$/.test(why),
  )
  if (broken) return { kind: 'nothing', why: broken.why }
  const first = failed[0]
  if (first) return { kind: 'failed', ...first }
  const unloaded = report.testResults.find(({ status }) => status === 'failed')
  if (unloaded) return { kind: 'nothing', why: firstLine(unloaded.message) || 'a file of tests could not be loaded' }
  return report.numPassedTests > 0 ? { kind: 'passed' } : { kind: 'nothing', why: 'no test has such a name' }
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

function firstLine(text: string | null | undefined): string {
  return (text ?? '').trim().split('\n')[0]?.slice(0, 200) ?? ''
}
