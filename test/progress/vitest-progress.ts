import { relative } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { tellProgress } from './progress.ts'

type OutsideError = {
  readonly name?: string
  readonly message?: string
  /** The test that ran, or had just run, when it was caught. */
  readonly VITEST_TEST_NAME?: string
  readonly VITEST_TEST_PATH?: string
}

/** Tells `npm test` what Vitest does, and what went wrong outside any test: the JSON report holds neither. */
export default class VitestProgress implements Reporter {
  onTestModuleStart(file: TestModule): void {
    tellProgress('begin', file.relativeModuleId)
  }

  onTestCaseReady(test: TestCase): void {
    tellProgress('begin', nameOf(test))
  }

  onTestCaseResult(test: TestCase): void {
    tellProgress('end', nameOf(test))
  }

  onTestModuleEnd(file: TestModule): void {
    tellProgress('end', file.relativeModuleId)
  }

  onTestRunEnd(_files: readonly TestModule[], errors: readonly OutsideError[]): void {
    for (const error of errors) tellProgress('error', describeOutsideError(error))
  }
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} › ${test.fullName}`
}

function describeOutsideError({ name, message, VITEST_TEST_NAME: test, VITEST_TEST_PATH: file }: OutsideError): string {
  const during = [file && relative(process.cwd(), file), test].filter(Boolean).join(' › ')
  const first = (message ?? '').trim().split('\n')[0] ?? ''
  return `outside any test${during ? ` (during or after ${during})` : ''}: ${name ?? 'Error'}: ${first}`
}
