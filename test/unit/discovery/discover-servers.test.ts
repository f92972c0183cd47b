import { describe, expect, it } from 'vitest'
import { discoverServers } from '../../../src-main/engine/discovery/discover-servers.ts'
import { isPublicAddress } from '../../../src-main/engine/discovery/reach/public-address.ts'
import { discover, fakeReach, hurriedClock } from './fake-reach.ts'

describe('looking for servers', () => {
  it('asks the surest first, and guesses last', async () => {
    const reach = fakeReach()
    const { candidates, outgoing, trail } = await discover(reach)
    expect([candidates, outgoing]).toEqual([[], []])
    expect([...new Set(reach.asked.map(what => what.split(' ')[0]))]).toEqual(['mx', 'srv', 'get', 'probe'])
    expect([...new Set(trail.map(({ source }) => source))]).toEqual(['known', 'srv', 'autoconfig', 'probe'])
    expect(trail.every(({ ok, outcome }) => !ok && outcome.endsWith('.'))).toBe(true)
  })

  it('guesses the usual names and ports, and tells what greets, the trusted before the doubtful', async () => {
    const reach = fakeReach({
      servers: {
        'imap.example.org:993': { refusal: 'The certificate was made for mail.example.org.' },
        'mail.example.org:993': 'trusted',
        'mail.example.org:143': 'trusted',
        'pop3.example.org:995': 'trusted',
      },
    })
    const { candidates } = await discover(reach)
    expect(reach.asked.filter(what => what.startsWith('probe'))).toEqual(
      [
        ...['imap.example.org:993', 'mail.example.org:993', 'example.org:993'],
        ...['imap.example.org:143', 'mail.example.org:143', 'example.org:143'],
        ...['pop.example.org:995', 'pop3.example.org:995', 'pop.example.org:110', 'pop3.example.org:110'],
      ].map(place => `probe ${place}`),
    )
    expect(candidates.map(({ server, port, warning }) => [`${server}:${port}`, warning])).toEqual([
      ['mail.example.org:993', null],
      ['mail.example.org:143', null],
      ['pop3.example.org:995', null],
      ['imap.example.org:993', 'The certificate was made for mail.example.org.'],
    ])
    expect(candidates[0]).toMatchObject({
      source: 'probe',
      security: 'tls',
      proof: 'mail.example.org:993 greets as an IMAP server over TLS.',
    })
  })

  it('waits for nobody who never answers: 8 s for a file, 8 s for all guesses together', async () => {
    const clock = hurriedClock()
    const reach = fakeReach({
      pages: { 'https://autoconfig.example.org/mail/config-v1.1.xml': 'never' },
      servers: { 'imap.example.org:993': 'never', 'example.org:993': 'trusted' },
    })
    const { candidates, trail } = await discoverServers('a@example.org', clock, new AbortController().signal, reach)
    expect(candidates.map(({ server }) => server)).toEqual(['example.org'])
    for (const asked of ['https://autoconfig.example.org/mail/config-v1.1.xml', 'imap.example.org:993']) {
      expect(trail.find(line => line.asked === asked)?.outcome).toBe('No answer came within 8 s.')
    }
    expect(Math.max(...clock.slept)).toBe(8_000)
  })

  it('ends when it is told to', async () => {
    const aborted = AbortSignal.abort()
    const reach = fakeReach()
    await expect(discover(reach, 'a@example.org', aborted)).rejects.toMatchObject({ code: 'connection-failed' })
    expect(reach.asked).toEqual([])
    const stop = new AbortController()
    const stopping = {
      ...reach,
      get: () => {
        stop.abort()
        return new Promise<never>(() => {})
      },
    }
    await expect(discover(stopping, 'a@example.org', stop.signal)).rejects.toMatchObject({ code: 'connection-failed' })
    expect(reach.asked.some(what => what.startsWith('probe'))).toBe(false)
  })
})

describe('an address of a machine', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])('%s is public', address => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...['100.64.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.1', '198.18.0.1', '::1', '::', 'fe80::1', 'fd00::1'],
    ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1'],
    ...['2001:db8::1', '::7f00:1', 'example.org', ''],
  ])('%j is not', address => {
    expect(isPublicAddress(address)).toBe(false)
  })
})
