import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectToOwner, listenForCommands } from '../../src-main/hosts/service/command-socket.ts'
import { createScriptedApi, type ScriptedApi } from './host-under-test.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const limits = { connections: 8, lineBytes: 64 * 1024, idleMs: 300, unreadBytes: 64 * 1024, closeWithinMs: 200 }

let folder: string
let path: string
let api: ScriptedApi
let server: { close(): Promise<void> }
let release: () => void

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postdesk-socket-'))
  path = join(folder, 'desk.sock')
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  api = createScriptedApi(async (name, input) => {
    if (name === 'waits') await released
    if (name === 'large') return 'x'.repeat(32 * 1024)
    return { name, input }
  })
  server = await listenForCommands(api, path, silent, limits)
})
afterEach(async () => {
  release()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(): Promise<Socket> {
  const socket = connect(path)
  socket.on('error', () => undefined)
  return new Promise(resolve => socket.once('connect', () => resolve(socket)))
}

/** All that comes back until the service ends the connection. */
async function said(bytes: string | Uint8Array): Promise<string> {
  const socket = await open()
  let text = ''
  socket.on('data', data => {
    text += data
  })
  socket.write(bytes)
  await new Promise(resolve => socket.once('close', resolve))
  return text
}

async function stillAnswers(): Promise<void> {
  const owner = await connectToOwner(path)
  expect(await owner.dispatch('host.status', { a: 1 })).toEqual({
    ok: true,
    data: { name: 'host.status', input: { a: 1 } },
  })
  owner.close()
}

describe('the command socket', () => {
  it('is a file that only its owner may read or write', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['an array', '[]\n'],
    ['null', 'null\n'],
    ['a number', '42\n'],
    ['a text', '"host.status"\n'],
    ['no JSON', 'poll please\n'],
    ['a name that is no text', '{"id":1,"name":7,"input":{}}\n'],
    ['an id that is no number', '{"id":{},"name":"host.status"}\n'],
    ['deep nesting', `{"id":1,"name":"a","input":${'['.repeat(5_000)}${']'.repeat(5_000)}}\n`],
    ['deep nesting without an end', `${'['.repeat(5_000)}\n`],
    ['many of these', '[]\nnull\n[]\n7\n'.repeat(500)],
    ['an endless line', 'x'.repeat(200_000)],
  ])('answers %s with one line of refusal, and goes on serving', async (_, bytes) => {
    const lines = (await said(bytes)).split('\n')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ reply: { ok: false, error: { code: 'invalid-input' } } })
    expect(api.calls).toEqual([])
    await stillAnswers()
  })

  it('refuses what is not UTF-8', async () => {
    const line = Buffer.from('{"id":1,"name":"host.status","input":"\u00e9"}\n', 'latin1')
    expect(await said(line)).toContain('not UTF-8')
    await stillAnswers()
  })

  it('forgets half a line when its sender goes away', async () => {
    const socket = await open()
    socket.end('{"id":1,"name":"host.sta')
    await new Promise(resolve => socket.once('close', resolve))
    expect(api.calls).toEqual([])
    await stillAnswers()
  })

  it('takes keys such as __proto__ for what they are: keys', async () => {
    const owner = await connectToOwner(path)
    const input = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as object
    expect(await owner.dispatch('x', input)).toMatchObject({ ok: true })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    owner.close()
  })

  it('cuts off who says nothing, but not who waits for a command', async () => {
    const owner = await connectToOwner(path)
    const answer = owner.dispatch('waits', {})
    const silentOne = await open()
    // The silent one came later and is cut off first.
    await new Promise(resolve => silentOne.once('close', resolve))
    release()
    expect(await answer).toMatchObject({ ok: true })
    owner.close()
  })

  it('has room for so many clients, and cuts off the others of a flood', async () => {
    const flood = await Promise.all(
      Array.from({ length: 400 }, () => {
        const socket = connect(path)
        return new Promise<Socket>(resolve => {
          socket.on('error', () => resolve(socket))
          socket.on('connect', () => resolve(socket))
        })
      }),
    )
    await Promise.all(
      flood.map(socket => (socket.destroyed ? null : new Promise(resolve => socket.resume().once('close', resolve)))),
    )
    await stillAnswers()
  })

  it('runs no more calls for a client that does not read, and cuts it off', async () => {
    const socket = await open()
    socket.pause()
    for (let id = 0; id < 500; id += 1) socket.write(`{"id":${id},"name":"large","input":{}}\n`)
    await new Promise<void>(resolve => {
      const look = setInterval(() => {
        if (api.listeners() > 0) return
        clearInterval(look)
        resolve()
      }, 20)
    })
    // Each answer has 32 KB: what the system's own buffers took, what may wait, and those that ran together.
    expect(api.calls.length).toBeLessThan(60)
    socket.destroy()
    await stillAnswers()
  })
})
