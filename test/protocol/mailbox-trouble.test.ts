import { readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standIn } from '../fixtures/stand-in.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, mailOf, openMailboxDesk, traceOf } from './mailbox-desk.ts'

let dovecot: Dovecot
let desk: MailboxDesk

beforeAll(async () => {
  dovecot = await startDovecot()
  desk = await openMailboxDesk(dovecot)
})
afterAll(async () => {
  await desk?.close()
  await dovecot?.stop()
})

describe('a mail over the size limit', () => {
  it('is not downloaded; it waits as an error with its headers, until a person wants it anyway', async () => {
    const { id } = await desk.addInbox('big', { settings: { maximum_email_size: '8K' } })
    const big = mailOf({
      subject: 'A whole album',
      messageId: '<album@example.org>',
      text: `${'la '.repeat(25)}\n`.repeat(4000),
    })
    const small = mailOf({ subject: 'One song', messageId: '<song@example.org>' })
    await desk.deliver('big', [big, small])

    desk.recorder.clear()
    expect(await desk.poll(id)).toMatchObject({ new: 2, created: 1, error: 1, failure: null })
    expect(desk.recorder.serverText()).toContain('Please bring some.')
    expect(desk.recorder.serverText()).not.toContain('la la la')
    expect(desk.recorder.bytes()).toBeLessThan(30_000)

    const [row] = await desk.messages(id)
    expect(row).toMatchObject({
      state: 'error',
      subject: 'A whole album',
      fromAddress: 'ada@example.org',
      raw: 'headers',
    })
    expect(row?.reason).toContain('maximum_email_size')
    expect(traceOf(row, 'size-limit')).toContain(`${big.length} bytes`)
    expect(row?.sizeBytes).toBe(big.length)

    const selection = { ids: [row?.id ?? ''] }
    const retried = await desk.ask('messages.process', { selection })
    expect(retried.changed).toBe(1)
    expect((await desk.messages(id))[0]).toMatchObject({ state: 'error', raw: 'headers' })

    expect(await desk.ask('messages.process', { selection, anyway: true })).toMatchObject({
      changed: 1,
      refused: [],
    })
    const [processed] = await desk.messages(id)
    expect(processed).toMatchObject({ state: 'processed', decisionKind: 'create', raw: 'whole' })
    const { base64 } = await desk.ask('messages.raw', { id: processed?.id ?? '' })
    expect(Buffer.from(base64, 'base64').equals(big)).toBe(true)
    expect(await desk.ask('tickets.get', { id: processed?.ticketId ?? '' })).toMatchObject({ title: 'A whole album' })
  })
})

describe('a wrong password', () => {
  it('fails the check by name, later and later, touches nothing, and is forgotten once it is right', async () => {
    const { id, config } = await desk.addInbox('locked')
    await desk.deliver('locked', [mailOf({ messageId: '<locked@example.org>' })])
    await desk.ask('inboxes.save', { id, config, password: 'open sesame' })
    const waits: number[] = []
    for (const failures of [1, 2, 3]) {
      const result = await desk.poll(id)
      expect(result).toMatchObject({ new: 0, seen: 0 })
      expect(result.failure).toMatch(/password|sign/i)
      const { health } = await desk.ask('inboxes.get', { id })
      expect(health).toMatchObject({ failures, lastError: result.failure, lastSuccessAt: null })
      waits.push(((health.nextPollAt ?? 0) - (health.lastPollAt ?? 0)) / 1000)
    }
    expect(waits).toEqual([60, 120, 240])
    expect(desk.logText()).toContain('inbox.pass-failed')
    expect(desk.logText()).not.toContain('open sesame')

    await desk.ask('inboxes.save', { id, config, password: 'correct horse' })
    expect(await desk.poll(id)).toMatchObject({ new: 1, created: 1, failure: null })
    const { health } = await desk.ask('inboxes.get', { id })
    expect(health).toMatchObject({ failures: 0, lastError: null })
    expect((health.nextPollAt ?? 0) - (health.lastPollAt ?? 0)).toBe(30_000)
  })
})

