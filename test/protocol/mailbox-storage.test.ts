import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, mailOf, openMailboxDesk } from './mailbox-desk.ts'

const DAY_MS = 86_400_000
const GRACE_MS = 10_000

let dovecot: Dovecot
let desk: MailboxDesk

beforeAll(async () => {
  dovecot = await startDovecot()
  desk = await openMailboxDesk(dovecot)
  await desk.ask('persons.save', { firstName: 'Ada', name: 'Byron', addresses: ['ada@example.org'] })
})
afterAll(async () => {
  await desk?.close()
  await dovecot?.stop()
})

const wanted = (name: string) =>
  [1, 2].map(n => mailOf({ subject: `${name} ${n}`, messageId: `<${name}-${n}@example.org>`, text: `${name} ${n}\n` }))
const absence = (name: string) =>
  mailOf({ subject: 'Away', messageId: `<away-${name}@example.org>`, headers: { 'Auto-Submitted': 'auto-replied' } })
/** Becomes an error where unknown senders are refused. */
const fromNobody = (name: string) => mailOf({ from: 'eve@example.com', messageId: `<eve-${name}@example.org>` })

const rawsIn = (user: string, mailbox: string) => dovecot.rawMessages(user, mailbox)
const same = (found: readonly Uint8Array[], asked: readonly Uint8Array[]) =>
  expect(found.map(raw => Buffer.from(raw).toString('latin1')).toSorted()).toEqual(
    asked.map(raw => Buffer.from(raw).toString('latin1')).toSorted(),
  )

/** The full-text index follows within two seconds; to a clock that was put forward a week it is late until then. */
async function everythingIsSound(): Promise<void> {
  await vi.waitFor(async () => expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] }), {
    timeout: 5000,
  })
}

describe('what a check leaves on the server', () => {
  it('keep: everything', async () => {
    const { id } = await desk.addInbox('keep')
    const mails = [...wanted('keep'), absence('keep')]
    await desk.deliver('keep', mails)
    expect(await desk.poll(id, { actAtOnce: true })).toMatchObject({ created: 2, undesired: 1 })
    same(await rawsIn('keep', 'INBOX'), mails)
    await everythingIsSound()
  })

  it('delete: what was processed goes once the grace time is over; undesired mail a week later; errors never', async () => {
    const { id } = await desk.addInbox('delete', { email_storage: 'delete', unknown_caller_behavior: 'reject_email' })
    const [one, two] = wanted('delete')
    if (!one || !two) throw new Error('Two mails were asked')
    await desk.deliver('delete', [one, two, absence('delete'), fromNobody('delete')])
    expect(await desk.poll(id)).toMatchObject({ created: 2, undesired: 1, error: 1 })
    expect(await dovecot.messageCount('delete', 'INBOX')).toBe(4)

    desk.advance(GRACE_MS)
    await desk.poll(id)
    same(await rawsIn('delete', 'INBOX'), [absence('delete'), fromNobody('delete')])
    const [oldest] = await desk.messages(id)
    expect(oldest).toMatchObject({ state: 'processed', presence: 'gone' })
    const { base64 } = await desk.ask('messages.raw', { id: oldest?.id ?? '' })
    expect(Buffer.from(base64, 'base64').equals(one)).toBe(true)

    desk.advance(7 * DAY_MS)
    await desk.poll(id)
    same(await rawsIn('delete', 'INBOX'), [fromNobody('delete')])
    await everythingIsSound()
  })

  it('delete, undone within the grace time: it stays', async () => {
    const { id } = await desk.addInbox('undone', { email_storage: 'delete' })
    await desk.deliver('undone', wanted('undone'))
    await desk.poll(id)
    const messageIds = (await desk.messages(id)).map(message => message.id)
    const [newest] = (await desk.ask('actions.list', {})).filter(action => messageIds.includes(action.messageId))
    expect(newest?.state).toBe('waiting')
    await desk.ask('actions.cancel', { id: newest?.id ?? '' })
    desk.advance(GRACE_MS)
    await desk.poll(id)
    expect(await dovecot.messageCount('undone', 'INBOX')).toBe(1)
    await everythingIsSound()
  })

  it('move: what was processed lies in the other folder, byte for byte; the rest stays', async () => {
    await dovecot.createMailbox('move', 'Done/Été')
    const { id } = await desk.addInbox('move', { email_storage: 'move', target_folder: 'Done/Été' })
    const mails = wanted('move')
    await desk.deliver('move', [...mails, absence('move')])
    expect(await desk.poll(id, { actAtOnce: true })).toMatchObject({ created: 2, undesired: 1, failure: null })
    same(await rawsIn('move', 'Done/Été'), mails)
    same(await rawsIn('move', 'INBOX'), [absence('move')])
    expect(await desk.poll(id)).toMatchObject({ seen: 1, new: 0, failure: null })
    await everythingIsSound()
  })

  it('move into a folder that somebody has removed: nothing goes, and the reason is seen', async () => {
    await dovecot.createMailbox('astray', 'Nowhere')
    const { id } = await desk.addInbox('astray', { email_storage: 'move', target_folder: 'Nowhere' })
    await dovecot.doveadm(['mailbox', 'delete', '-u', 'astray', 'Nowhere'])
    const mails = wanted('astray')
    await desk.deliver('astray', mails)
    expect(await desk.poll(id, { actAtOnce: true })).toMatchObject({ created: 2 })
    same(await rawsIn('astray', 'INBOX'), mails)
    const messageIds = (await desk.messages(id)).map(message => message.id)
    const failed = (await desk.ask('actions.list', {})).filter(action => messageIds.includes(action.messageId))
    expect(failed).toHaveLength(2)
    for (const { state, kind, lastError } of failed) {
      expect({ state, kind }).toEqual({ state: 'waiting', kind: 'move' })
      expect(lastError).toContain('Nowhere')
    }
    await everythingIsSound()
  })
})

