import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type ServiceHost, startServiceHost } from '../../src-main/hosts/service/start-service-host.ts'
import { createFakeApi, type FakeApi } from '../fakes/fake-api.ts'
import { filledDesk } from '../fakes/fake-desk.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
let dir: string
let api: FakeApi
let host: ServiceHost
let token: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'postdesk-host-'))
  await mkdir(join(dir, 'renderer/assets'), { recursive: true })
  await writeFile(join(dir, 'renderer/index.html'), '<!doctype html><title>Postdesk</title>')
  await writeFile(join(dir, 'renderer/assets/index-abc.js'), 'export {}')
  await writeFile(join(dir, 'renderer/secret.key'), 'no type of ours')
  await writeFile(join(dir, 'outside.js'), 'secret')
  await symlink(join(dir, 'outside.js'), join(dir, 'renderer/link.js'))
  api = createFakeApi(filledDesk(0))
  host = await startServiceHost({ api, rendererDir: join(dir, 'renderer'), log: silent })
  token = new URL(host.url).hash.replace('#token=', '')
})

afterAll(async () => {
  await host.close()
  await rm(dir, { recursive: true })
})

type Answer = { status: number; headers: Record<string, unknown>; body: string }

/** A request whose path and Host are sent just as given. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers, agent: false }, response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

function own(): { origin: string; host: string } {
  return { origin: `http://127.0.0.1:${host.port}`, host: `127.0.0.1:${host.port}` }
}

/** Status of a refused upgrade, or 101. */
function upgrade(headers: Record<string, string | undefined>, protocols: string[], path = '/wire'): Promise<number> {
  return new Promise(resolve => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, protocols, { headers: given })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('error', () => {})
  })
}

async function openWire(): Promise<{ socket: WebSocket; next(): Promise<Record<string, unknown>> }> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/wire`, ['postdesk', token], { headers: own() })
  const frames: Record<string, unknown>[] = []
  const waiting: ((frame: Record<string, unknown>) => void)[] = []
  socket.on('message', data => {
    const frame = JSON.parse(data.toString()) as Record<string, unknown>
    const take = waiting.shift()
    if (take) take(frame)
    else frames.push(frame)
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return {
    socket,
    next() {
      const frame = frames.shift()
      return frame ? Promise.resolve(frame) : new Promise(resolve => waiting.push(resolve))
    },
  }
}

describe('the address of the service host', () => {
  it('carries 256 random bits in its fragment and is bound to the loopback', () => {
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
  })

  it('is another one at each start', async () => {
    const other = await startServiceHost({ api, rendererDir: dir, log: silent })
    expect(new URL(other.url).hash).not.toBe(new URL(host.url).hash)
    await other.close()
  })

  it('is refused in words when the port is taken', async () => {
    const second = startServiceHost({ api, rendererDir: dir, port: host.port, log: silent })
    await expect(second).rejects.toMatchObject({ code: 'conflict', field: 'port' })
  })
})

describe('who may open the wire', () => {
  const cases: [
    string,
    (own: { origin: string; host: string }) => Record<string, string | undefined>,
    string[],
    number,
  ][] = [
    ['our page with the token', given => given, ['postdesk', 'TOKEN'], 101],
    ['a name rebound to the loopback', given => ({ ...given, host: 'evil.example' }), ['postdesk', 'TOKEN'], 421],
    [
      'localhost by name',
      given => ({ ...given, host: given.host.replace('127.0.0.1', 'localhost') }),
      ['postdesk', 'TOKEN'],
      421,
    ],
    ['a page from elsewhere', given => ({ ...given, origin: 'https://evil.example' }), ['postdesk', 'TOKEN'], 403],
    ['a page on another port', given => ({ ...given, origin: 'http://127.0.0.1:1' }), ['postdesk', 'TOKEN'], 403],
    ['a sandboxed frame', given => ({ ...given, origin: 'null' }), ['postdesk', 'TOKEN'], 403],
    ['no page at all', given => ({ ...given, origin: undefined }), ['postdesk', 'TOKEN'], 403],
    ['no token', given => given, ['postdesk'], 401],
    ['no protocol', given => given, [], 401],
    ['another token of the same length', given => given, ['postdesk', 'A'.repeat(43)], 401],
    ['the token cut short', given => given, ['postdesk', 'SHORT'], 401],
    ['the token first', given => given, ['TOKEN', 'postdesk'], 401],
  ]
  it.each(cases)('%s', async (_who, headers, protocols, status) => {
    const given = protocols.map(one => (one === 'TOKEN' ? token : one === 'SHORT' ? token.slice(1) : one))
    expect(await upgrade(headers(own()), given)).toBe(status)
  })

  it('is told nothing under another path', async () => {
    expect(await upgrade(own(), ['postdesk', token], '/other')).toBe(404)
  })
})

describe('files of the screens', () => {
  it('come with a policy for exactly this port, and the page is never cached', async () => {
    const { status, headers, body } = await ask('/')
    expect(status).toBe(200)
    expect(body).toContain('Postdesk')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain(`connect-src ws://127.0.0.1:${host.port};`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it('with a hash in the name may be kept', async () => {
    expect((await ask('/assets/index-abc.js?v=1')).headers['cache-control']).toContain('immutable')
  })

  it('are described without being sent for HEAD', async () => {
    const { status, body, headers } = await ask('/', {}, 'HEAD')
    expect([status, body]).toEqual([200, ''])
    expect(Number(headers['content-length'])).toBeGreaterThan(0)
  })

  const refused: [string, string, number, Record<string, string>?, string?][] = [
    ['dots that lead out', '/../outside.js', 404],
    ['encoded dots', '/%2e%2e/outside.js', 404],
    ['encoded slashes', '/..%2foutside.js', 404],
    ['backslashes', '/..\\outside.js', 404],
    ['encoded twice', '/%252e%252e/outside.js', 404],
    ['a broken escape', '/%zz', 404],
    ['a zero byte', '/index.html%00.js', 404],
    ['a link that leads out', '/link.js', 404],
    ['a folder', '/assets/', 404],
    ['a kind of file that is not ours', '/secret.key', 404],
    ['a missing file', '/favicon.ico', 404],
    ['an absolute address', 'http://evil.example/', 404],
    ['another Host', '/', 421, { host: 'evil.example' }],
    ['POST', '/', 405, {}, 'POST'],
    ['OPTIONS', '/', 405, {}, 'OPTIONS'],
  ]
  it.each(refused)('are not given for %s', async (_what, path, status, headers, method) => {
    const answer = await ask(path, headers, method)
    expect(answer.status).toBe(status)
    expect(answer.body).not.toContain('secret')
  })

  it('are not given without a Host', async () => {
    const status = await new Promise<string>((resolve, reject) => {
      const socket = connect(host.port, '127.0.0.1', () => socket.write('GET / HTTP/1.0\r\n\r\n'))
      socket.on('data', data => {
        resolve(data.toString().slice(9, 12))
        socket.destroy()
      })
      socket.on('error', reject)
    })
    expect(status).toBe('421')
  })
})

