import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createPop3Source } from '../../src-main/engine/sources/pop3/pop3-source.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, mailOf, openMailboxDesk } from './mailbox-desk.ts'
import { realClock, recordLog } from './source-ports.ts'

const password = 'correct horse'
const soon = { timeout: 20_000 }

let dovecot: Dovecot
beforeAll(async () => {
  dovecot = await startDovecot({ connectionsPerUser: 1 })
})
afterAll(() => dovecot?.stop())

const idles = (desk: MailboxDesk) => [...desk.recorder.serverText().matchAll(/^\+ idling\r$/gm)].length

describe('a mail server that lets in one connection of an account', () => {
  it('is polled all the same: the line that waits for mail gives way to the pass', async () => {
    const desk = await openMailboxDesk(dovecot)
    const { id } = await desk.addInbox('ada')
    expect(await desk.poll(id)).toMatchObject({ failure: null })
    desk.engine.start()
    await vi.waitFor(() => expect(idles(desk)).toBe(1), soon)
    // What the wait has asked for at its beginning goes by first.
    await vi.waitFor(() => expect(desk.recorder.serverText()).toMatch(/Maximum number of connections/), soon)
    await vi.waitFor(() => expect(desk.engine.passes.isRunning(Number(id))).toBe(false), soon)

    await desk.deliver('ada', [mailOf({ messageId: '<one@example.org>' })])
    expect(await desk.poll(id)).toMatchObject({ processed: 1, failure: null })
    const { health } = await desk.ask('inboxes.get', { id })
    expect(health).toMatchObject({ failures: 0, lastError: null })
    // One refusal was enough.
    expect(desk.recorder.serverText().match(/Maximum number of connections/g)).toHaveLength(1)
    await desk.close()
  })

  it('is waited for in words while another program holds it, over IMAP and over POP3', async () => {
    const imap = await openMailboxDesk(dovecot)
    const { id } = await imap.addInbox('bert')
    const other = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.ports.imap,
      secure: false,
      doSTARTTLS: false,
      auth: { user: 'bert', pass: password },
      logger: false,
    })
    await other.connect()
    const { failure } = await imap.poll(id)
    expect(failure).toMatch(/^The mailbox has as many connections open as its provider allows\. It is tried again/)
    await other.logout()
    expect(await imap.poll(id)).toMatchObject({ failure: null })
    await imap.close()

    const desk = await openMailboxDesk(dovecot, 'pop3')
    const pop3 = await desk.addInbox('carol')
    const held = await createPop3Source({
      server: 'localhost',
      port: dovecot.ports.pop3,
      security: 'none',
      validateCertificate: true,
      login: 'carol',
      credential: async () => ({ kind: 'password', password }),
      clock: realClock,
      log: recordLog(),
    }).open(new AbortController().signal)
    expect((await desk.poll(pop3.id)).failure).toMatch(/as many connections open as its provider allows/)
    await held.close()
    expect(await desk.poll(pop3.id)).toMatchObject({ failure: null })
    await desk.close()
  })
})
