import { describe, expect, it, vi } from 'vitest'
import type { DeskGlance } from '../../src-main/hosts/electron/desk-glance.ts'
import { NoticePolicy } from '../../src-main/hosts/electron/notice-policy.ts'
import { noticeText } from '../../src-main/hosts/electron/notice-text.ts'
import { places } from '../../src-main/hosts/electron/places.ts'
import { createTexts } from '../../src-main/hosts/electron/texts/texts.ts'
import { decided, polled } from './scripted-desk.ts'

const all = () => true
const glance = (...failing: readonly [id: string, failures: number][]): DeskGlance => ({
  paused: false,
  waiting: 0,
  active: 3,
  hindered: false,
  failing: failing.map(([id, failures]) => ({ id, name: `Inbox ${id}`, cause: 'refused', failures })),
})
const T = 1_000_000

describe('what is told of the desk', () => {
  it('is told two seconds later, so that what comes together is told together', () => {
    const policy = new NoticePolicy()
    policy.hear(decided('1', 'One'), T)
    policy.hear(decided('2', 'Two', 'held'), T + 1_500)
    expect(policy.nextAt).toBe(T + 2_000)
    expect(policy.take(T + 1_999, all)).toEqual([])
    expect(policy.take(T + 2_000, all)).toEqual([
      { kind: 'waiting', count: 2, first: 'One', cause: '', place: '#/errors' },
    ])
    expect(policy.nextAt).toBe(null)
  })

  it('is told once in 30 seconds and kind, with all that came meanwhile', () => {
    const policy = new NoticePolicy()
    policy.hear(decided('1', 'One'), T)
    expect(policy.take(T + 2_000, all)).toHaveLength(1)
    policy.hear(decided('2', 'Two'), T + 3_000)
    policy.hear(decided('3', 'Three'), T + 20_000)
    policy.hear(polled(1), T + 20_000)
    expect(policy.take(T + 22_000, all)).toMatchObject([{ kind: 'tickets' }])
    expect(policy.nextAt).toBe(T + 32_000)
    expect(policy.take(T + 31_999, all)).toEqual([])
    expect(policy.take(T + 32_000, all)).toMatchObject([{ kind: 'waiting', count: 2, first: 'Two' }])
  })

  it('leads to the one message, inbox or list it is about', () => {
    const policy = new NoticePolicy()
    policy.see(glance(), T)
    policy.hear(decided('12', 'One'), T)
    policy.hear(polled(4), T)
    policy.see(glance(['5', 2]), T)
    expect(policy.take(T + 2_000, all).map(({ kind, place }) => [kind, place])).toEqual([
      ['failing', '#/inboxes/5'],
      ['waiting', '#/messages/12'],
      ['tickets', '#/tickets'],
    ])
  })

  it('is not told of what went well', () => {
    const policy = new NoticePolicy()
    policy.hear(decided('1', 'One', 'processed'), T)
    policy.hear(polled(0), T)
    policy.hear({ name: 'ticket.changed', data: { id: '1' } }, T)
    expect(policy.nextAt).toBe(null)
  })

  it('is dropped where nobody wants it, and makes nothing later wait', () => {
    const policy = new NoticePolicy()
    policy.hear(decided('1', 'One'), T)
    expect(policy.take(T + 2_000, () => false)).toEqual([])
    policy.hear(decided('2', 'Two'), T + 3_000)
    expect(policy.take(T + 5_000, all)).toMatchObject([{ count: 1, first: 'Two' }])
  })
})

describe('an inbox that fails', () => {
  it('is told of at the second pass in a row, and once', () => {
    const policy = new NoticePolicy()
    policy.see(glance(), T)
    policy.see(glance(['1', 1]), T + 1)
    expect(policy.nextAt).toBe(null)
    policy.see(glance(['1', 2]), T + 2)
    policy.see(glance(['1', 3]), T + 3)
    expect(policy.take(T + 60_000, all)).toMatchObject([{ kind: 'failing', count: 1, cause: 'refused' }])
    policy.see(glance(['1', 40]), T + 70_000)
    expect(policy.nextAt).toBe(null)
  })

  it('is told of again after it worked in between', () => {
    const policy = new NoticePolicy()
    policy.see(glance(), T)
    policy.see(glance(['1', 2]), T)
    policy.take(T + 2_000, all)
    policy.see(glance(), T + 50_000)
    policy.see(glance(['1', 2]), T + 60_000)
    expect(policy.take(T + 62_000, all)).toHaveLength(1)
  })

  it('is not told of anew because Postdesk was started anew', () => {
    const policy = new NoticePolicy()
    policy.see(glance(['1', 9]), T)
    policy.see(glance(['1', 10]), T + 1)
    expect(policy.nextAt).toBe(null)
  })

  it('is counted with the others that fail at the same time', () => {
    const policy = new NoticePolicy()
    policy.see(glance(), T)
    policy.see(glance(['1', 2], ['2', 2]), T)
    expect(policy.take(T + 2_000, all)).toEqual([
      { kind: 'failing', count: 2, first: 'Inbox 1', cause: '', place: '#/' },
    ])
  })
})

describe('a notice in words', () => {
  const texts = createTexts('en')
  it('says which and how many', () => {
    const one = { kind: 'waiting', count: 1, first: 'Printer on fire', cause: '', place: '#/' } as const
    expect(noticeText(one, texts)).toEqual({ title: 'A mail waits for you', body: 'Printer on fire' })
    expect(noticeText({ ...one, first: ' \u200b' }, texts)).toMatchObject({ body: '(no subject)' })
    expect(noticeText({ ...one, count: 3 }, texts)).toEqual({
      title: '3 mails wait for you',
      body: '\u2068Printer on fire\u2069 and 2 more',
    })
    expect(noticeText({ ...one, kind: 'failing', count: 2 }, texts)).toMatchObject({
      title: '2 inboxes cannot be checked',
    })
  })

  it('is never made of what a name says', () => {
    const name = '{{count}} $t(quit) <b>'
    const notice = { kind: 'failing', count: 1, first: name, cause: name, place: '#/' } as const
    expect(noticeText(notice, texts)).toEqual({
      title: '{{count}} $t(quit) ‹b› cannot be checked',
      body: '{{count}} $t(quit) ‹b›',
    })
  })
})

it('the shell leads to screens that the page knows', async () => {
  vi.stubGlobal('addEventListener', () => {})
  const { readPlace } = await import('../../src-renderer/navigation.ts')
  expect(readPlace(places.overview)).toEqual({ screen: 'overview' })
  expect(readPlace(places.errors)).toMatchObject({ screen: 'errors' })
  expect(readPlace(places.tickets)).toMatchObject({ screen: 'tickets' })
  expect(readPlace(places.inbox('a/b'))).toMatchObject({ screen: 'inbox', id: 'a/b' })
  expect(readPlace(places.message('a#?'))).toMatchObject({ screen: 'message', id: 'a#?' })
})