describe('a mailbox that got new numbers', () => {
  const uidValidity = async (user: string) =>
    (await dovecot.doveadm(['mailbox', 'status', '-u', user, 'uidvalidity', 'INBOX'])).trim()

  /** The server forgets every number it gave, as after a restore of the mail store. */
  async function forgetNumbers(user: string): Promise<void> {
    const before = await uidValidity(user)
    const [path = ''] = await dovecot.paths(user, 'INBOX')
    const root = dirname(dirname(path))
    for (let attempt = 0; attempt < 40 && (await uidValidity(user)) === before; attempt++) {
      for (const name of await readdir(root)) if (name.startsWith('dovecot')) await rm(join(root, name))
      // A number is the second of its making.
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    expect(await uidValidity(user)).not.toBe(before)
  }

  it('has nothing processed twice, not even mails that look alike from outside', async () => {
    const { id } = await desk.addInbox('renumbered')
    const distinct = [1, 2, 3].map(n =>
      mailOf({ subject: `Distinct ${'x'.repeat(n)}`, messageId: `<distinct-${n}@example.org>` }),
    )
    // Same size, same second: only their content tells them apart.
    const alike = ['a', 'b', 'c'].map(n => mailOf({ subject: `Alike ${n}`, messageId: `<alike-${n}@example.org>` }))
    const reply = mailOf({
      subject: 'Re: Alike a',
      messageId: '<reply@example.org>',
      inReplyTo: '<alike-a@example.org>',
    })
    await desk.deliver('renumbered', distinct)
    await dovecot.deliver('renumbered', 'INBOX', alike, { receivedAt: Date.parse('2026-03-01T08:00:00Z') })
    await dovecot.deliver('renumbered', 'INBOX', [reply], { receivedAt: Date.parse('2026-03-01T09:00:00Z') })
    expect(await desk.poll(id)).toMatchObject({ new: 7, created: 6, updated: 1 })
    const before = await desk.tickets()

    await forgetNumbers('renumbered')
    desk.recorder.clear()
    const after = await desk.poll(id)
    // Known by size and date, those that look alike by their order: nothing is even fetched.
    expect(after).toMatchObject({ seen: 7, new: 0, skipped: 7, failure: null })
    expect(desk.recorder.serverText()).not.toContain('Subject: ')
    expect((await desk.tickets()).map(({ mails: _mails, ...ticket }) => ticket)).toEqual(
      before.map(({ mails: _mails, ...ticket }) => ticket),
    )
    const { counts, onServer } = await desk.ask('inboxes.get', { id })
    expect({ counts, onServer }).toMatchObject({ counts: { processed: 7, new: 0, error: 0 }, onServer: 7 })
    expect(await desk.poll(id)).toMatchObject({ seen: 7, new: 0, skipped: 7 })
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })

    // One of those that look alike has gone meanwhile: the two that are left are recognised by their Message-ID.
    for (const path of await dovecot.paths('renumbered', 'INBOX')) {
      if ((await readFile(path, 'utf8')).includes('Subject: Alike b')) await rm(path)
    }
    await forgetNumbers('renumbered')
    desk.recorder.clear()
    expect(await desk.poll(id)).toMatchObject({ seen: 6, new: 0, skipped: 6, failure: null })
    expect(desk.recorder.serverText()).toContain('<alike-a@example.org>')
    expect(desk.recorder.serverText()).not.toContain('Subject: ')
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
  })
})

describe('a notice that Exchange gives in place of a message', () => {
  it('becomes no ticket and is not deleted; the message waits with the reason and is asked for again', async () => {
    const { id } = await desk.addInbox('exchange', { email_storage: 'delete' })
    await desk.deliver('exchange', [Buffer.from(standIn), mailOf({ messageId: '<real@example.org>' })])
    const before = (await desk.tickets()).length
    expect(await desk.poll(id, { actAtOnce: true })).toMatchObject({ new: 1, created: 1, error: 0, failure: null })
    const [message] = await desk.messages(id)
    expect(message).toMatchObject({ state: 'new', raw: 'none', reason: expect.stringContaining('Exchange') })

    desk.recorder.clear()
    expect(await desk.poll(id, { actAtOnce: true })).toMatchObject({ created: 0, failure: null })
    expect(desk.recorder.serverText()).toContain('Retrieval using the IMAP4 protocol failed')
    expect(await desk.tickets()).toHaveLength(before + 1)
    expect(await dovecot.messageCount('exchange', 'INBOX')).toBe(1)
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
  })
})

describe('the same mail in two inboxes', () => {
  it('has one ticket; the copy is a duplicate that shows where it went', async () => {
    const support = await desk.addInbox('support')
    const billing = await desk.addInbox('billing')
    const mail = mailOf({ to: ['support@example.org', 'billing@example.org'], messageId: '<both@example.org>' })
    await desk.deliver('support', [mail])
    // A copy takes another way: its transport headers differ.
    const received = Buffer.from(
      'Received: from relay.example.org by mx.example.org; Mon, 2 Feb 2026 08:00:00 +0000\r\n',
    )
    await desk.deliver('billing', [Buffer.concat([received, mail])])
    expect(await desk.poll(support.id)).toMatchObject({ created: 1 })
    const tickets = (await desk.tickets()).length
    expect(await desk.poll(billing.id)).toMatchObject({ new: 1, processed: 1, created: 0, updated: 0 })
    expect((await desk.tickets()).length).toBe(tickets)
    const [original] = await desk.messages(support.id)
    const [copy] = await desk.messages(billing.id)
    expect(copy).toMatchObject({ state: 'processed', decisionKind: 'duplicate', ticketId: original?.ticketId })
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
  })
})
