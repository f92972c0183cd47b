import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { procedures } from '../../src-preload/contract/procedures.ts'
import { CANARY, findInFiles, findSecret, inEveryForm } from './canary.ts'
import { type DeskUnderTest, openDesk } from './desk-under-test.ts'
import { done, type ImapCommand, playImap } from './scripted-imap.ts'
import { type Script, type ScriptedServer, startScriptedServer } from './scripted-server.ts'

const login = 'ada'
const mails = [1, 2].map(uid => ({ uid, raw: `From: ada@example.org\r\nSubject: mail ${uid}\r\n\r\nHello ${uid}\r\n` }))
const echo = inEveryForm(CANARY, login)

/** Throws back what it was told, in a refusal, or with its goodbye. */
const refusing = (command: ImapCommand): Script =>
  done(command, [`OK [ALERT] you said ${echo}`], `NO wrong: ${echo} ${command.args}`)
const asking = (command: ImapCommand): Script => ['+ \r\n', { hear: /./ }, ...refusing(command)]
const leaving = (): Script => [`* BYE wrong: ${echo}\r\n`, 'END']

const roles = {
  honest: playImap({ mails }),
  plain: playImap({ capabilities: 'IMAP4rev1 AUTH=PLAIN', on: { AUTHENTICATE: asking } }),
  login: playImap({ on: { LOGIN: refusing } }),
  leaving: playImap({ on: { LOGIN: leaving } }),
  folder: playImap({ mails, on: { SELECT: refusing, LIST: refusing } }),
  fetch: playImap({ mails, on: { 'UID FETCH': refusing } }),
} as const

let desk: DeskUnderTest
let outside: string
const servers: ScriptedServer[] = []
const said: string[] = []

async function ask(name: string, input: unknown): Promise<unknown> {
  const reply = await desk.api.dispatch(name, input)
  said.push(`${name} ${JSON.stringify(reply)}`)
  return reply.ok ? reply.data : undefined
}

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'postdesk-canary-'))
  desk = await openDesk()
  desk.api.on(event => said.push(JSON.stringify(event)))
  for (const [name, script] of Object.entries(roles)) {
    const server = await startScriptedServer({ scripts: [script] })
    servers.push(server)
    const config = {
      name,
      server: '127.0.0.1',
      port: server.port,
      security: 'none' as const,
      // One account each: the same folder is watched once.
      login: `${login}.${name}`,
      unknown_caller_behavior: 'create_contact' as const,
      ticket_default_title: 'No subject',
    }
    const { id } = await desk.ask('inboxes.save', { config, password: CANARY })
    await ask('inboxes.poll', { id, actAtOnce: true })
    await ask('inboxes.test', { config, password: CANARY })
    await ask('inboxes.folders', { config, password: CANARY })
  }
})
afterAll(async () => {
  await desk?.close()
  await Promise.all(servers.map(server => server.stop()))
  await rm(outside, { recursive: true, force: true, maxRetries: 20 })
})

const search = (text: Uint8Array | string) => findSecret(text, CANARY, login)

describe('the password of an inbox', () => {
  it('would be found in every form, and was said to every server', async () => {
    expect(search(echo).length).toBeGreaterThan(12)
    for (const server of servers) expect(search(server.heard().flat().join('\n'))).not.toEqual([])
    await writeFile(join(outside, 'planted'), Buffer.concat([Buffer.alloc(9), Buffer.from(`\0${login}\0${CANARY}`)]))
    expect(await findInFiles(outside, CANARY, login)).toEqual(['planted: plain'])
    await rm(join(outside, 'planted'))
  })

  it('is in no answer, error or event', async () => {
    const { rows } = await desk.ask('messages.list', { limit: 10 })
    expect(rows.length).toBeGreaterThan(0)
    const inboxes = await desk.ask('inboxes.list', {})
    const inputs = (name: string): readonly unknown[] => {
      if (name.startsWith('messages.')) return [{ id: rows[0]?.id }]
      return inboxes.map(({ id }) => ({ id }))
    }
    const queries = Object.entries(procedures).filter(([, { kind }]) => kind === 'query')
    for (const [name] of queries) for (const input of [{}, ...inputs(name)]) await ask(name, input)
    expect(queries.length).toBeGreaterThan(30)
    expect(said.join('\n')).toContain('wrong: ***')
    expect(said.flatMap(line => search(line).map(form => `${line.slice(0, 40)}: ${form}`))).toEqual([])
  })

  it('is not in the log, with every detail', () => {
    expect(desk.logText()).toContain('AUTHENTICATE')
    expect(search(desk.logText())).toEqual([])
  })

  it('is in no file of the store, in no backup and no export', async () => {
    expect((await readdir(desk.dir)).filter(name => name.endsWith('-wal'))).not.toEqual([])
    expect(await findInFiles(desk.dir, CANARY, login)).toEqual([])
    await desk.ask('store.backup', { file: join(outside, 'backup.db') })
    await desk.ask('store.export', { dir: join(outside, 'export') })
    expect(await readdir(outside)).toEqual(expect.arrayContaining(['backup.db', 'export']))
    expect(await findInFiles(outside, CANARY, login)).toEqual([])
  })

  it('is not among the arguments of the process', async () => {
    expect(search(await readFile('/proc/self/cmdline').catch(() => process.argv.join('\0')))).toEqual([])
  })
})