describe('the wire', () => {
  it('answers each call under its id', async () => {
    const { socket, next } = await openWire()
    socket.send(JSON.stringify({ id: 7, name: 'inboxes.get', input: { id: '1' } }))
    expect(await next()).toMatchObject({ id: 7, reply: { ok: true, data: { name: 'Support' } } })
    socket.send(JSON.stringify({ id: 8, name: 'no.such', input: {} }))
    expect(await next()).toMatchObject({ id: 8, reply: { ok: false, error: { code: 'not-found' } } })
    socket.close()
  })

  it.each([
    ['no JSON', '{'],
    ['no id', '{"name":"inboxes.list"}'],
    ['no name', '{"id":1}'],
    ['null', 'null'],
  ])('closes on a frame with %s', async (_what, frame) => {
    const { socket } = await openWire()
    const closed = new Promise(resolve => socket.once('close', resolve))
    socket.send(frame)
    expect(await closed).toBe(1003)
  })

  it('closes on a frame beyond 64 MB and goes on serving others', async () => {
    const { socket } = await openWire()
    const other = await openWire()
    const closed = new Promise(resolve => socket.once('close', resolve))
    socket.on('error', () => {})
    socket.send(Buffer.alloc(64 * 1024 * 1024 + 1, 0x20))
    expect(await closed).toBe(1009)
    other.socket.send(JSON.stringify({ id: 1, name: 'inboxes.list' }))
    expect(await other.next()).toMatchObject({ id: 1, reply: { ok: true } })
    other.socket.close()
  })

  it('tells the last of many events about one thing', async () => {
    const { socket, next } = await openWire()
    for (let i = 0; i < 50; i += 1) api.emit({ name: 'ticket.changed', data: { id: '1' } })
    api.emit({ name: 'people.changed', data: {} })
    expect(await next()).toEqual({ event: { name: 'ticket.changed', data: { id: '1' } } })
    expect(await next()).toEqual({ event: { name: 'people.changed', data: {} } })
    socket.close()
  })

  it('tells of many decisions in few words', async () => {
    const { socket, next } = await openWire()
    for (let i = 0; i < 500; i += 1) {
      const data = { id: String(i), inboxId: '1', state: 'processed' as const, subject: '', trace: [] }
      api.emit({ name: 'message.decided', data })
    }
    api.emit({ name: 'settings.changed', data: {} })
    const names: string[] = []
    while (names.at(-1) !== 'settings.changed') names.push(((await next())['event'] as { name: string }).name)
    expect(names.filter(name => name === 'message.decided')).toHaveLength(200)
    expect(names.filter(name => name === 'messages.changed')).toHaveLength(1)
    socket.close()
  })

  it('lets go of its pages and its port when it closes', async () => {
    const short = await startServiceHost({ api, rendererDir: join(dir, 'renderer'), log: silent })
    const socket = new WebSocket(`ws://127.0.0.1:${short.port}/wire`, ['postdesk', short.url.split('=')[1] ?? ''], {
      origin: `http://127.0.0.1:${short.port}`,
    })
    await new Promise(resolve => socket.once('open', resolve))
    const closed = new Promise(resolve => socket.once('close', resolve))
    await short.close()
    expect(await closed).toBe(1001)
    const again = await startServiceHost({ api, rendererDir: dir, port: short.port, log: silent })
    await again.close()
  })
})
