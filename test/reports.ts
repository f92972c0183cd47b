import { readFileSync } from 'node:fs'
import type { Ending } from './progress/run-suite.ts'

/** What a suite counted, and by name what did not pass at once: a log's last lines are what most people see of it. */
export type Outcome = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** `file › test`, with the first line of why. */
  readonly failures: readonly string[]
  /** Passed at the second try, where there is one. */
  readonly flaky: readonly string[]
}

export const NOTHING: Outcome = { passed: 0, failed: 0, skipped: 0, failures: [], flaky: [] }

/** What went wrong outside its tests counts as well. A suite that exits badly and names nothing counts as one failure. */
export function readReport(file: string, { ok, wrong }: Ending, read: (report: unknown) => Outcome): Outcome {
  const outcome = readOutcome(file, read)
  if (outcome === null) return withFailures(NOTHING, [...wrong, 'a suite left no report'])
  const isEmpty = outcome.passed + outcome.failed === 0
  if (isEmpty) return withFailures(outcome, [...wrong, 'a suite ran no test'])
  const isSilent = !ok && outcome.failed + wrong.length === 0
  return withFailures(outcome, isSilent ? ['a suite ended badly, though no test of it failed'] : wrong)
}

function readOutcome(file: string, read: (report: unknown) => Outcome): Outcome | null {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

function withFailures(outcome: Outcome, more: readonly string[]): Outcome {
  return { ...outcome, failed: outcome.failed + more.length, failures: [...outcome.failures, ...more] }
}

export function total(all: readonly Outcome[]): Outcome {
  const sum = (key: 'passed' | 'failed' | 'skipped') => all.reduce((n, outcome) => n + outcome[key], 0)
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: all.flatMap(({ failures }) => failures),
    flaky: all.flatMap(({ flaky }) => flaky),
  }
}

type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
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

/** Vitest's JSON reporter. A file that fails outside its tests (a hook, an import) has no failed test of its own. */
export function ofVitest(report: unknown, root: string): Outcome {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report as VitestReport
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${root}/`, '')
    const failed = assertionResults.filter(each => each.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [`${file} › ${firstLine(message)}`]
    return failed.map(each => `${file} › ${each.fullName}: ${firstLine(each.failureMessages?.[0])}`)
  })
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, failures, flaky: [] }
}

type PlaywrightSuite = {
  readonly file: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
      readonly results: readonly { readonly error?: { readonly message?: string } }[]
    }[]
  }[]
}

type PlaywrightReport = {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly suites: readonly PlaywrightSuite[]
}

/** Playwright's JSON reporter. */
export function ofPlaywright(report: unknown): Outcome {
  const { stats, suites } = report as PlaywrightReport
  const named = (wanted: string): string[] =>
    suites.flatMap(function ofSuite(suite): string[] {
      const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
        tests
          .filter(({ status }) => status === wanted)
          .map(
            ({ results }) =>
              `${suite.file} › ${title}: ${firstLine(results.find(({ error }) => error)?.error?.message)}`,
          ),
      )
      return [...own, ...(suite.suites ?? []).flatMap(ofSuite)]
    })
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: named('unexpected'),
    flaky: named('flaky'),
  }
}

function firstLine(text: string | undefined): string {
  return (text ?? '').trim().split('\n')[0]?.slice(0, 300) ?? ''
}
