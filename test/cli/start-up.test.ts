import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { cli, requireBuild } from './command-line.ts'

/** A built file and all that it cannot be loaded without. */
function loadedWith(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\b[^\n]*?["'](\.[^"'\n]+)["'];?$/gm,
  )) {
    loadedWith(join(dirname(file), from), found)
  }
  return found
}

it('help and wrong words are answered by a few kilobytes: no store, no engine, no package', () => {
  requireBuild()
  const chunks = join(dirname(cli), 'chunks')
  const main = readdirSync(chunks).find(name => name.startsWith('main-')) ?? ''
  const files = [...new Set([...loadedWith(cli), ...loadedWith(join(chunks, main))])]
  expect(files.length).toBeGreaterThan(4)
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(30_000)
  for (const file of files) {
    expect(readFileSync(file, 'utf8').match(/^import\b[^\n]*?["'](?!\.|node:)[^"'\n]+["'];?$/gm), file).toBeNull()
  }
})
