import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'
import { attacks } from './attacks/all.ts'
import { cellOf, generatePage, nameOf, readPage, readSeconds, root } from './attacks/page.ts'
import { fitsTitle } from './attacks/titles.ts'

/**
 * `node test/faults/write-attacks.ts [--keep]`: runs the tests that the list of attacks names, and writes the page with
 * their seconds. With `--keep` nothing runs and the seconds stay. What runs in the soak keeps its seconds, unless they
 * are named: `--soak 'NAME=SECONDS'`.
 */
const { values } = parseArgs({
  options: { keep: { type: 'boolean', default: false }, soak: { type: 'string', multiple: true, default: [] } },
})
const bins = join(root, 'node_modules', '.bin')
const env = { ...process.env, PATH: `${bins}${delimiter}${process.env['PATH']}` }

type Measured = { readonly name: string; readonly ms: number }

function runVitest(files: readonly string[], scratch: string): readonly Measured[] {
  const report = join(scratch, 'vitest.json')
  const args = ['run', '--config', 'test/vitest.config.ts', '--reporter=json', `--outputFile=${report}`, ...files]
  spawnSync(join(bins, 'vitest'), args, { cwd: root, env, stdio: 'inherit' })
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: {
      name: string
      assertionResults: { title: string; status: string; duration?: number | null }[]
    }[]
  }
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed')
      .map(({ title, duration }) => ({ name: `${name.replace(`${root}/`, '')} › ${title}`, ms: duration ?? 0 })),
  )
}

type Suite = {
  file: string
  suites?: Suite[]
  specs?: { title: string; tests: { status: string; results: { duration: number }[] }[] }[]
}

function runPlaywright(files: readonly string[], scratch: string): readonly Measured[] {
  if (files.length === 0) return []
  const report = join(scratch, 'playwright.json')
  const config = join('test', 'browser', 'playwright.config.ts')
  spawnSync(join(bins, 'playwright'), ['test', '--config', config, '--reporter=json', ...files], {
    cwd: root,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    stdio: 'inherit',
  })
  const { suites } = JSON.parse(readFileSync(report, 'utf8')) as { suites: Suite[] }
  return suites.flatMap(function ofSuite({ file, suites: inner = [], specs = [] }): Measured[] {
    const own = specs
      .filter(({ tests }) => tests.every(({ status }) => status === 'expected'))
      .map(({ title, tests }) => ({
        name: `test/browser/${file} › ${title}`,
        ms: tests[0]?.results[0]?.duration ?? 0,
      }))
    return [...own, ...inner.flatMap(ofSuite)]
  })
}

function measure(): ReadonlyMap<string, string> {
  const scratch = mkdtempSync(join(tmpdir(), 'postdesk-attacks-'))
  try {
    const files = [...new Set(attacks.filter(each => each.in === 'suite').map(({ file }) => file))]
    const measured = [
      ...runVitest(
        files.filter(file => !file.endsWith('.spec.ts')),
        scratch,
      ),
      ...runPlaywright(
        files.filter(file => file.endsWith('.spec.ts')),
        scratch,
      ),
    ]
    const seconds = new Map<string, string>()
    for (const each of attacks.filter(({ in: where }) => where === 'suite')) {
      // A title with gaps is that of several tests: together they take so long.
      const own = measured.filter(({ name }) => fitsTitle(name, nameOf(each)))
      const ms = own.reduce((sum, one) => sum + one.ms, 0)
      if (own.length > 0) seconds.set(cellOf(nameOf(each)), (ms / 1000).toFixed(1))
      else process.stderr.write(`did not pass, or is not there: ${nameOf(each)}\n`)
      if (own.length === 0) process.exitCode = 1
    }
    return seconds
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const before = readSeconds(readPage())
const named = values.soak.map(text => {
  const at = text.lastIndexOf('=')
  return [cellOf(text.slice(0, at)), text.slice(at + 1)] as const
})
const measured = values.keep ? new Map<string, string>() : measure()
writeFileSync(join(root, 'test/faults/attacks.md'), generatePage(new Map([...before, ...measured, ...named])))
