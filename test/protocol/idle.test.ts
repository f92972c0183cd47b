import { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWatchers } from '../../src-main/engine/poll/watchers.ts'
import type { InboxRecord } from '../../src-main/engine/settings/inboxes.ts'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import type { ImapSourceOptions } from '../../src-main/engine/sources/imap/options.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { imapOpening } from './imap-opening.ts'
import { type MailboxDesk, mailOf, openMailboxDesk } from './mailbox-desk.ts'
import { type ManualClock, manualClock } from './manual-clock.ts'
import { type Script, startScriptedServer } from './scripted-server.ts'
import { realClock, recordLog } from './source-ports.ts'
import { startTcpRecorder, type TcpRecorder } from './tcp-recorder.ts'

const password = 'correct horse'
const minute = 60_000
const soon = { timeout: 20_000 }

let dovecot: Dovecot
let people = 0

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot?.stop())

async function newUser(): Promise<string> {
  people += 1
  await dovecot.addUser(`idler${people}`, password)
  return `idler${people}`
}

function optionsFor(login: string, port: number, changes: Partial<ImapSourceOptions> = {}): ImapSourceOptions {
  return {
    server: 'localhost',
    port,
    security: 'none',
    login,
    credential: async () => ({ kind: 'password', password }),
    mailbox: 'INBOX',
    validateCertificate: true,
    clock: realClock,
    log: recordLog(),
    ...changes,
  }
}

/** Another program puts a mail into the mailbox, as a delivery would. */
async function append(user: string, raw: Uint8Array): Promise<void> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.ports.imap,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: password },
    logger: false,
  })
  await client.connect()
  await client.append('INBOX', Buffer.from(raw))
  await client.logout()
}

const count = (text: string, what: RegExp) => [...text.matchAll(what)].length
const idles = (recorder: TcpRecorder) => count(recorder.clientText(), /^\S+ IDLE\r$/gm)
const accepted = (recorder: TcpRecorder) => count(recorder.serverText(), /^\+ idling\r$/gm)

describe('a desk whose server can tell of new mail', () => {
  let desk: MailboxDesk
  beforeEach(async () => {
    desk = await openMailboxDesk(dovecot)
  })
  afterEach(() => desk.close())

  it('has the ticket at once, long before the next poll', async () => {
    people += 1
    const user = `idler${people}`
    const { id } = await desk.addInbox(user, { settings: { periodicity: 3600 } })
    await desk.poll(id)
    desk.engine.start()
    await vi.waitFor(() => expect(accepted(desk.recorder)).toBe(1), soon)

    await append(user, mailOf({ subject: 'The lift is stuck', messageId: '<lift@example.org>' }))
    await vi.waitFor(
      async () => expect((await desk.tickets()).map(({ title }) => title)).toEqual(['The lift is stuck']),
      soon,
    )
    await append(user, mailOf({ subject: 'The door is stuck', messageId: '<door@example.org>' }))
    await vi.waitFor(async () => expect(await desk.tickets()).toHaveLength(2), soon)
    expect(idles(desk.recorder)).toBe(1)
  })
})

