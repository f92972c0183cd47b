import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { type DeskUnderTest, openDesk } from './desk-under-test.ts'
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts'
import {
  breakOff,
  mailNumber,
  mailNumbers,
  type OddRow,
  playStumbling,
  refuse,
  type Stumble,
  type StumblingServer,
} from './stumbling-imap.ts'

let desk: DeskUnderTest
const servers: ScriptedServer[] = []

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(async () => {
  await desk.close()
  for (const server of servers) await server.stop()
})

/** An inbox on a server that is played. What its messages are is told by state and uid. */
async function inboxAt(played: StumblingServer, own: Partial<InputOf<'inboxes.save'>['config']> = {}) {
  const server = await startScriptedServer({ scripts: [playStumbling(played)] })
  servers.push(server)
  const config = {
    name: `Server ${servers.length}`,
    protocol: 'imap' as const,
    server: '127.0.0.1',
    port: server.port,
    security: 'none' as const,
    login: `desk-${servers.length}`,
    unknown_caller_behavior: 'create_contact' as const,
    ...own,
  }
  const { id } = await desk.ask('inboxes.save', { config, password: 'se-cret' })
  const rows = async () => {
    const { rows } = await desk.ask('messages.list', { inboxId: id, withGone: true, limit: 1000 })
    return Promise.all(rows.map(row => desk.ask('messages.get', { id: row.id })))
  }
  return {
    heard: () => server.heard().flat(),
    connections: () => server.heard().length,
    async poll() {
      const { inboxes } = await desk.ask('inboxes.poll', { id, actAtOnce: false })
      if (!inboxes[0]) throw new Error('The poll told nothing')
      return inboxes[0]
    },
    /** UIDs of those that were decided, once each, and those that wait with their reason. */
    async outcome() {
      const all = await rows()
      const sorted = all.toSorted((a, b) => Number(a.uid) - Number(b.uid))
      return {
        decided: sorted.filter(row => row.state !== 'new').map(row => Number(row.uid)),
        waiting: sorted.filter(row => row.state === 'new').map(row => [Number(row.uid), row.reason] as const),
      }
    },
  }
}

const stumbleAt = (uids: readonly number[], say: Stumble['say'], at: Stumble['at'] = 'content') =>
  new Map(uids.map(uid => [uid, { at, say }]))
const oddAt = (uid: number, row: OddRow) => new Map([[uid, row]])
const withContent =
  (change: (row: string, raw: string) => string): OddRow =>
  (row, { args }, { raw }) =>
    args.includes('BODY.PEEK[]') ? change(row, raw) : row
const but = (count: number, ...bad: readonly number[]) =>
  mailNumbers(count)
    .map(({ uid }) => uid)
    .filter(uid => !bad.includes(uid))

