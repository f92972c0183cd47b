import { expect, it } from 'vitest'
import { isModestInput } from '../../src-main/api/modest-input.ts'

const circle: { self?: unknown } = {}
circle.self = circle
let deep: unknown = []
for (let depth = 0; depth < 100_000; depth += 1) deep = [deep]

it.each<[string, unknown, boolean]>([
  ['nothing', undefined, true],
  ['null', null, true],
  ['a number', 7, true],
  ['the largest selection', { selection: { ids: Array(10_000).fill('1') } }, true],
  ['a mail', { base64: 'x'.repeat(1_000_000) }, true],
  ['a huge array', Array(300_000).fill(0), false],
  ['many arrays', Array.from({ length: 1_000 }, () => Array(1_000).fill(0)), false],
  ['what is nested without end', deep, false],
  ['a circle', circle, false],
  ['bytes', { base64: new Uint8Array(8) }, false],
  ['the buffer of bytes', new ArrayBuffer(8), false],
])('looks at %s before any schema does', (_, input, isModest) => {
  expect(isModestInput(input)).toBe(isModest)
})
