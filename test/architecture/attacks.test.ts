import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attacks } from '../faults/attacks/all.ts'
import { BULLETS } from '../faults/attacks/attack.ts'
import { generatePage, nameOf, readPage, readSeconds, root } from '../faults/attacks/page.ts'

/** What may be in the place of `$name`, `%s` or `${name}` in a title that a table or a loop fills in. */
const GAP = /\$\{[^}]*\}|\$[\w.]+|%[a-z]/
const TITLE = /(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g

/** Is there a text in this file that is this test's name, or becomes it? */
function names(source: string, test: string): boolean {
  return [...source.matchAll(TITLE)].some(([, single, double, template]) => {
    const title = (single ?? double ?? template ?? '').replace(/\\(.)/g, '$1')
    if (title === test) return true
    const pieces = title.split(GAP)
    return pieces.length > 1 && pieces.join('').length > 5 && fits(test, pieces)
  })
}

/** The pieces, in their order, with anything between them. */
function fits(test: string, [first = '', ...others]: readonly string[]): boolean {
  if (!test.startsWith(first)) return false
  const last = others.pop() ?? ''
  let at = first.length
  for (const piece of others) {
    at = test.indexOf(piece, at)
    if (at < 0) return false
    at += piece.length
  }
  return test.endsWith(last) && test.length - last.length >= at
}

describe('the list of attacks', () => {
  it.each(Object.entries(BULLETS))('has a line for %s', bullet => {
    expect(attacks.filter(attack => attack.bullet === bullet)).not.toEqual([])
  })

  it.each(attacks.map(attack => [nameOf(attack), attack] as const))('names a test that is there: %s', (_, attack) => {
    const file = resolve(root, attack.file)
    expect(existsSync(file)).toBe(true)
    if (attack.in === 'soak') return
    expect(names(readFileSync(file, 'utf8'), attack.test), `${attack.test} in ${attack.file}`).toBe(true)
  })

  it('is the page (node test/faults/write-attacks.ts writes it), with the seconds of each', () => {
    const seconds = readSeconds(readPage())
    expect(generatePage(seconds)).toBe(readPage())
    expect(attacks.filter(attack => !seconds.get(nameOf(attack).replace(/\|/g, '\\|'))).map(nameOf)).toEqual([])
  })
})
