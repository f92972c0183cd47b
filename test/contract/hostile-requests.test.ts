import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScriptedApi, type HostUnderTest, startHost } from './host-under-test.ts'

const api = createScriptedApi()
let desk: HostUnderTest
beforeAll(async () => {
  desk = await startHost(api, { requestMs: 300, idleMs: 2_000 })
})
afterAll(() => desk.close())

describe('the address of the service host', () => {
  it('carries 256 random bits in its fragment and is bound to the loopback', () => {
    expect(desk.host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
  })

  it('is another one at each start', async () => {
    const other = await startHost(api)
    expect(other.token).not.toBe(desk.token)
    await other.close()
  })
})

describe('who may open the wire', () => {
  type Own = { readonly origin: string; readonly host: string }
  const cases: [string, (own: Own) => Record<string, string | undefined>, string[], number][] = [
    ['our page with the token', own => own, ['postdesk', 'TOKEN'], 101],
    ['a name rebound to the loopback', own => ({ ...own, host: 'evil.example' }), ['postdesk', 'TOKEN'], 421],
    [
      'a rebound name that comes from itself',
      () => ({ origin: 'http://evil.example', host: 'evil.example' }),
      ['postdesk', 'TOKEN'],
      421,
    ],
    [
      'localhost by name',
      own => ({ ...own, host: own.host.replace('127.0.0.1', 'localhost') }),
      ['postdesk', 'TOKEN'],
      421,
    ],
    ['a page from elsewhere', own => ({ ...own, origin: 'https://evil.example' }), ['postdesk', 'TOKEN'], 403],
    ['a page on another port', own => ({ ...own, origin: 'http://127.0.0.1:1' }), ['postdesk', 'TOKEN'], 403],
    ['a sandboxed frame', own => ({ ...own, origin: 'null' }), ['postdesk', 'TOKEN'], 403],
    ['no page at all', own => ({ ...own, origin: undefined }), ['postdesk', 'TOKEN'], 403],
    ['no token', own => own, ['postdesk'], 401],
    ['no protocol', own => own, [], 401],
    ['another token of the same length', own => own, ['postdesk', 'A'.repeat(43)], 401],
    ['the token cut short', own => own, ['postdesk', 'SHORT'], 401],
    ['the token first', own => own, ['TOKEN', 'postdesk'], 401],
    ['the token and one more', own => own, ['postdesk', 'TOKEN', 'other'], 401],
  ]
  it.each(cases)('%s', async (_who, headers, protocols, status) => {
    const words: Record<string, string> = { TOKEN: desk.token, SHORT: desk.token.slice(1) }
    const given = protocols.map(one => words[one] ?? one)
    expect(await desk.upgrade(headers(desk.own), given)).toBe(status)
  })

  it.each(['/other', '/wire/', '/wire?token=TOKEN', '/?token=TOKEN', '//wire'])(
    'is told nothing under %s',
    async path => {
      const named = path.replace('TOKEN', desk.token)
      expect(await desk.upgrade(desk.own, ['postdesk', desk.token], named)).toBe(404)
      expect(await desk.upgrade(desk.own, ['postdesk'], named)).not.toBe(101)
    },
  )

  it('asks nothing of the engine before it is let in', () => {
    expect(api.calls).toEqual([])
  })
})

describe('files of the screens', () => {
  it('come with a policy for exactly this port, and the page is never cached', async () => {
    const { status, headers, body } = await desk.ask('/')
    const policy = String(headers['content-security-policy'])
    expect([status, body]).toEqual([200, '<!doctype html><title>Postdesk</title>'])
    expect(policy).toContain(`connect-src ws://127.0.0.1:${desk.host.port};`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  })

  it('with a hash in the name may be kept', async () => {
    expect((await desk.ask('/assets/index-abc.js?v=1')).headers['cache-control']).toContain('immutable')
  })

  it('are described without being sent for HEAD', async () => {
    const { status, body, headers } = await desk.ask('/', {}, 'HEAD')
    expect([status, body]).toEqual([200, ''])
    expect(Number(headers['content-length'])).toBeGreaterThan(0)
  })

  it.each([
    ['dots that lead out', '/../outside.js'],
    ['encoded dots', '/%2e%2e/outside.js'],
    ['encoded slashes', '/..%2foutside.js'],
    ['backslashes', '/..\\outside.js'],
    ['encoded backslashes', '/..%5coutside.js'],
    ['encoded twice', '/%252e%252e/outside.js'],
    ['overlong encoding', '/%c0%ae%c0%ae/outside.js'],
    ['a broken escape', '/%zz'],
    ['a zero byte', '/index.html%00.js'],
    ['a link that leads out', '/link.js'],
    ['a folder that leads out', '/up/outside.js'],
    ['a folder', '/assets/'],
    ['a folder without its slash', '/assets'],
    ['a kind of file that is not ours', '/secret.key'],
    ['a missing file', '/favicon.ico'],
    ['an absolute address', 'http://evil.example/'],
    ['an address without a scheme', '//evil.example/index.html'],
    ['an asterisk', '*'],
  ])('are not given for %s', async (_what, path) => {
    const answer = await desk.ask(path)
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('secret')
  })

  it.each<[string, Record<string, string>, number]>([
    ['under another name', { host: 'evil.example' }, 421],
    ['by localhost', { host: 'localhost' }, 421],
    ['from another origin', { origin: 'https://evil.example' }, 403],
    ['as a picture of a foreign page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    [
      'as a frame of a foreign page',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      403,
    ],
    ['as a script of another port', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }, 403],
    ['with a body', { 'content-length': '3' }, 413],
    [
      'to whoever follows a link',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      200,
    ],
    ['to our own page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors' }, 200],
  ])('asked for %s', async (_how, headers, status) => {
    expect((await desk.ask('/', headers, 'GET', headers['content-length'] ? 'abc' : '')).status).toBe(status)
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('know no %s', async method => {
    const { status, headers } = await desk.ask('/', {}, method)
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD'])
  })
})

describe('heads of requests', () => {
  const head = (lines: string) => `GET / HTTP/1.1\r\n${lines}\r\n\r\n`

  it.each<[string, () => string, RegExp]>([
    ['without a Host', () => 'GET / HTTP/1.0\r\n\r\n', /^HTTP\/1.1 421 /],
    ['with two Hosts', () => head(`Host: ${desk.own.host}\r\nHost: evil.example`), /^HTTP\/1.1 421 /],
    ['of 9 KB', () => head(`Host: ${desk.own.host}\r\nX: ${'x'.repeat(9 * 1024)}`), /^HTTP\/1.1 431 /],
    ['that are not HTTP', () => 'postdesk please\r\n\r\n', /^HTTP\/1.1 400 /],
    ['that ask for a tunnel', () => `CONNECT ${desk.own.host} HTTP/1.1\r\nHost: ${desk.own.host}\r\n\r\n`, /^$/],
    ['that never end', () => `GET / HTTP/1.1\r\nHost: ${desk.own.host}\r\nX: `, /^HTTP\/1.1 408 /],
    [
      'whose body never comes',
      () => `POST / HTTP/1.1\r\nHost: ${desk.own.host}\r\nContent-Length: 9\r\n\r\n`,
      /^HTTP\/1.1 405 /,
    ],
    [
      'whose body is endless',
      () => `GET / HTTP/1.1\r\nHost: ${desk.own.host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`,
      /^HTTP\/1.1 413 /,
    ],
    [
      'with a second request in the body',
      () => head(`Host: ${desk.own.host}\r\nContent-Length: 4\r\n\r\nGET `),
      /^HTTP\/1.1 413 (?![\s\S]*HTTP\/1)/,
    ],
  ])('%s are answered once and cut off', async (_what, bytes, answer) => {
    expect(await desk.speak(bytes())).toMatch(answer)
  })

  it('that come byte by byte keep nobody else waiting', async () => {
    const slow = desk.speak(`GET / HTTP/1.1\r\nHost: ${desk.own.host}\r\nX: `)
    expect((await desk.ask('/')).status).toBe(200)
    expect(await slow).toMatch(/^HTTP\/1.1 408 /)
  })

  it('after which nothing is asked any more are let go', async () => {
    expect(await desk.speak(head(`Host: ${desk.own.host}\r\nConnection: keep-alive`))).toMatch(/^HTTP\/1.1 200 /)
  })
})
