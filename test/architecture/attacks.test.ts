import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attacks } from '../faults/attacks/all.ts'
import { BULLETS } from '../faults/attacks/attack.ts'
import { generatePage, nameOf, readPage, readSeconds, root } from '../faults/attacks/page.ts'

/** Of a name that a table fills in, what stands before the first gap. */
const spelledOut = (test: string) => test.split(/[$%]/)[0] ?? ''

describe('the list of attacks', () => {
  it.each(Object.entries(BULLETS))('has a line for %s', bullet => {
    expect(attacks.filter(attack => attack.bullet === bullet)).not.toEqual([])
  })

  it.each(attacks.map(attack => [nameOf(attack), attack] as const))('names a test that is there: %s', (_, attack) => {
    const file = resolve(root, attack.file)
    expect(existsSync(file)).toBe(true)
    const text = readFileSync(file, 'utf8').replace(/\\'/g, "'")
    expect(text.includes(spelledOut(attack.test)), `${attack.test} in ${attack.file}`).toBe(true)
  })

  it('names each test once', () => {
    const names = attacks.map(nameOf)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('is the page (node test/faults/write-attacks.ts writes it), with the seconds of each', () => {
    const seconds = readSeconds(readPage())
    expect(generatePage(seconds)).toBe(readPage())
    expect(attacks.filter(attack => !seconds.get(nameOf(attack).replace(/\|/g, '\\|'))).map(nameOf)).toEqual([])
  })
})