describe('a line that waits for mail', () => {
  let recorder: TcpRecorder
  let clock: ManualClock
  let end: AbortController
  let news: number
  let server: { fromServer: (text: string) => string }

  beforeEach(async () => {
    server = { fromServer: text => text }
    recorder = await startTcpRecorder({
      to: { host: dovecot.host, port: dovecot.ports.imap },
      rewrite: { server: text => server.fromServer(text) },
    })
    clock = manualClock()
    end = new AbortController()
    news = 0
  })
  afterEach(async () => {
    end.abort()
    await recorder.stop()
  })

  const hear = () => {
    news += 1
  }
  const watch = (user: string) =>
    createImapSource(optionsFor(user, recorder.port, { clock })).watch?.(end.signal, hear) ?? Promise.resolve(null)
  const isWaiting = (times: number) => vi.waitFor(() => expect(accepted(recorder)).toBe(times), soon)

  it('tells of news once when it begins to wait, and of every mail after that', async () => {
    const user = await newUser()
    const watching = watch(user)
    await isWaiting(1)
    expect(news).toBe(1)
    await append(user, mailOf())
    await vi.waitFor(() => expect(news).toBe(2), soon)
    end.abort()
    expect(await watching).toBe('ended')
  })

  it('hears of mail that is told before the server has accepted IDLE, as Outlook does', async () => {
    server.fromServer = text => text.replace(/^\+ idling/m, '* 7 EXISTS\r\n+ idling')
    const watching = watch(await newUser())
    await vi.waitFor(() => expect(news).toBe(2), soon)
    end.abort()
    expect(await watching).toBe('ended')
  })

  it('says nothing of mail that goes', async () => {
    const user = await newUser()
    await dovecot.deliver(user, 'INBOX', [mailOf(), mailOf()])
    watch(user)
    await isWaiting(1)
    await dovecot.doveadm(['expunge', '-u', user, 'mailbox', 'INBOX', 'all'])
    await vi.waitFor(() => expect(recorder.serverText()).toContain('EXPUNGE'), soon)
    await append(user, mailOf())
    await vi.waitFor(() => expect(news).toBe(2), soon)
  })

  it('asks for a sign of life every 5 minutes and begins IDLE anew, well before the 29 of RFC 2177', async () => {
    const user = await newUser()
    watch(user)
    await isWaiting(1)
    for (const round of [2, 3, 4]) {
      clock.advance(5 * minute)
      await isWaiting(round)
    }
    const spoken = recorder
      .clientText()
      .split('\r\n')
      .map(line => line.replace(/^\S+ (?=\S)/, ''))
    expect(spoken.slice(-11, -1)).toEqual(['IDLE', ...Array(3).fill(['DONE', 'NOOP', 'IDLE']).flat()])
    expect(recorder.connections()).toBe(1)
    expect(news).toBe(1)
    await append(user, mailOf())
    await vi.waitFor(() => expect(news).toBe(2), soon)
  })

  it('gives up a line that has gone deaf without an error', async () => {
    const watching = watch(await newUser())
    await isWaiting(1)
    recorder.fallSilent()
    clock.advance(5 * minute)
    await vi.waitFor(() => expect(clock.sleeping()).toContain(30_000), soon)
    clock.advance(30_000)
    await expect(watching).rejects.toMatchObject({ code: 'connection-failed', retry: true })
  })

  it('ends at once when it is told to, also while the server is deaf', async () => {
    const watching = watch(await newUser())
    await isWaiting(1)
    recorder.fallSilent()
    end.abort()
    expect(await watching).toBe('ended')
  })

  it('does not wait where the server has no IDLE', async () => {
    server.fromServer = text => text.replaceAll(' IDLE ', ' ')
    expect(await watch(await newUser())).toBe('not-offered')
    expect(news).toBe(0)
  })

  it('comes back after a cut, later each time that it fails, and then tells of what came meanwhile', async () => {
    const user = await newUser()
    const options = optionsFor(user, recorder.port, { clock })
    const log = recordLog()
    const watchers = createWatchers({ clock, log, sourceFor: () => createImapSource(options) }, hear)
    const inbox = { id: 1, active: true, awaitsFirstLookSince: null, failures: 0, lastSuccessAt: 1, config: {} }
    watchers.keep([inbox as unknown as InboxRecord])
    await isWaiting(1)
    watchers.keep([inbox as unknown as InboxRecord])
    expect(recorder.connections()).toBe(1)

    recorder.cutAfterBytes(0)
    for (const waitMs of [30_000, 60_000, 120_000]) {
      // The first line breaks at its next word; those after it at the greeting.
      if (waitMs === 30_000) await append(user, mailOf())
      await vi.waitFor(() => expect(clock.sleeping()).toEqual([waitMs]), soon)
      if (waitMs === 120_000) recorder.cutAfterBytes(Number.POSITIVE_INFINITY)
      clock.advance(waitMs)
    }
    await isWaiting(2)
    expect(news).toBe(2)
    expect(count(log.text(), /inbox\.watch-failed/g)).toBe(3)

    watchers.keep([{ ...inbox, failures: 1 } as unknown as InboxRecord])
    await watchers.stop()
    await vi.waitFor(() => expect(clock.sleeping()).toEqual([]))
    expect(recorder.connections()).toBe(4)
  })
})

describe('a server that does not keep to IDLE', () => {
  it('is given up when it refuses it, and asked again when it ends it by itself', async () => {
    const script: Script = [
      ...imapOpening({ capabilities: 'IDLE', exists: 3 }),
      { hear: '6 IDLE' },
      '+ idling\r\n6 OK enough\r\n',
      { hear: '7 NOOP' },
      '7 OK here\r\n',
      { hear: '8 IDLE' },
      '8 NO not now\r\n',
      { hear: '9 LOGOUT' },
      'END',
    ]
    const server = await startScriptedServer({ scripts: [script] })
    const clock = manualClock()
    const source = createImapSource(optionsFor('ada', server.port, { clock }))
    const watching = source.watch?.(new AbortController().signal, () => undefined)
    const outcome = expect(watching).rejects.toMatchObject({
      code: 'connection-failed',
      message: 'The server does not tell of new mail (IDLE). The server says: not now',
    })
    await vi.waitFor(() => expect(clock.sleeping()).toContain(1000), soon)
    clock.advance(1000)
    await outcome
    expect(server.disagreements()).toEqual([])
    await server.stop()
  })
})
