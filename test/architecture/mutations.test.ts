import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inOrderOf } from '../mutate/choose.ts'
import { findCompileErrors } from '../mutate/compile-errors.ts'
import { type Plant, planted } from '../mutate/plant.ts'
import { plants } from '../mutate/plants.ts'
import { pieces } from '../mutate/wide/pieces.ts'

const root = resolve(import.meta.dirname, '..', '..')
const at = (file: string) => resolve(root, file)

describe('each change that `npm run mutate` plants', () => {
  it.each(plants)('has its place, once, and tests that could notice: $name', plant => {
    const { file, replace, find, tests, test } = plant
    expect(() => planted(plant, readFileSync(at(file), 'utf8'))).not.toThrow()
    expect(replace).not.toBe(find)
    expect(tests.filter(name => !existsSync(at(name)))).toEqual([])
    if (test !== undefined) expect(tests.map(name => readFileSync(at(name), 'utf8')).join('\n')).toContain(test)
  })

  it('has a name of its own, which a command line can hold between apostrophes', () => {
    const names = plants.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => name.includes("'"))).toEqual([])
  })

  it('can run: what does not even parse, or names what is not there, would be noticed by any test', () => {
    expect([...findCompileErrors(root, plants)].map(([plant, error]) => `${plant.name}: ${error}`)).toEqual([])
  })

  it('is seen not to run otherwise', () => {
    const whole: Plant = {
      name: 'whole',
      file: 'src-main/engine/intake/state-of-decision.ts',
      find: 'switch (decision.kind) {',
      replace: 'switch (decision.kind as string) {',
      tests: [],
    }
    const cut = { ...whole, name: 'cut', replace: 'switch (decision.kind) {{' }
    const nameless = { ...whole, name: 'nameless', replace: 'switch (decisions.kind) {' }
    const errors = findCompileErrors(root, [whole, cut, nameless])
    expect([...errors.keys()]).toEqual([cut, nameless])
    expect(errors.get(nameless)).toContain('decisions')
  })
})

describe('the changes of one `npm test`', () => {
  const names = (commit: string | null) => inOrderOf(commit, plants).map(({ name }) => name)

  it('are chosen by the commit: the same for one, others for another, and as listed without git', () => {
    expect(names('a1')).toEqual(names('a1'))
    expect(names('a1')).not.toEqual(names('b2'))
    expect(names('a1').toSorted()).toEqual(names('b2').toSorted())
    expect(names(null)).toEqual(plants.map(({ name }) => name))
  })
})

describe('the files of `npm run mutate -- --wide`', () => {
  it('are at most twelve, and have tests', () => {
    expect(pieces.length).toBeLessThanOrEqual(12)
    const missing = pieces.flatMap(({ file, tests }) => [file, ...tests]).filter(file => !existsSync(at(file)))
    expect(missing).toEqual([])
  })
})
