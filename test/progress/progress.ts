import { appendFileSync, existsSync, readFileSync } from 'node:fs'

/** Names the file into which a suite tells what it does; unset where nobody watches. */
export const PROGRESS_FILE = 'POSTDESK_TEST_PROGRESS'

type Line = { readonly kind: 'begin' | 'end' | 'error'; readonly what: string }

/** What is known of a suite that was watched. */
export type Progress = {
  /** The tests, or the files outside of their tests, that had begun and not ended. */
  readonly running: readonly string[]
  /** What went wrong outside any test. */
  readonly errors: readonly string[]
}

/** Called by the reporters. */
export function tellProgress(kind: Line['kind'], what: string): void {
  const file = process.env[PROGRESS_FILE]
  if (file) appendFileSync(file, `${JSON.stringify({ kind, what } satisfies Line)}\n`)
}

export function readProgress(file: string): Progress {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Line)
  const running: string[] = []
  for (const { kind, what } of lines) {
    if (kind === 'begin') running.push(what)
    if (kind === 'end' && running.includes(what)) running.splice(running.indexOf(what), 1)
  }
  return { running, errors: lines.filter(({ kind }) => kind === 'error').map(({ what }) => what) }
}
