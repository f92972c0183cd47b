import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { uidFrom, uidOfCopy } from '../../../src-main/engine/sources/pop3/uidl.ts'

const digest = (text: string) => `sha256 ${createHash('sha256').update(text, 'latin1').digest('hex')}`

describe('the identity of a POP3 message', () => {
  it.each(['a', '!~', 'x'.repeat(70), 'y'.repeat(255)])('is its UIDL as it is: %s', uidl => {
    expect(uidFrom(uidl)).toBe(uidl)
    expect(uidFrom(` ${uidl}\r`)).toBe(uidl)
  })

  it.each(['z'.repeat(256), 'two words', 'K\u00f6ln', 'tab\tinside'])(
    'is a digest of what no UIDL may be: %s',
    uidl => {
      expect(uidFrom(uidl)).toBe(digest(uidl))
      expect(uidFrom(` ${uidl} `)).toBe(digest(uidl))
    },
  )

  it.each(['', ' ', '\t'])('is none where nothing is told (%j)', uidl => {
    expect(uidFrom(uidl)).toBeNull()
  })

  it('of a second copy can be that of no other message', () => {
    expect(uidOfCopy('same', 1)).toBe('same')
    expect(uidOfCopy('same', 2)).toBe('same 2')
    expect(uidFrom('same 2')).not.toBe('same 2')
  })
})