describe('one message that the server does not hand over', () => {
  const refusals = [
    'NO [UNAVAILABLE] Cannot read this message now',
    'NO [LIMIT] Message is over the limit',
    'NO [INUSE] Locked by another session',
    'NO [SERVERBUG] Internal error 4711',
    'NO [CORRUPTION] The index is broken',
    'NO [EXPUNGEISSUED] It may be gone',
    'BAD Could not parse the message',
  ]
  it.each(refusals)('with %s stops no other, and waits with these words', async answer => {
    const inbox = await inboxAt({ mails: mailNumbers(4), stumbles: stumbleAt([2], refuse(answer)) })
    expect(await inbox.poll()).toMatchObject({ new: 3, failure: null })
    const words = answer.replace(/^\w+ (\[\w+\] )?/, '')
    expect(await inbox.outcome()).toEqual({ decided: [1, 3, 4], waiting: [[2, expect.stringContaining(words)]] })
  })

  it.each([
    ['a bare NO', 'NO', 2],
    ['a bare BAD', 'BAD', 2],
    ['NO at the first', 'NO cannot', 1],
    ['NO at the last', 'NO cannot', 4],
  ])('with %s stops no other', async (_, answer, bad) => {
    const inbox = await inboxAt({ mails: mailNumbers(4), stumbles: stumbleAt([bad], refuse(answer)) })
    expect(await inbox.poll()).toMatchObject({ new: 3, failure: null })
    const { decided, waiting } = await inbox.outcome()
    expect(decided).toEqual(but(4, bad))
    expect(waiting).toEqual([[bad, expect.stringContaining('did not hand over')]])
  })

  it.each([1, 2, 4])('and breaks the line each time, as number %s of 4, stops no other', async bad => {
    const inbox = await inboxAt({ mails: mailNumbers(4), stumbles: stumbleAt([bad], breakOff) })
    expect(await inbox.poll()).toMatchObject({ new: 3, failure: null })
    expect(await inbox.outcome()).toEqual({
      decided: but(4, bad),
      waiting: [[bad, expect.stringContaining('was lost')]],
    })
  })

  it.each([
    ['refuses', refuse('NO [CORRUPTION] broken')],
    ['breaks the line', breakOff],
  ])('nor do two among 300 where the server %s, for few commands more', async (_, say) => {
    const inbox = await inboxAt({ mails: mailNumbers(300), stumbles: stumbleAt([17, 230], say) })
    expect(await inbox.poll()).toMatchObject({ new: 298, failure: null })
    const { decided, waiting } = await inbox.outcome()
    expect(decided).toEqual(but(300, 17, 230))
    expect(waiting.map(([uid]) => uid)).toEqual([17, 230])
    expect(inbox.heard().filter(line => line.includes('BODY.PEEK[]')).length).toBeLessThan(20)
  })

  it.each<[string, OddRow]>([
    ['NIL as its content', withContent(row => row.replace(/BODY\[\] [\s\S]*\)\r\n$/, 'BODY[] NIL)\r\n'))],
    ['an answer without content', withContent(row => row.replace(/ BODY\[\] [\s\S]*\)\r\n$/, ')\r\n'))],
    ['no answer', withContent(() => '')],
    ['an answer that nobody can read', withContent(row => row.replace('(UID', '(((UID'))],
  ])('with %s stops no other', async (_, row) => {
    const inbox = await inboxAt({ mails: mailNumbers(4), oddRows: oddAt(3, row) })
    expect(await inbox.poll()).toMatchObject({ new: 3, failure: null })
    const { decided, waiting } = await inbox.outcome()
    expect(decided).toEqual([1, 2, 4])
    expect(waiting).toEqual([[3, expect.stringContaining('did not hand over')]])
  })
})

