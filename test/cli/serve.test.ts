import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import {
  isAlive,
  newNode,
  oldNode,
  oldNodeOrWhy,
  type Running,
  repository,
  run,
  runJson,
  start,
  tempFolder,
} from './command-line.ts'
import { mailOf, makeMailFolder, writeInboxFile } from './fixtures.ts'

type FirstLine = { readonly url: string; readonly pid: number }

let folder: ReturnType<typeof tempFolder>
let started: Running[]
/** Processes that hold a store, as their own first line or the tests told. */
let holders: { readonly pid: number }[]
beforeEach(() => {
  folder = tempFolder('serve')
  started = []
  holders = []
})
afterEach(async () => {
  for (const { pid } of holders) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  for (const { child, ended } of started) {
    if (child.exitCode === null) child.kill('SIGKILL')
    await ended
  }
  folder.remove()
})

const store = (...words: string[]) => ['--data', join(folder.dir, 'desk'), ...words]
const ticketTitles = async () =>
  (await runJson<{ tickets: TicketDetail[] }>(store('tickets', 'list', '--json'))).tickets.map(({ title }) => title)

async function serve(node = newNode, ...words: string[]): Promise<Running & FirstLine> {
  const running = start(store('serve', '--no-open', ...words), { node })
  started.push(running)
  const line = JSON.parse(await running.nextLine()) as FirstLine
  holders.push({ pid: line.pid })
  return { ...running, ...line }
}

const nodes = [
  { name: `Node ${process.versions.node}`, node: newNode },
  { name: oldNodeOrWhy, node: oldNode },
]

describe.each(nodes)('serve, under $name', ({ node }) => {
  const possible = it.skipIf(node === null)

  possible('first says where it is and who owns the store, as JSON; SIGTERM ends it cleanly', async () => {
    const host = await serve(node ?? newNode)
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{20,}$/)
    expect(JSON.parse(readFileSync(join(folder.dir, 'desk', 'lock.json'), 'utf8'))).toMatchObject({ pid: host.pid })
    const page = await fetch(host.url)
    expect(await page.text()).toContain('<title>Postdesk')
    host.child.kill('SIGTERM')
    expect(await host.ended).toBe(0)
    expect(isAlive(host.pid)).toBe(false)
    expect(existsSync(join(folder.dir, 'desk', 'lock.json'))).toBe(false)
    expect(await runJson(store('check', '--json'))).toMatchObject({ ok: true })
  })

  possible('polls while it runs', async () => {
    makeMailFolder(folder.dir)
    await runJson(store('inbox', 'add', '--file', writeInboxFile(folder.dir)), { node: node ?? newNode })
    await serve(node ?? newNode)
    await vi.waitFor(async () => expect(await ticketTitles()).toHaveLength(2), { timeout: 20_000, interval: 300 })
  })
})

describe('serve', () => {
  it.skipIf(oldNode === null)(`goes with its shadow, even when that one is killed (${oldNodeOrWhy})`, async () => {
    const host = await serve(oldNode ?? newNode)
    expect(host.pid).not.toBe(host.child.pid)
    host.child.kill('SIGKILL')
    await host.ended
    await vi.waitFor(() => expect(isAlive(host.pid)).toBe(false), { timeout: 10_000 })
    // The store is free again.
    expect(await run(store('changes', 'clean', '--limit', '0'))).toMatchObject({ code: 0 })
  })

  it.skipIf(oldNode === null)(`ends its shadow with its own exit code (${oldNodeOrWhy})`, async () => {
    const first = await serve()
    const port = new URL(first.url).port
    const elsewhere = ['--data', join(folder.dir, 'other'), 'serve', '--no-open', '--port', port]
    const { code, stdout, stderr } = await run(elsewhere, { node: oldNode ?? newNode })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(`Port ${port} cannot be opened`)
  })

  it('is what the application is where no window can open, and says why', async () => {
    const running = start(store())
    started.push(running)
    const line = JSON.parse(await running.nextLine()) as FirstLine
    holders.push({ pid: line.pid })
    expect(line.url).toContain('127.0.0.1')
    expect(running.stderr()).toContain('runs in the browser instead')
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
  })

  it('is refused a store that has an owner already, by name and pid', async () => {
    const { pid } = await serve()
    const { code, stdout, stderr } = await run(store('serve', '--no-open'))
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(`service (pid ${pid})`)
  })
})

