import { describe, expect, it } from 'vitest'
import { isPublicName } from '../../../src-main/engine/discovery/mail-address.ts'
import { providers } from '../../../src-main/engine/discovery/providers.ts'
import { discover, fakeReach } from './fake-reach.ts'

const mx = (...names: string[]) => names.map((exchange, index) => ({ exchange, priority: 10 * (index + 1) }))

describe('a provider that we know', () => {
  it('is found by the domain of the address, and nobody is asked', async () => {
    const reach = fakeReach()
    const { candidates, outgoing, trail } = await discover(reach, 'Somebody@GMail.com')
    expect(reach.asked).toEqual([])
    expect(candidates[0]).toMatchObject({
      protocol: 'imap',
      server: 'imap.gmail.com',
      port: 993,
      security: 'tls',
      login: 'Somebody@GMail.com',
      source: 'known',
      proof: 'gmail.com belongs to Google.',
      warning: null,
    })
    expect(candidates.map(({ protocol, signIn, auth }) => `${protocol} ${signIn} ${auth}`)).toEqual([
      'imap oauth-google oauth',
      'imap app-password password',
      'pop3 oauth-google oauth',
      'pop3 app-password password',
    ])
    expect(candidates[0]?.hint).toContain('app password')
    expect(outgoing[0]).toMatchObject({ server: 'smtp.gmail.com', port: 465 })
    expect(trail).toMatchObject([{ source: 'known', asked: 'gmail.com', ok: true }])
  })

  it.each([
    ['example-org.mail.protection.outlook.com', 'outlook.office365.com', 'oauth-microsoft'],
    ['ASPMX.L.Google.com.', 'imap.gmail.com', 'oauth-google'],
    ['in1-smtp.messagingengine.com', 'imap.fastmail.com', 'app-password'],
    ['mta7.am0.yahoodns.net', 'imap.mail.yahoo.com', 'app-password'],
    ['mx-aol.mail.gm0.yahoodns.net', 'imap.aol.com', 'app-password'],
    ['mx00.kundenserver.de', 'imap.ionos.de', 'password'],
  ])('takes the mail of an own domain: %s leads to %s', async (exchange, server, signIn) => {
    const reach = fakeReach({ mx: mx(exchange) })
    const { candidates } = await discover(reach)
    expect(reach.asked).toEqual(['mx example.org'])
    expect(candidates[0]).toMatchObject({ server, signIn, source: 'known', login: 'support@example.org' })
    expect(candidates[0]?.proof).toMatch(/^The mail of example\.org goes to /)
  })

  it.each([
    ['a name that only ends alike', mx('mail.notgoogle.com')],
    ['a spare one behind another', mx('mail.example.org', 'aspmx.l.google.com')],
    ['nobody at all', mx('')],
    ['nothing', []],
    ['no answer', new Error('DNS could not be asked (ESERVFAIL).')],
  ])('is not seen in %s', async (_, records) => {
    const reach = fakeReach({ mx: records })
    const { candidates, trail } = await discover(reach)
    expect(candidates).toEqual([])
    expect(trail[1]).toMatchObject({ source: 'known', asked: 'MX example.org', ok: false })
    expect(reach.asked).toContain('srv _imaps._tcp.example.org')
  })

  it('without any server says in the trail what to do instead', async () => {
    const { candidates, trail } = await discover(fakeReach(), 'a@proton.me')
    expect(candidates).toEqual([])
    expect(trail[0]?.outcome).toContain('Bridge')
  })
})

describe('the list of providers', () => {
  it('has about forty, each domain and each MX once', () => {
    expect(providers.length).toBeGreaterThan(40)
    for (const list of [providers.flatMap(({ domains }) => domains), providers.flatMap(({ mx }) => mx)]) {
      expect(list.filter((name, index) => list.indexOf(name) !== index)).toEqual([])
    }
  })

  it.each(providers.map(provider => [provider.name, provider] as const))('%s is written soundly', (_, provider) => {
    const servers = [provider.imap, provider.pop3, provider.smtp].flatMap(server => server ?? [])
    expect(servers.every(({ server, security }) => isPublicName(server) && security !== ('none' as string))).toBe(true)
    // What is not a name yet would never be found.
    expect(
      [...provider.domains, ...provider.mx].filter(name => name !== 'mx.microsoft' && !isPublicName(name)),
    ).toEqual([])
    expect(provider.domains.length + provider.mx.length).toBeGreaterThan(0)
    expect(provider.signIn.length).toBeGreaterThan(0)
    if (provider.signIn[0] !== 'password' || servers.length === 0) expect(provider.hint).not.toBe('')
    expect(provider.hint).toMatch(/^$|^[^.]*(\.[^ ][^.]*)*\.$/)
  })
})

describe('an address', () => {
  it.each([
    '',
    'support',
    '@example.org',
    'a@',
    'a@localhost',
    'a@example',
    'a@127.0.0.1',
    'a@[::1]',
    'a@exa mple.org',
  ])('that is none (%j) is refused with its field, and nobody is asked', async address => {
    const reach = fakeReach()
    await expect(discover(reach, address)).rejects.toMatchObject({ code: 'invalid-input', field: 'address' })
    expect(reach.asked).toEqual([])
  })

  it('of an international domain is asked for in its ASCII form', async () => {
    const reach = fakeReach()
    await discover(reach, 'support@bücher.example')
    expect(reach.asked).toContain('srv _imaps._tcp.xn--bcher-kva.example')
  })
})