describe('mail that is kept until its ticket is over', () => {
  const solve = async (ticketId: string) => {
    const { id: agent } = await desk.ask('persons.save', {
      name: 'Agent',
      addresses: [`agent-${ticketId}@example.org`],
    })
    const step = (stimulus: string, fields: Record<string, string> = {}) =>
      desk.ask('tickets.applyStimulus', { id: ticketId, stimulus, fields })
    await step('ev_assign', { agent_id: agent })
    await step('ev_resolve', { resolution_code: 'assistance', solution: 'Paper was brought.' })
    return { close: () => step('ev_close'), reopen: () => step('ev_reopen', { agent_id: agent }) }
  }

  /** Two mails, each with its ticket. */
  async function twoTickets(user: string) {
    const { id } = await desk.addInbox(user, { remove_when_ticket_closes: true })
    const mails = wanted(user)
    await desk.deliver(user, mails)
    await desk.poll(id)
    const [first, second] = (await desk.messages(id)).map(message => message.ticketId ?? '')
    return { id, mails, first: first ?? '', second: second ?? '' }
  }

  it('goes when the ticket is closed, after the grace time, and not when it is only resolved', async () => {
    const { id, mails, first } = await twoTickets('closing')
    const { close } = await solve(first)
    desk.advance(GRACE_MS)
    await desk.poll(id)
    same(await rawsIn('closing', 'INBOX'), mails)
    await close()
    await desk.poll(id)
    same(await rawsIn('closing', 'INBOX'), mails)
    desk.advance(GRACE_MS)
    await desk.poll(id)
    same(await rawsIn('closing', 'INBOX'), mails.slice(1))
    await everythingIsSound()
  })

  it('stays when the ticket is opened again in time', async () => {
    const { id, mails, first } = await twoTickets('reopening')
    const { close, reopen } = await solve(first)
    await close()
    await reopen()
    desk.advance(GRACE_MS)
    await desk.poll(id)
    same(await rawsIn('reopening', 'INBOX'), mails)
    await everythingIsSound()
  })

  it('goes when the ticket is deleted', async () => {
    const { id, mails, second } = await twoTickets('deleting')
    await desk.ask('tickets.delete', { id: second })
    desk.advance(GRACE_MS)
    await desk.poll(id)
    same(await rawsIn('deleting', 'INBOX'), mails.slice(0, 1))
    await everythingIsSound()
  })
})
