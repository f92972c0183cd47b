import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plants } from '../mutate/plants.ts'

const at = (file: string) => resolve(import.meta.dirname, '..', '..', file)

describe('each change that `npm run mutate` plants', () => {
  it.each(plants)('has its place, once, and tests that could notice: $name', ({ file, find, replace, tests }) => {
    expect(readFileSync(at(file), 'utf8').split(find)).toHaveLength(2)
    expect(replace).not.toBe(find)
    expect(tests.filter(test => !existsSync(at(test)))).toEqual([])
  })
})
