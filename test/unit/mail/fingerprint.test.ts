import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../src-main/engine/mail/read/fingerprint.ts'

type Identity = Parameters<typeof fingerprint>[0]

const file = (sha256: string) => ({ sha256 }) as Identity['attachments'][number]
const mail: Identity = {
  messageId: '<one@example.org>',
  sentAt: 1_700_000_000_000,
  from: { name: 'Ada', address: 'ada@example.org' },
  subject: 'Gate',
  text: 'The gate does not open.',
  attachments: [file('a'.repeat(64)), file('b'.repeat(64))],
}
const of = (changes: Partial<Identity> = {}) => fingerprint({ ...mail, ...changes })

describe('the fingerprint of a mail', () => {
  it('is a digest, the same whenever the mail is read', () => {
    expect(of()).toMatch(/^[0-9a-f]{64}$/)
    expect(of()).toBe(fingerprint(structuredClone(mail)))
  })

  it.each<[string, Partial<Identity>]>([
    ['the name beside the address', { from: { name: 'Ada Brook', address: 'ada@example.org' } }],
    ['the case of the address', { from: { name: 'Ada', address: 'Ada@Example.org' } }],
  ])('is the same whatever %s is', (_, changes) => {
    expect(of(changes)).toBe(of())
  })

  it.each<[string, Partial<Identity>]>([
    ['Message-ID', { messageId: '<two@example.org>' }],
    ['Message-ID, of which it has none', { messageId: null }],
    ['date', { sentAt: 1_700_000_001_000 }],
    ['date, of which it has none', { sentAt: null }],
    ['sender', { from: { name: 'Ada', address: 'bob@example.org' } }],
    ['sender, of which it has none', { from: null }],
    ['subject', { subject: 'Gates' }],
    ['text', { text: 'The gate does not close.' }],
    ['attachment', { attachments: [file('a'.repeat(64)), file('c'.repeat(64))] }],
    ['number of attachments', { attachments: [file('a'.repeat(64))] }],
    ['division between subject and text', { subject: 'Gate\nThe', text: 'gate does not open.' }],
    ['division that reads like its own lengths', { subject: 'Gate\n23:The', text: ' gate does not open.' }],
  ])('is another one with another %s', (_, changes) => {
    expect(of(changes)).not.toBe(of())
  })

  it('keeps two neighbours apart, wherever the one ends and the other begins', () => {
    expect(of({ subject: 'ab', text: 'c' })).not.toBe(of({ subject: 'a', text: 'bc' }))
  })

  it.each<[string, Partial<Identity>, Partial<Identity>]>([
    ['Message-ID', { messageId: null }, { messageId: '' }],
    ['sender', { from: null }, { from: { name: '', address: '' } }],
  ])('takes a missing %s for an empty one', (_, missing, empty) => {
    expect(of(missing)).toBe(of(empty))
  })
})
