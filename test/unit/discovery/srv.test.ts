import { describe, expect, it } from 'vitest'
import type { SrvRecord } from '../../../src-main/engine/discovery/reach.ts'
import { discover, fakeReach } from './fake-reach.ts'

const record = (name: string, port: number, priority = 0, weight = 0): SrvRecord => ({ name, port, priority, weight })
const imaps = '_imaps._tcp.example.org'
const places = (list: readonly { server: string; port: number }[]) =>
  list.map(({ server, port }) => `${server}:${port}`)

describe('servers that DNS names', () => {
  it('come with IMAP before POP3, TLS before STARTTLS, and end the search', async () => {
    const reach = fakeReach({
      srv: {
        '_pop3._tcp.example.org': [record('pop.example.org', 110)],
        '_pop3s._tcp.example.org': [record('pop.example.org', 995)],
        '_imap._tcp.example.org': [record('imap.example.org', 143)],
        [imaps]: [record('IMAP.example.org.', 993)],
        '_submissions._tcp.example.org': [record('smtp.example.org', 465)],
      },
    })
    const { candidates, outgoing, trail } = await discover(reach)
    expect(candidates.map(({ protocol, security, port }) => `${protocol} ${security} ${port}`)).toEqual([
      'imap tls 993',
      'imap starttls 143',
      'pop3 tls 995',
      'pop3 starttls 110',
    ])
    expect(candidates[0]).toMatchObject({
      server: 'imap.example.org',
      login: 'support@example.org',
      source: 'srv',
      proof: 'DNS names it under _imaps._tcp.example.org.',
      warning: null,
    })
    expect(places(outgoing)).toEqual(['smtp.example.org:465'])
    expect(reach.asked.filter(what => /^(get|probe)/.test(what))).toEqual([])
    expect(trail.filter(({ ok }) => ok).map(({ asked }) => asked)).toContain(imaps)
  })

  it('are ordered by priority, then by weight, the same each time', async () => {
    const records = [
      record('c.example.org', 993, 20, 99),
      record('b.example.org', 993, 10, 5),
      record('a.example.org', 993, 10, 50),
      record('d.example.org', 993, 10, 5),
    ]
    for (const list of [records, records.toReversed()]) {
      const { candidates } = await discover(fakeReach({ srv: { [imaps]: list } }))
      expect(places(candidates)).toEqual(['a', 'b', 'd', 'c'].map(name => `${name}.example.org:993`))
    }
  })

  it.each(['.', ''])('are none where the target is %j: the service is not offered', async name => {
    const { candidates, trail } = await discover(fakeReach({ srv: { [imaps]: [record(name, 0)] } }))
    expect(candidates).toEqual([])
    expect(trail.find(({ asked }) => asked === imaps)?.outcome).toBe('The domain says that it does not offer this.')
  })

  it.each(['mail.example.net', 'mail.example.org.evil.test', 'notexample.org'])(
    'outside of the domain (%s) are marked, come last, and do not end the search',
    async server => {
      const reach = fakeReach({
        srv: { [imaps]: [record(server, 993)] },
        servers: { 'imap.example.org:993': 'trusted' },
      })
      const { candidates } = await discover(reach)
      expect(candidates.map(candidate => [candidate.server, candidate.warning !== null])).toEqual([
        ['imap.example.org', false],
        [server, true],
      ])
      expect(candidates[1]?.warning).toContain('does not belong to example.org')
    },
  )

  it.each([
    ['a name that is none', record('evil/../host', 993)],
    ['markup', record('<b>x</b>.example.org', 993)],
    ['an address in figures', record('127.0.0.1', 993)],
    ['the own computer', record('localhost', 993)],
    ['port 0', record('imap.example.org', 0)],
    ['a port beyond all', record('imap.example.org', 70_000)],
    ['a name beyond all', record(`${'a.'.repeat(200)}example.org`, 993)],
  ])('that cannot be one are left out: %s', async (_, bad) => {
    const { candidates, trail } = await discover(fakeReach({ srv: { [imaps]: [bad] } }))
    expect(candidates).toEqual([])
    expect(trail.find(({ asked }) => asked === imaps)?.outcome).toBe('The entry names no server that could exist.')
  })

  it('by the thousand are cut to a few', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => record(`m${index}.example.org`, 993))
    expect((await discover(fakeReach({ srv: { [imaps]: many } }))).candidates).toHaveLength(8)
  })

  it('that cannot be asked for are an entry in the trail, and the search goes on', async () => {
    const reach = fakeReach({ srv: { [imaps]: new Error('DNS could not be asked (ETIMEOUT).') } })
    const { trail } = await discover(reach)
    expect(trail.find(({ asked }) => asked === imaps)).toMatchObject({
      ok: false,
      outcome: 'DNS could not be asked (ETIMEOUT).',
    })
    expect(reach.asked.some(what => what.startsWith('probe'))).toBe(true)
  })
})
