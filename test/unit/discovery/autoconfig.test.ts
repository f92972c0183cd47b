import { describe, expect, it } from 'vitest'
import { readAutoconfig } from '../../../src-main/engine/discovery/autoconfig-xml.ts'
import { discover, fakeReach } from './fake-reach.ts'

const first = 'https://autoconfig.example.org/mail/config-v1.1.xml'
const second = 'https://example.org/.well-known/autoconfig/mail/config-v1.1.xml'

type Server = { type?: string; host?: string; port?: string; socket?: string; user?: string; auth?: readonly string[] }

function serverXml({
  type = 'imap',
  host = 'imap.example.org',
  port = '993',
  socket = 'SSL',
  user = '%EMAILADDRESS%',
  auth = ['password-cleartext'],
}: Server = {}): string {
  const tag = type === 'smtp' ? 'outgoingServer' : 'incomingServer'
  const ways = auth.map(way => `<authentication>${way}</authentication>`).join('')
  return `<${tag} type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>${socket}</socketType><username>${user}</username>${ways}</${tag}>`
}

const configXml = (...servers: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<clientConfig version="1.1"><emailProvider id="example.org"><domain>example.org</domain>${servers.join('\n')}</emailProvider></clientConfig>`

const offering = (body: string) => discover(fakeReach({ pages: { [first]: { body } } }))

describe("a domain's own file for mail programs", () => {
  it('names servers in the order of the provider, with the login filled in', async () => {
    const reach = fakeReach({
      pages: {
        [first]: {
          body: configXml(
            serverXml({ user: '%EMAILLOCALPART%' }),
            serverXml({ port: '143', socket: 'STARTTLS', user: '%EMAILLOCALPART%/%EMAILDOMAIN%' }),
            serverXml({ type: 'pop3', host: 'pop.%EMAILDOMAIN%', port: '995' }),
            serverXml({ type: 'smtp', host: 'smtp.example.org', port: '465' }),
          ),
        },
      },
    })
    const { candidates, outgoing } = await discover(reach)
    expect(candidates).toMatchObject([
      { protocol: 'imap', server: 'imap.example.org', port: 993, security: 'tls', login: 'support' },
      { protocol: 'imap', port: 143, security: 'starttls', login: 'support/example.org' },
      { protocol: 'pop3', server: 'pop.example.org', port: 995, login: 'support@example.org' },
    ])
    expect(candidates[0]).toMatchObject({ source: 'autoconfig', auth: 'password', warning: null })
    expect(outgoing).toMatchObject([{ protocol: 'smtp', server: 'smtp.example.org', port: 465 }])
    expect(reach.asked).toContain(`get ${first}?emailaddress=support%40example.org`)
    expect(reach.asked.some(what => what.startsWith('probe'))).toBe(false)
  })

  it('is looked for at its second place too, and what both say is told once', async () => {
    const body = configXml(serverXml())
    expect((await discover(fakeReach({ pages: { [second]: { body } } }))).candidates).toHaveLength(1)
    const both = await discover(fakeReach({ pages: { [first]: { body }, [second]: { body } } }))
    expect(both.candidates).toHaveLength(1)
    expect(both.trail.filter(({ source, ok }) => source === 'autoconfig' && ok)).toHaveLength(2)
  })

  it.each([
    [['OAuth2'], 'oauth', 'oauth'],
    [['OAuth2', 'password-cleartext'], 'password', 'password'],
    [['password-encrypted'], 'password', 'password'],
    [[], 'password', 'password'],
  ])('with the sign-in %j is one by %s', async (auth, kind, signIn) => {
    expect((await offering(configXml(serverXml({ auth })))).candidates[0]).toMatchObject({ auth: kind, signIn })
  })

  it.each([
    ['outlook.office365.com', 'oauth-microsoft'],
    ['imap.gmail.com', 'oauth-google'],
    ['gmail.com.evil.test', 'oauth'],
  ])('for %s with OAuth alone is one by %s', async (host, signIn) => {
    expect((await offering(configXml(serverXml({ host, auth: ['OAuth2'] })))).candidates[0]?.signIn).toBe(signIn)
  })

  it('without encryption is marked in words, and the search goes on', async () => {
    const reach = fakeReach({ pages: { [first]: { body: configXml(serverXml({ port: '143', socket: 'plain' })) } } })
    const { candidates } = await discover(reach)
    expect(candidates[0]).toMatchObject({ security: 'none' })
    expect(candidates[0]?.warning).toContain('not encrypted')
    expect(reach.asked.some(what => what.startsWith('probe'))).toBe(true)
  })

  it.each([
    ['another protocol', { type: 'exchange' }],
    ['a host in figures', { host: '10.0.0.7' }],
    ['the own computer', { host: 'localhost' }],
    ['a host with a path', { host: 'imap.example.org/x' }],
    ['no port', { port: '' }],
    ['an odd port', { port: '0x3e1' }],
    ['a port beyond all', { port: '99999' }],
    ['no way to encrypt that exists', { socket: 'magic' }],
    ['a login with a line in it', { user: 'a&#10;b' }],
    ['a login that turns around', { user: 'a\u202eb' }],
    ['a placeholder that we do not know', { user: '%USERNAME%' }],
    ['an endless host', { host: `${'a'.repeat(5_000)}.example.org` }],
  ])('is not believed in a server with %s', async (_, server: Server) => {
    const { candidates, trail } = await offering(configXml(serverXml(server)))
    expect(candidates).toEqual([])
    expect(trail.find(({ asked }) => asked === first)?.outcome).toBe('The file names no server that could be used.')
  })
})

describe('a hostile file', () => {
  const outcomeOf = async (body: string) =>
    (await offering(body)).trail.find(({ asked }) => asked === first)?.outcome ?? ''

  it('of many megabytes is not read', async () => {
    expect(await outcomeOf(configXml(' '.repeat(5_000_000)))).toBe('The answer is longer than 64 kB.')
  })

  it('with too many or too deep elements is given up', async () => {
    expect(await outcomeOf(configXml('<a/>'.repeat(5_000)))).toContain('far too large')
    expect(await outcomeOf(configXml('<a>'.repeat(5_000)))).toContain('too deeply nested')
  })

  it('does not have its own entities expanded', async () => {
    const bomb = `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, level) => `<!ENTITY a${level} "&a;&a;&a;&a;&a;&a;&a;&a;">`).join('')}]>`
    const started = performance.now()
    const servers = readAutoconfig(bomb + configXml(serverXml({ host: '&a19;&a;' })))
    expect(performance.now() - started).toBeLessThan(500)
    expect(servers[0]?.hostname).toBe('&a19;&a;')
    expect(
      readAutoconfig(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${configXml(serverXml({ user: '&e;' }))}`),
    ).toMatchObject([{ username: '&e;' }])
  })

  it.each(['', '<html><body>404</body></html>', '{"a":1}', '\0\0\0', configXml().slice(0, 40)])(
    'that is none (%j) names nothing, and the search goes on',
    async body => {
      expect((await offering(body)).candidates).toEqual([])
    },
  )

  it('with a thousand servers is cut to a few', async () => {
    const many = Array.from({ length: 200 }, (_, index) => serverXml({ host: `m${index}.example.org` }))
    const body = configXml(...many)
    expect(body.length).toBeLessThan(64 * 1024)
    expect((await offering(body)).candidates.length).toBeLessThanOrEqual(20)
  })
})

