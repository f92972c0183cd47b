import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { type Plant, plants } from './plants.ts'

/**
 * `npm run mutate`: plants each change in a copy of the tree and runs the tests that have to turn red. A plant that
 * nobody notices is a hole in the tests, and the command fails. `node test/mutate/run.ts WORD` runs those with the word.
 */
const root = resolve(import.meta.dirname, '..', '..')
const wanted = process.argv[2] ?? ''

function copyTree(): string {
  const cache = join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  const copy = mkdtempSync(join(cache, 'mutate-'))
  for (const name of [
    'src-main',
    'src-preload',
    'src-renderer',
    'test',
    'resources',
    'docs',
    'package.json',
    'tsconfig.json',
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

function testsPass(copy: string, tests: readonly string[]): boolean {
  const bins = join(root, 'node_modules', '.bin')
  const env = { ...process.env, PATH: `${bins}${delimiter}${process.env['PATH']}` }
  const args = ['run', '--config', 'test/vitest.config.ts', '--bail', '1', ...tests]
  return spawnSync(join(bins, 'vitest'), args, { cwd: copy, env, stdio: 'ignore' }).status === 0
}

function isNoticed(copy: string, plant: Plant): boolean {
  const file = join(copy, plant.file)
  const source = readFileSync(file, 'utf8')
  if (source.split(plant.find).length !== 2) throw new Error(`“${plant.name}”: its place is not in ${plant.file}.`)
  writeFileSync(
    file,
    source.replace(plant.find, () => plant.replace),
  )
  try {
    return !testsPass(copy, plant.tests)
  } finally {
    writeFileSync(file, source)
  }
}

const copy = copyTree()
let unnoticed = 0
try {
  const chosen = plants.filter(plant => plant.name.includes(wanted))
  const everyTest = [...new Set(chosen.flatMap(plant => plant.tests))]
  if (!testsPass(copy, everyTest)) throw new Error('The tests fail without any plant; mend that first.')
  for (const plant of chosen) {
    const startedAt = Date.now()
    const noticed = isNoticed(copy, plant)
    if (!noticed) unnoticed += 1
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    process.stdout.write(`${noticed ? 'noticed  ' : 'UNNOTICED'}  ${seconds.padStart(5)} s  ${plant.name}\n`)
  }
  process.stdout.write(`\n${chosen.length - unnoticed} of ${chosen.length} planted changes were noticed.\n`)
} finally {
  rmSync(copy, { recursive: true, force: true, maxRetries: 20 })
}
process.exitCode = unnoticed === 0 ? 0 : 1
