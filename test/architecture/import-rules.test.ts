import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import importRules from './import-rules.mjs'
import { plants } from './plants.ts'

const root = resolve(import.meta.dirname, '..', '..')
const trees = ['src-main', 'src-preload', 'src-renderer']
const ruleNames = importRules.forbidden.map((rule: { name: string }) => rule.name)

type Cruise = {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[]
  }
}

async function cruise(folder: string): Promise<Cruise> {
  const depcruise = join(root, 'node_modules', '.bin', 'depcruise')
  const rules = ['--config', 'test/architecture/import-rules.mjs', '--output-type', 'json']
  const options = { cwd: folder, maxBuffer: 100 * 1024 ** 2 }
  // With violations it ends with their number as its exit code, and prints the report all the same.
  const { stdout } = await promisify(execFile)(depcruise, [...rules, ...trees], options).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  )
  return JSON.parse(stdout) as Cruise
}

const sourcesOf = (folder: string): readonly string[] =>
  trees.flatMap(tree =>
    readdirSync(join(folder, tree), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts'))
      .map(name => join(tree, name)),
  )

describe('the tree', () => {
  it('keeps every import rule, and all of it was looked at', async () => {
    const { modules, summary } = await cruise(root)
    const seen = new Set(modules.map(module => module.source))
    expect(summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)).toEqual([])
    expect(sourcesOf(root).filter(file => !seen.has(file))).toEqual([])
    expect(seen.size).toBeGreaterThanOrEqual(sourcesOf(root).length)
  })
})

describe('an import rule', () => {
  let folder: string
  let found: readonly string[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'postdesk-import-rules-'))
    for (const part of [...trees, 'test/architecture/import-rules.mjs', 'package.json', 'tsconfig.json']) {
      cpSync(join(root, part), join(folder, part), { recursive: true })
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const { file, text } of plants.flatMap(plant => [plant, ...(plant.beside ?? [])])) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const { summary } = await cruise(folder)
    found = summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))

  it.each(plants.map(({ rule, file }) => [rule, file]))('%s fires for %s', (rule, file) => {
    expect(found).toContain(`${file}: ${rule}`)
  })

  it('never goes untried', () => {
    expect([...new Set(plants.map(plant => plant.rule))].toSorted()).toEqual(ruleNames.toSorted())
  })
})
