import { describe, expect, it } from 'vitest'
import { mintMessageId, readMessageId, threadReference } from '../../../src-main/engine/desk/message-ids.ts'

const desk = { deskId: 'k3v9x0q2', key: 'a secret of this desk' }
const ticket = { ...desk, ticketClass: 'UserRequest', ticketId: 42 } as const
const id = mintMessageId({ ...ticket, random: 'b2f7' })

describe('a Message-ID of ours', () => {
  it('names its ticket', () => {
    expect(readMessageId(id, desk)).toEqual({ ticketId: 42 })
    expect(readMessageId(threadReference(ticket), desk)).toEqual({ ticketId: 42 })
  })

  it('survives missing brackets, white space and a gateway that changes the case', () => {
    for (const seen of [id.slice(1, -1), ` ${id}\t`, id.toUpperCase()]) {
      expect(readMessageId(seen, desk)).toEqual({ ticketId: 42 })
    }
  })

  it.each([1, 35, 36, 123_456_789, 36 ** 9 - 1])('is plain and short for ticket %d', ticketId => {
    for (const deskId of ['a', 'k3v9x0q2abcd', '3f0f2f0e-2f5e-4c1c-a6a1-0d9e8f7a6b5c']) {
      const long = mintMessageId({ ...ticket, deskId, ticketId, random: crypto.randomUUID() })
      expect(long).toMatch(/^<[a-z0-9]+(\.[a-z0-9]+)*@[a-z0-9]+(\.[a-z0-9]+)*>$/)
      expect(long.length).toBeLessThanOrEqual(78)
      expect(readMessageId(long, { ...desk, deskId })).toEqual({ ticketId })
    }
  })

  it('is another one each time, while the thread of a ticket stays the same', () => {
    expect(mintMessageId({ ...ticket, random: 'other' })).not.toBe(id)
    expect(threadReference(ticket)).toBe(threadReference(ticket))
    expect(threadReference({ ...ticket, ticketId: 43 })).not.toBe(threadReference(ticket))
  })

  it('is still ours under a key of before a restore, which signs nothing more', () => {
    const today = { ...desk, key: 'a new secret', olderKeys: ['an older one', desk.key] }
    expect(readMessageId(id, today)).toEqual({ ticketId: 42 })
    expect(readMessageId(mintMessageId({ ...ticket, ...today, random: 'b2f7' }), desk)).toBeNull()
  })

  it('is not believed from another desk or under another key', () => {
    expect(readMessageId(id, { ...desk, deskId: 'other' })).toBeNull()
    expect(readMessageId(id, { ...desk, key: 'another secret' })).toBeNull()
    expect(readMessageId(mintMessageId({ ...ticket, deskId: 'other', random: 'b2f7' }), desk)).toBeNull()
  })

  it('is not believed when any one character of it was changed or cut', () => {
    const inner = id.slice(1, -1)
    for (let at = 0; at < inner.length; at += 1) {
      const changed = inner[at] === 'x' ? 'y' : 'x'
      expect(readMessageId(inner.slice(0, at) + changed + inner.slice(at + 1), desk), `changed at ${at}`).toBeNull()
      expect(readMessageId(inner.slice(0, at), desk), `cut at ${at}`).toBeNull()
    }
  })

  it.each([
    '',
    '<>',
    '<iTop_UserRequest_42@x.openitop.org>',
    '<r.16.aaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaa@k3v9x0q2.postdesk.invalid>',
    `<r.16.${'a'.repeat(100_000)}@k3v9x0q2.postdesk.invalid>`,
    '\u0000'.repeat(500),
  ])('is not seen in %j', foreign => {
    expect(readMessageId(foreign, desk)).toBeNull()
  })
})
