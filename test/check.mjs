/* biome-ignore-all lint/suspicious/noConsole: this script reports to a terminal */
// `npm run check`: types, lint and format, import rules, dead code. Every part runs, so that one look shows everything.
import { spawn } from 'node:child_process'
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

/** Two at a time: each works on one processor. */
const AT_ONCE = 2

let failed = 0
const waiting = [...parts]
async function runParts() {
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const [name, command, args] = part
    const startedAt = Date.now()
    const { ok, said } = await run(resolve(bins, command), args)
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
    if (ok) continue
    failed += 1
    console.log(
      said
        .split('\n')
        .filter(line => !line.startsWith('npm warn'))
        .join('\n'),
    )
  }
}

function run(command, args) {
  return new Promise(done => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', data => said.push(data))
    child.on('error', error => done({ ok: false, said: String(error) }))
    child.on('close', code => done({ ok: code === 0, said: Buffer.concat(said).toString() }))
  })
}

await Promise.all(Array.from({ length: AT_ONCE }, runParts))
process.exitCode = failed === 0 ? 0 : 1