describe('a message that the server does not describe', () => {
  const change =
    (pattern: RegExp, text: string): OddRow =>
    row =>
      row.replace(pattern, text)
  it.each<[string, OddRow]>([
    ['no size', change(/ RFC822\.SIZE \d+/, '')],
    ['NIL as its date', change(/INTERNALDATE "[^"]*"/, 'INTERNALDATE NIL')],
    ['a date that is none', change(/INTERNALDATE "[^"]*"/, 'INTERNALDATE "the day before"')],
    ['a size that is too small', change(/RFC822\.SIZE \d+/, 'RFC822.SIZE 3')],
    ['a size that is no number', change(/RFC822\.SIZE \d+/, 'RFC822.SIZE NIL')],
    ['a row that nobody can read', (row, { args }) => (args.includes('SIZE') ? row.replace('(', '(((') : row)],
    ['no row', (row, { args }) => (args.includes('SIZE') ? '' : row)],
  ])('but with %s becomes a ticket like all others', async (_, row) => {
    const inbox = await inboxAt({ mails: mailNumbers(4), oddRows: oddAt(2, row) })
    expect(await inbox.poll()).toMatchObject({ new: 4, failure: null })
    expect(await inbox.outcome()).toEqual({ decided: [1, 2, 3, 4], waiting: [] })
    expect(await inbox.poll()).toMatchObject({ new: 0, failure: null })
  })

  it.each([
    ['by NO', refuse('NO [SERVERBUG] no size', 'listing')],
    ['by BAD', refuse('BAD', 'listing')],
    ['and breaks the line', breakOff],
  ])('%s becomes a ticket like all others', async (_, say) => {
    const inbox = await inboxAt({ mails: mailNumbers(5), stumbles: stumbleAt([3], say, 'listing') })
    expect(await inbox.poll()).toMatchObject({ new: 5, failure: null })
    expect(await inbox.outcome()).toEqual({ decided: [1, 2, 3, 4, 5], waiting: [] })
  })

  it.each([
    ['refuses them', refuse('NO [LIMIT] no headers today', 'headers')],
    ['breaks the line', breakOff],
  ])('by its headers, as it is too big, stops no other when the server %s', async (_, say) => {
    const mails = [mailNumber(1), mailNumber(2, 11_000), mailNumber(3), mailNumber(4)]
    const stumbles = new Map([...stumbleAt([2], say, 'headers'), ...stumbleAt([3], refuse('NO broken'))])
    const inbox = await inboxAt({ mails, stumbles }, { settings: { maximum_email_size: '8K' } })
    expect(await inbox.poll()).toMatchObject({ new: 2, failure: null })
    const { decided, waiting } = await inbox.outcome()
    expect(decided).toEqual([1, 4])
    expect(waiting.map(([uid]) => uid)).toEqual([2, 3])
  })
})

describe('when every single one fails', () => {
  it.each([
    ['refuses', refuse('NO [UNAVAILABLE] backend down'), 'backend down'],
    ['breaks the line', breakOff, 'was lost'],
  ])('the server is the cause where it %s, and all of them come once it is well', async (_, say, words) => {
    let isIll = true
    const stumbles = stumbleAt([1, 2, 3], (...args) => (isIll ? say(...args) : null))
    const inbox = await inboxAt({ mails: mailNumbers(3), stumbles })
    const failed = await inbox.poll()
    expect(failed.failure).toContain('does not hand over any of the messages')
    expect(failed.failure).toContain(words)
    expect((await inbox.outcome()).waiting).toHaveLength(3)
    isIll = false
    expect(await inbox.poll()).toMatchObject({ new: 3, failure: null })
    expect(await inbox.outcome()).toEqual({ decided: [1, 2, 3], waiting: [] })
  })
})

describe('a message that failed before', () => {
  it('comes as soon as the line holds again, and no other comes twice', async () => {
    let cuts = 0
    const stumbles = stumbleAt([2], (...args) => (cuts++ < 2 ? breakOff(...args) : null))
    const inbox = await inboxAt({ mails: mailNumbers(4), stumbles })
    expect(await inbox.poll()).toMatchObject({ new: 3, failure: null })
    expect(await inbox.poll()).toMatchObject({ new: 1, created: 1, failure: null })
    expect(await inbox.outcome()).toEqual({ decided: [1, 2, 3, 4], waiting: [] })
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
  })

  it('is asked for later and later, after all others, and costs a healthy inbox nothing', async () => {
    const mails = mailNumbers(3)
    let isIll = true
    const stumbles = stumbleAt([1], (...args) => (isIll ? breakOff(...args) : null))
    const inbox = await inboxAt({ mails, stumbles })
    expect(await inbox.poll()).toMatchObject({ new: 2, failure: null })
    const asksFor1 = async () => {
      const before = inbox.heard().length
      expect(await inbox.poll()).toMatchObject({ failure: null })
      const asked = inbox
        .heard()
        .slice(before)
        .filter(line => line.includes('BODY.PEEK[]'))
      return asked.map(line => /UID FETCH (\S+)/.exec(line)?.[1])
    }
    mails.push(mailNumber(4))
    // The new one first, over a line that nothing has broken yet.
    expect((await asksFor1())[0]).toBe('4')
    expect(await asksFor1()).toEqual([])
    const waited: number[] = []
    for (let minutes = 0; waited.length < 3; minutes += 1) {
      desk.advance(60_000)
      if ((await asksFor1()).length > 0) waited.push(minutes)
    }
    const [first = 0, second = 0, third = 0] = waited
    expect(second - first).toBeGreaterThan(first)
    expect(third - second).toBeGreaterThan(second - first)
    isIll = false
    desk.advance(6 * 3_600_000)
    expect(await inbox.poll()).toMatchObject({ new: 1, created: 1, failure: null })
    expect(await inbox.outcome()).toEqual({ decided: [1, 2, 3, 4], waiting: [] })
  })
})