describe('redirects', () => {
  const to = (location: string) => ({ status: 302, location })

  it('are followed three times over https, to another name too', async () => {
    const reach = fakeReach({
      pages: {
        [first]: to('/1'),
        'https://autoconfig.example.org/1': to('https://config.example.net/2'),
        'https://config.example.net/2': to('https://config.example.net/3'),
        'https://config.example.net/3': { body: configXml(serverXml()) },
      },
    })
    expect((await discover(reach)).candidates).toHaveLength(1)
  })

  it.each([
    [first, 'redirected more than 3 times'],
    ['http://autoconfig.example.org/x', 'redirected away from https'],
    ['https://127.0.0.1/x', 'a place that is not public'],
    ['https://[::1]/x', 'a place that is not public'],
    ['https://169.254.169.254/latest/meta-data', 'a place that is not public'],
    ['https://0x7f000001/x', 'a place that is not public'],
    ['https://2130706433/x', 'a place that is not public'],
    ['https://localhost/x', 'a place that is not public'],
    ['https://intranet/x', 'a place that is not public'],
    ['https://mail.example.org:8443/x', 'an unusual place'],
    ['https://user:secret@mail.example.org/x', 'an unusual place'],
    ['file:///etc/passwd', 'redirected away from https'],
    ['https://', 'what is no address'],
  ])('to %s are not followed', async (location, words) => {
    const reach = fakeReach({ pages: { [first]: to(location) } })
    const { candidates, trail } = await discover(reach)
    expect(candidates).toEqual([])
    expect(trail.find(({ asked }) => asked === first)?.outcome).toContain(words)
    const gets = reach.asked.filter(what => what.startsWith('get '))
    expect(gets.every(what => /^get https:\/\/(autoconfig\.)?example\.org\//.test(what))).toBe(true)
    expect(gets.length).toBeLessThanOrEqual(5)
  })

  it.each([403, 500, 301])('and status %i without a place to go are no answer', async status => {
    const { trail } = await discover(fakeReach({ pages: { [first]: { status } } }))
    expect(trail.find(({ asked }) => asked === first)).toMatchObject({
      ok: false,
      outcome: `The server answers with status ${status}.`,
    })
  })
})
