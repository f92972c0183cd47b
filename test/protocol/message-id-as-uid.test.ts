import { copyFile, readFile, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildMail } from '../fixtures/mail-builder.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, openMailboxDesk } from './mailbox-desk.ts'

let dovecot: Dovecot
let desk: MailboxDesk

beforeAll(async () => {
  dovecot = await startDovecot()
  desk = await openMailboxDesk(dovecot)
})
afterAll(async () => {
  await desk.close()
  await dovecot.stop()
})

const byMessageId = { settings: { use_message_id_as_uid: true } }

function mailOf(word: string, messageId: string | null = `<${word.replaceAll(' ', '-')}@example.org>`): Uint8Array {
  const mail = buildMail({
    from: 'ann@example.com',
    to: 'helpdesk@desk.example.org',
    subject: `About ${word}`,
    date: Date.parse('2026-02-02T08:00:00Z'),
    text: `Something about ${word}.`,
    ...(messageId === null ? {} : { messageId }),
  })
  if (messageId !== null) return mail
  return Buffer.from(
    Buffer.from(mail)
      .toString('latin1')
      .replace(/^Message-ID:.*\r\n/im, ''),
    'latin1',
  )
}

const fromStranger = (word: string) =>
  Buffer.from(Buffer.from(mailOf(word)).toString('latin1').replace('ann@example.com', 'eve@example.com'), 'latin1')

/** The server gives each mail a new UID under the same UIDVALIDITY: for Dovecot, a Maildir file by another name is another mail. */
async function wander(user: string): Promise<void> {
  const before = await dovecot.uids(user, 'INBOX')
  for (const path of await dovecot.paths(user, 'INBOX')) await rename(path, join(dirname(path), `w${basename(path)}`))
  const after = await dovecot.uids(user, 'INBOX')
  expect(after).toHaveLength(before.length)
  expect(after.filter(uid => before.includes(uid))).toEqual([])
}

async function rowsOf(id: string) {
  return (await desk.messages(id)).map(({ subject, state, presence, ticketRef }) => ({
    subject,
    state,
    presence,
    ticketRef,
  }))
}

describe('an inbox that knows its messages by Message-ID', () => {
  it('keeps every row when all UIDs change, fetches no mail again, and takes the next new one', async () => {
    const { id } = await desk.addInbox('wandering', byMessageId)
    await desk.deliver('wandering', [mailOf('a printer'), mailOf('a beamer'), mailOf('a badge')])
    expect(await desk.poll(id)).toMatchObject({ seen: 3, new: 3, created: 3 })
    const before = await rowsOf(id)

    for (let round = 0; round < 2; round += 1) {
      await wander('wandering')
      desk.recorder.clear()
      expect(await desk.poll(id)).toMatchObject({ seen: 3, new: 0, created: 0, failure: null })
      expect(desk.recorder.serverText()).not.toContain('Subject: ')
      expect(await rowsOf(id)).toEqual(before)
    }

    await wander('wandering')
    await desk.deliver('wandering', [mailOf('a lamp')])
    expect(await desk.poll(id)).toMatchObject({ seen: 4, new: 1, created: 1 })
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
  })

  it('keeps what a person said of a message, and does what waited to be done', async () => {
    const { id } = await desk.addInbox('decided', { ...byMessageId, unknown_caller_behavior: 'reject_email' })
    await desk.deliver('decided', ['ignored one', 'deleted one', 'kept one'].map(fromStranger))
    expect(await desk.poll(id)).toMatchObject({ new: 3, error: 3 })
    const [ignored, deleted] = await desk.messages(id)
    await desk.ask('messages.ignore', { selection: { ids: [ignored?.id ?? ''] } })
    await desk.ask('messages.delete', { selection: { ids: [deleted?.id ?? ''] } })
    await wander('decided')
    expect(await desk.poll(id, { actAtOnce: true })).toMatchObject({ seen: 3, new: 0, failure: null })
    expect(await dovecot.messageCount('decided', 'INBOX')).toBe(2)
    expect((await rowsOf(id)).map(({ state, presence }) => `${state} ${presence}`)).toEqual([
      'ignored on-server',
      'error gone',
      'error on-server',
    ])
  })

  it('takes over a record that was made by UID when it is switched on, and gives it back when it is switched off', async () => {
    const { id, config } = await desk.addInbox('switched')
    const words = Array.from({ length: 50 }, (_, at) => `case ${at}`)
    await desk.deliver(
      'switched',
      words.map(word => mailOf(word)),
    )
    expect(await desk.poll(id)).toMatchObject({ new: 50, created: 50 })

    await desk.ask('inboxes.save', { id, config: { ...config, ...byMessageId } })
    expect(await desk.poll(id)).toMatchObject({ seen: 50, new: 0 })
    await wander('switched')
    expect(await desk.poll(id)).toMatchObject({ seen: 50, new: 0, failure: null })

    await desk.ask('inboxes.save', { id, config })
    expect(await desk.poll(id)).toMatchObject({ seen: 50, new: 0 })
    // By UID again, all of them look new; they are recognised by what is in them.
    await wander('switched')
    expect(await desk.poll(id)).toMatchObject({ seen: 50, new: 50, created: 0, updated: 0, failure: null })
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
  })

  it('loses no mail whose sender uses one Message-ID for all, and none without any', async () => {
    const { id } = await desk.addInbox('alike', byMessageId)
    const alarm = (word: string) => mailOf(word, '<alarm@device.example.org>')
    await desk.deliver('alike', [alarm('door 1'), alarm('door 2'), mailOf('nameless', null)])
    expect(await desk.poll(id)).toMatchObject({ new: 3, created: 3 })
    const [first] = await desk.messages(id)
    await desk.ask('messages.delete', { selection: { ids: [first?.id ?? ''] } })
    await desk.poll(id, { actAtOnce: true })
    // As long as those before it, and with the name of the one that has gone.
    await desk.deliver('alike', [alarm('door 3'), mailOf('other one', null)])
    expect(await desk.poll(id)).toMatchObject({ new: 2, created: 2, failure: null })
    expect((await desk.tickets()).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['About door 1', 'About door 2', 'About door 3', 'About nameless', 'About other one']),
    )
  })

  it('counts a mail that lies there twice as two messages, of which one has an effect', async () => {
    const { id } = await desk.addInbox('twice', byMessageId)
    await desk.deliver('twice', [mailOf('a copy')])
    expect(await desk.poll(id)).toMatchObject({ new: 1, created: 1 })
    const [path = ''] = await dovecot.paths('twice', 'INBOX')
    expect((await readFile(path, 'utf8')).includes('About a copy')).toBe(true)
    await copyFile(path, join(dirname(path), `copy-${basename(path)}`))
    expect(await desk.poll(id)).toMatchObject({ seen: 2, new: 1, created: 0, updated: 0, failure: null })
    expect(await rowsOf(id)).toHaveLength(2)
    await wander('twice')
    expect(await desk.poll(id)).toMatchObject({ seen: 2, new: 0, failure: null })
    expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
  })
})
