/* biome-ignore-all lint/suspicious/noConsole: this script reports to a terminal */
// `npm run check`: types, lint and format, import rules, dead code. Every part runs, so that one look shows everything.
import { spawnSync } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? '.', '..')
const bins = resolve(root, 'node_modules', '.bin')
// The tools start with `env node`: the one in node_modules has to be found first.
const env = { ...process.env, PATH: `${bins}${delimiter}${process.env.PATH}` }

const parts = [
  ['types: engine and hosts', 'tsc', ['-p', 'src-main/tsconfig.json']],
  ['types: contract and preload', 'tsc', ['-p', 'src-preload/tsconfig.json']],
  ['types: renderer', 'tsc', ['-p', 'src-renderer/tsconfig.json']],
  ['types: tests', 'tsc', ['-p', 'test/tsconfig.json']],
  ['lint and format', 'biome', ['check', '--error-on-warnings', '.']],
  [
    'import rules',
    'depcruise',
    [
      '--config',
      'test/architecture/import-rules.mjs',
      '--output-type',
      'err',
      'src-main',
      'src-preload',
      'src-renderer',
    ],
  ],
  ['dead code', 'knip', ['--config', 'test/architecture/knip.json', '--no-progress']],
]

let failed = 0
for (const [name, command, args] of parts) {
  const startedAt = Date.now()
  const result = spawnSync(resolve(bins, command), args, { cwd: root, encoding: 'utf8', env })
  const ok = result.status === 0
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
  if (ok) continue
  failed += 1
  console.log(
    `${result.stdout ?? ''}${result.stderr ?? ''}`
      .split('\n')
      .filter(line => !line.startsWith('npm warn'))
      .join('\n'),
  )
}
process.exitCode = failed === 0 ? 0 : 1
