import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { NOTHING, ofPlaywright, ofVitest, readReport, total } from '../reports.ts'

const scratch = mkdtempSync(join(tmpdir(), 'postdesk-reports-'))
afterAll(() => rmSync(scratch, { recursive: true }))

function fileOf(report: unknown): string {
  const file = join(scratch, 'report.json')
  writeFileSync(file, JSON.stringify(report))
  return file
}

const badly = { ok: false, wrong: [] }

const vitest = (testResults: unknown[], counts = {}) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  testResults,
  ...counts,
})

describe('the last lines of npm test', () => {
  it('name each test that failed, with the first line of why', () => {
    const failed = {
      status: 'failed',
      fullName: 'a list is sorted',
      failureMessages: ['Error: one is missing\n  at x'],
    }
    const report = vitest(
      [{ name: '/desk/test/a.test.ts', status: 'failed', message: '', assertionResults: [failed] }],
      {
        numFailedTests: 1,
      },
    )
    expect(readReport(fileOf(report), badly, read => ofVitest(read, '/desk'))).toEqual({
      passed: 3,
      failed: 1,
      skipped: 1,
      failures: ['test/a.test.ts › a list is sorted: Error: one is missing'],
      flaky: [],
    })
  })

  it('name a file that failed outside its tests, and count it though no test did', () => {
    const report = vitest([
      { name: '/desk/test/a.test.ts', status: 'failed', message: 'Hook timed out\nmore', assertionResults: [] },
    ])
    const outcome = readReport(fileOf(report), badly, read => ofVitest(read, '/desk'))
    expect(outcome.failed).toBe(1)
    expect(outcome.failures[0]).toBe('test/a.test.ts › Hook timed out')
  })

  it('count a suite that ran nothing, and one that left no report, as failed', () => {
    const empty = fileOf(vitest([], { numPassedTests: 0 }))
    expect(readReport(empty, { ok: true, wrong: [] }, read => ofVitest(read, '/desk')).failed).toBe(1)
    expect(readReport(join(scratch, 'none.json'), { ok: true, wrong: [] }, () => NOTHING).failed).toBe(1)
  })

  it('name what went wrong outside any test, and count it', () => {
    const report = fileOf(vitest([]))
    const wrong = ['outside any test: Error: late', 'nothing happened for 240 s']
    const outcome = readReport(report, { ok: false, wrong }, read => ofVitest(read, '/desk'))
    expect(outcome).toMatchObject({ passed: 3, failed: 2, failures: wrong })
    expect(readReport(join(scratch, 'none.json'), { ok: false, wrong }, () => NOTHING).failures).toEqual([
      ...wrong,
      'a suite left no report',
    ])
  })

  it('name what passed at the second try beside what failed', () => {
    const spec = (title: string, status: string, message: string) => ({
      title,
      tests: [{ status, results: [{ error: { message } }, {}] }],
    })
    const report = {
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
      suites: [
        {
          file: 'a.spec.ts',
          specs: [spec('is late', 'flaky', 'Timeout\nmore')],
          suites: [{ file: 'a.spec.ts', specs: [spec('is wrong', 'unexpected', 'Expected 1')] }],
        },
      ],
    }
    const outcome = readReport(fileOf(report), badly, ofPlaywright)
    expect(outcome).toEqual({
      passed: 6,
      failed: 1,
      skipped: 2,
      failures: ['a.spec.ts › is wrong: Expected 1'],
      flaky: ['a.spec.ts › is late: Timeout'],
    })
    expect(total([outcome, { ...NOTHING, passed: 4 }])).toEqual({ ...outcome, passed: 10 })
  })
})
