import { relative } from 'node:path'
import type { Reporter, TestCase, TestError } from '@playwright/test/reporter'
import { tellProgress } from './progress.ts'

/** Tells `npm test` what Playwright does, and what went wrong outside any test. */
export default class PlaywrightProgress implements Reporter {
  onTestBegin(test: TestCase): void {
    tellProgress('begin', nameOf(test))
  }

  onTestEnd(test: TestCase): void {
    tellProgress('end', nameOf(test))
  }

  onError({ message }: TestError): void {
    tellProgress('error', `outside any test: ${(message ?? '').trim().split('\n')[0] ?? ''}`)
  }

  printsToStdio(): boolean {
    return false
  }
}

function nameOf(test: TestCase): string {
  return [relative(process.cwd(), test.location.file), ...test.titlePath().slice(3)].join(' › ')
}