describe('while serve owns the store', () => {
  it('every command that changes something is handed to it, and what it did is seen', async () => {
    const host = await serve()
    makeMailFolder(folder.dir)
    const { id } = await runJson<{ id: string }>(
      store('inbox', 'add', '--file', writeInboxFile(folder.dir, { active: false })),
    )
    const polled = await run(store('poll', '--inbox', id, '--json', '--verbose'))
    expect(JSON.parse(polled.stdout)).toMatchObject({ inboxes: [{ id, seen: 5, new: 5, created: 2, updated: 1 }] })
    expect(polled.stderr).toContain('find-ticket')
    expect(await ticketTitles()).toEqual(['The printer is out of paper', 'Réparer la fenêtre'])

    const list = () =>
      runJson<{ messages: { id: string; subject: string; state: string }[] }>(
        store('messages', 'list', '--inbox', id, '--json'),
      )
    const stateOf = async (subject: string) => (await list()).messages.find(row => row.subject === subject)
    const nobody = await stateOf('From nobody')
    expect(await runJson(store('messages', 'ignore', nobody?.id ?? ''))).toEqual({ changed: 1, refused: [] })
    expect((await stateOf('From nobody'))?.state).toBe('ignored')
    expect(await runJson(store('changes', 'clean', '--limit', '5'))).toMatchObject({ removed: 0 })
    expect(await run(store('inbox', 'remove', '99'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no inbox 99.'),
    })
    expect(await run(store('inbox', 'remove', id))).toMatchObject({ code: 0 })
    expect(await runJson(store('inbox', 'list', '--json'))).toEqual({ inboxes: [] })
    expect(isAlive(host.pid)).toBe(true)
  })

  it('reading commands and backup go on beside it, restore is refused by name and pid', async () => {
    makeMailFolder(folder.dir)
    await runJson(store('inbox', 'add', '--file', writeInboxFile(folder.dir)))
    await runJson(store('poll', '--json'))
    const { pid } = await serve()
    const copy = join(folder.dir, 'copy.backup')
    expect(await runJson(store('backup', copy))).toMatchObject({ sizeBytes: expect.any(Number) })
    expect(await runJson(store('check', '--json'))).toMatchObject({ ok: true, tickets: 2 })
    expect(await runJson(store('export', join(folder.dir, 'out')))).toMatchObject({ tickets: 2 })
    const mail = join(folder.dir, 'mails', '1.eml')
    expect(JSON.parse((await run(store('explain', mail))).stdout)).toMatchObject({ decision: { kind: 'duplicate' } })
    const refused = await run(store('restore', copy))
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain(`service (pid ${pid})`)
    expect(await ticketTitles()).toHaveLength(2)
  })
})

describe('an owner that cannot be asked', () => {
  const changes = [
    ['inbox', 'remove', '1'],
    ['poll', '--json'],
    ['messages', 'reset', '1'],
    ['changes', 'clean', '--limit', '1'],
  ]

  async function expectRefusals(owner: string): Promise<void> {
    const refusals = await Promise.all(changes.map(words => run(store(...words))))
    for (const { code, stdout, stderr } of refusals) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toContain(owner)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
    expect(await runJson(store('tickets', 'list', '--json'))).toEqual({ tickets: [] })
    expect(await runJson(store('backup', join(folder.dir, 'copy')))).toMatchObject({ sizeBytes: expect.any(Number) })
  }

  it('because it was stopped: changes are refused by its name and pid, reading goes on; later it is asked again', async () => {
    const host = await serve()
    process.kill(host.pid, 'SIGSTOP')
    await expectRefusals(`service (pid ${host.pid})`)
    process.kill(host.pid, 'SIGCONT')
    expect(await run(store('poll', '--json'))).toMatchObject({ code: 0 })
  })

  it('because it listens to nobody: the same', async () => {
    const holder = fork(join(repository, 'test', 'store', 'hold-store.ts'), [join(folder.dir, 'desk')])
    holders.push({ pid: holder.pid ?? 0 })
    await once(holder, 'message')
    await expectRefusals(`the night shift (pid ${holder.pid})`)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    // Killed, it holds nothing any more, whatever its note says.
    expect(await run(store('poll', '--json'))).toMatchObject({ code: 0 })
  })
})

describe('a password', () => {
  const secret = 'pa55-w0rd-öf-the-tests'

  it.each([
    ['from the environment', ['--password-env', 'MAIL_PASSWORD']],
    ['from a file', ['--password-file', 'password.txt']],
  ])('%s is in no command line, no answer, no file of the store and no export', async (_name, flags) => {
    // A server that never speaks: the test of the inbox runs for as long as we look.
    const silent = createServer()
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const file = join(folder.dir, 'inbox.json')
    writeFileSync(file, JSON.stringify({ name: 'Mail', server: '127.0.0.1', port, login: 'ada', active: false }))
    writeFileSync(join(folder.dir, 'password.txt'), `${secret}\n`)
    const how = { cwd: folder.dir, env: { MAIL_PASSWORD: secret } }
    const added = await run(store('inbox', 'add', '--file', file, ...flags), { ...how, node: oldNode ?? newNode })
    expect(added.code).toBe(0)
    const { id } = JSON.parse(added.stdout) as { id: string }

    const testing = start(store('inbox', 'test', id, '--json'), { node: oldNode ?? newNode })
    started.push(testing)
    const [line] = await once(silent, 'connection')
    expect(commandLines()).toContain(`inbox\0test\0${id}`)
    expect(commandLines()).not.toContain(secret)
    line.destroy()
    silent.close()
    await testing.ended

    const listed = await run(store('inbox', 'list', '--json'))
    const exported = join(folder.dir, 'out')
    await run(store('export', exported))
    const said = [
      added.stdout,
      added.stderr,
      listed.stdout,
      testing.stderr(),
      readFileSync(join(exported, 'inboxes.json'), 'utf8'),
    ]
    for (const text of said) expect(text).not.toContain(secret)
    for (const name of ['desk.db', 'desk.db-wal']) {
      const path = join(folder.dir, 'desk', name)
      if (existsSync(path)) expect(readFileSync(path).includes(secret)).toBe(false)
    }
  })

  /** Every command line of this machine, as `ps` shows them. */
  function commandLines(): string {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(pid => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        } catch {
          return ''
        }
      })
      .join('\n')
  }
})

it('a mail that comes while serve runs becomes a ticket without being asked for', async () => {
  const mails = makeMailFolder(folder.dir)
  await runJson(store('inbox', 'add', '--file', writeInboxFile(folder.dir, { settings: { periodicity: 5 } })))
  await serve()
  await vi.waitFor(async () => expect(await ticketTitles()).toHaveLength(2), { timeout: 20_000, interval: 300 })
  writeFileSync(join(mails, '6.eml'), mailOf({ subject: 'One more', messageId: '<six@example.org>' }))
  await vi.waitFor(async () => expect(await ticketTitles()).toContain('One more'), { timeout: 20_000, interval: 300 })
})
