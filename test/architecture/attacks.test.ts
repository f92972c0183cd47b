import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attacks } from '../faults/attacks/all.ts'
import { BULLETS } from '../faults/attacks/attack.ts'
import { generatePage, nameOf, readPage, readSeconds, root } from '../faults/attacks/page.ts'
import { holdsTitle } from '../faults/attacks/titles.ts'

describe('the list of attacks', () => {
  it.each(Object.entries(BULLETS))('has a line for %s', bullet => {
    expect(attacks.filter(attack => attack.bullet === bullet)).not.toEqual([])
  })

  it.each(attacks.map(attack => [nameOf(attack), attack] as const))('names a test that is there: %s', (_, attack) => {
    const file = resolve(root, attack.file)
    expect(existsSync(file)).toBe(true)
    if (attack.in === 'soak') return
    expect(holdsTitle(readFileSync(file, 'utf8'), attack.test), `${attack.test} in ${attack.file}`).toBe(true)
  })

  it('is the page (node test/faults/write-attacks.ts writes it), with the seconds of each', () => {
    const seconds = readSeconds(readPage())
    expect(generatePage(seconds)).toBe(readPage())
    expect(attacks.filter(attack => !seconds.get(nameOf(attack).replace(/\|/g, '\\|'))).map(nameOf)).toEqual([])
  })
})
