import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordListing } from '../../src-main/engine/poll/record-listing.ts'
import { inboxById } from '../../src-main/engine/settings/inboxes.ts'
import type { MessageDetail } from '../../src-preload/contract/entities/message.ts'
import { buildMail, type MailInput } from '../fixtures/mail-builder.ts'
import { type FolderDesk, openFolderDesk } from './folder-desk.ts'

let desk: FolderDesk
beforeEach(async () => {
  desk = await openFolderDesk()
})
afterEach(() => desk.close())

const mail = (subject: string, more: Partial<MailInput> = {}) =>
  buildMail({
    from: 'Ada Brook <ada@example.com>',
    to: 'support@example.org',
    subject,
    date: new Date('2026-01-12T09:00:00Z'),
    messageId: `<${subject.replaceAll(' ', '-')}@example.com>`,
    text: `${subject}. Please help.`,
    ...more,
  } as MailInput)

/** A pass that nobody asked for. */
const passByClock = (inboxId: string) => desk.engine.passes.run(Number(inboxId), { actAtOnce: false, byClock: true })
const pass = (inboxId: string) => desk.ask('inboxes.poll', { id: inboxId })

const ids = (messages: readonly MessageDetail[]) => messages.map(message => message.id)
const states = async (inboxId: string) => (await desk.messages(inboxId)).map(message => message.state)
const select = (...messages: readonly (MessageDetail | undefined)[]) => ({
  selection: { ids: messages.map(message => message?.id ?? '') },
})

/** An inbox with refused mails of an unknown caller. */
async function refusedMails(subjects: readonly string[]): Promise<{ inboxId: string; path: string }> {
  const path = await desk.mailFolder(subjects.map(subject => mail(subject)))
  const inboxId = await desk.addInbox(path, { unknown_caller_behavior: 'reject_email' })
  await pass(inboxId)
  return { inboxId, path }
}

async function knowAda(): Promise<void> {
  const ada = { firstName: 'Ada', name: 'Brook', addresses: ['ada@example.com'], organisationId: null }
  await desk.ask('persons.save', ada)
}

describe('a message that was reset', () => {
  it('is left alone by the clock for a moment, so that the reset can be undone', async () => {
    const { inboxId } = await refusedMails(['Gate', 'Bell'])
    const before = await desk.messages(inboxId)
    const { undoId } = await desk.ask('messages.reset', { selection: { ids: ids(before) } })
    await passByClock(inboxId)
    expect(await states(inboxId)).toEqual(['new', 'new'])
    const undone = await desk.ask('messages.undo', { undoId: undoId ?? '' })
    expect(undone).toMatchObject({ changed: 2, refusedCount: 0 })
    expect(await desk.messages(inboxId)).toEqual(before)
  })

  it('is taken up by the clock once the moment is over', async () => {
    const { inboxId } = await refusedMails(['Gate'])
    await knowAda()
    await desk.ask('messages.reset', select(...(await desk.messages(inboxId))))
    desk.advance(9000)
    await passByClock(inboxId)
    expect(await states(inboxId)).toEqual(['new'])
    desk.advance(2000)
    await passByClock(inboxId)
    expect(await states(inboxId)).toEqual(['processed'])
  })

  it('is taken up at once by a check that a person asks for, and when it is processed by hand', async () => {
    const { inboxId } = await refusedMails(['Gate', 'Bell'])
    await knowAda()
    const [gate, bell] = await desk.messages(inboxId)
    await desk.ask('messages.reset', select(gate, bell))
    await desk.ask('messages.process', select(gate))
    expect(await states(inboxId)).toEqual(['processed', 'new'])
    await pass(inboxId)
    expect(await states(inboxId)).toEqual(['processed', 'processed'])
  })

  it('is put back by the undo only where nothing else happened to it', async () => {
    const { inboxId } = await refusedMails(['Gate', 'Bell', 'Lamp', 'Roof'])
    const before = await desk.messages(inboxId)
    const [gate, bell, lamp] = before
    await knowAda()
    const { undoId } = await desk.ask('messages.reset', { selection: { ids: ids(before) } })
    await desk.ask('messages.process', select(gate))
    await desk.ask('messages.ignore', select(bell))
    const undone = await desk.ask('messages.undo', { undoId: undoId ?? '' })
    const reason = 'Something else happened to it since.'
    expect(undone).toEqual({
      changed: 2,
      refused: [
        { id: gate?.id, reason },
        { id: bell?.id, reason },
      ],
      refusedCount: 2,
      undoId: null,
    })
    const after = await desk.messages(inboxId)
    expect(after.map(message => message.state)).toEqual(['processed', 'ignored', 'error', 'error'])
    expect(after[2]).toEqual(lamp)
  })

  it('of a processed mail goes into its own ticket again, or stays there when it is undone', async () => {
    const path = await desk.mailFolder([mail('Gate')])
    const inboxId = await desk.addInbox(path)
    await pass(inboxId)
    const [gate] = await desk.messages(inboxId)
    const first = await desk.ask('messages.reset', select(gate))
    await desk.ask('messages.undo', { undoId: first.undoId ?? '' })
    expect(await desk.messages(inboxId)).toEqual([gate])
    await desk.ask('messages.reset', select(gate))
    await pass(inboxId)
    expect(await desk.messages(inboxId)).toMatchObject([{ state: 'processed', ticketRef: gate?.ticketRef }])
    expect(await desk.tickets()).toMatchObject([{ ref: gate?.ticketRef, entryCount: 1 }])
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })
})

describe('an undo', () => {
  it('brings back the removal that waited before, with its time', async () => {
    const path = await desk.mailFolder([mail('Gate')])
    const inboxId = await desk.addInbox(path, { email_storage: 'delete' })
    await pass(inboxId)
    const waiting = async () =>
      (await desk.ask('actions.list', {}))
        .filter(action => action.state === 'waiting')
        .map(({ id, dueAt }) => ({ id, dueAt }))
    const [before] = [await waiting()]
    expect(before).toHaveLength(1)
    const { undoId } = await desk.ask('messages.reset', select(...(await desk.messages(inboxId))))
    expect(await waiting()).toEqual([])
    await desk.ask('messages.undo', { undoId: undoId ?? '' })
    expect(await waiting()).toEqual(before)
    expect(await desk.messages(inboxId)).toMatchObject([{ state: 'processed', presence: 'action-waiting' }])
    await desk.ask('inboxes.poll', { id: inboxId, actAtOnce: true })
    expect(readdirSync(path)).toEqual([])
  })

  it('of a deletion keeps the mail, and comes too late when it is gone', async () => {
    const path = await desk.mailFolder([mail('Gate'), mail('Bell')])
    const inboxId = await desk.addInbox(path)
    await pass(inboxId)
    const [gate, bell] = await desk.messages(inboxId)
    const first = await desk.ask('messages.delete', select(gate))
    await desk.ask('messages.undo', { undoId: first.undoId ?? '' })
    await desk.ask('inboxes.poll', { id: inboxId, actAtOnce: true })
    expect(readdirSync(path)).toHaveLength(2)
    expect((await desk.messages(inboxId))[0]).toEqual(gate)

    const second = await desk.ask('messages.delete', select(bell))
    await desk.ask('inboxes.poll', { id: inboxId, actAtOnce: true })
    expect(readdirSync(path)).toHaveLength(1)
    const late = await desk.ask('messages.undo', { undoId: second.undoId ?? '' })
    expect(late).toMatchObject({ changed: 0, refusedCount: 1 })
    expect((await desk.messages(inboxId))[1]).toMatchObject({ presence: 'gone' })
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('of a new mail that was deleted makes it new again', async () => {
    const path = await desk.mailFolder([mail('Gate')])
    const inboxId = await desk.addInbox(path, {}, true)
    await pass(inboxId)
    const before = await desk.messages(inboxId)
    expect(before).toMatchObject([{ state: 'new', raw: 'none' }])
    const { undoId } = await desk.ask('messages.delete', select(...before))
    expect(await states(inboxId)).toEqual(['ignored'])
    await desk.ask('messages.undo', { undoId: undoId ?? '' })
    expect(await desk.messages(inboxId)).toEqual(before)
  })

  it('works once, for ten minutes, and for the last twenty actions', async () => {
    const { inboxId } = await refusedMails(['Gate'])
    const [gate] = await desk.messages(inboxId)
    const tooLate = { code: 'not-found', field: 'undoId' }
    const act = async () => (await desk.ask('messages.ignore', select(gate))).undoId ?? ''
    const once = await act()
    await desk.ask('messages.undo', { undoId: once })
    expect(await desk.refusal('messages.undo', { undoId: once })).toMatchObject(tooLate)
    const old = await act()
    desk.advance(10 * 60_000)
    expect(await desk.refusal('messages.undo', { undoId: old })).toMatchObject(tooLate)
    const many: string[] = []
    while (many.length < 21) many.push((await desk.ask('messages.delete', select(gate))).undoId ?? '')
    expect(await desk.refusal('messages.undo', { undoId: many[0] })).toMatchObject(tooLate)
    expect((await desk.ask('messages.undo', { undoId: many[20] ?? '' })).changed).toBe(1)
    // The action before it is not the last thing that happened; the one it brought back is.
    expect((await desk.ask('messages.undo', { undoId: many[19] ?? '' })).changed).toBe(1)
    expect((await desk.ask('messages.undo', { undoId: many[17] ?? '' })).changed).toBe(0)
  })
})

describe('processing into a ticket', () => {
  async function ticketOfBen(): Promise<string> {
    const path = await desk.mailFolder([mail('Door', { from: 'Ben Carver <ben@example.net>' })])
    await pass(await desk.addInbox(path))
    return (await desk.tickets())[0]?.ref ?? ''
  }

  it('takes a refused mail into it, whatever it answers', async () => {
    const ref = await ticketOfBen()
    const { inboxId } = await refusedMails(['Gate'])
    const [gate] = await desk.messages(inboxId)
    const done = await desk.ask('messages.process', { ...select(gate), intoTicket: ` ${ref.toLowerCase()} ` })
    expect(done).toMatchObject({ changed: 1, refusedCount: 0 })
    expect(await desk.messages(inboxId)).toMatchObject([{ state: 'processed', ticketRef: ref, decisionKind: 'update' }])
    expect(await desk.tickets()).toMatchObject([{ ref, entries: [{ authorAddress: 'ada@example.com' }] }])
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('fetches a mail that is not in the store yet', async () => {
    const ref = await ticketOfBen()
    const path = await desk.mailFolder([mail('Gate')])
    const inboxId = await desk.addInbox(path, { unknown_caller_behavior: 'reject_email' })
    const inbox = await desk.engine.passes.run(Number(inboxId), { actAtOnce: false })
    expect(inbox.error).toBe(1)
    const [gate] = await desk.messages(inboxId)
    await desk.engine.store.write(tx =>
      tx
        .updateTable('message')
        .set({ state: 'new', raw_kind: 'none', raw_sha256: null, processed_at: null })
        .where('id', '=', Number(gate?.id))
        .execute(),
    )
    await desk.ask('messages.process', { ...select(gate), intoTicket: ref })
    expect(await desk.messages(inboxId)).toMatchObject([{ state: 'processed', ticketRef: ref }])
  })

  it('passes over the rule that stopped the mail', async () => {
    const ref = await ticketOfBen()
    const path = await desk.mailFolder([mail('Away', { headers: { 'Auto-Submitted': 'auto-replied' } })])
    const inboxId = await desk.addInbox(path)
    await pass(inboxId)
    expect(await states(inboxId)).toEqual(['undesired'])
    await desk.ask('messages.process', { ...select(...(await desk.messages(inboxId))), intoTicket: ref })
    expect(await desk.messages(inboxId)).toMatchObject([{ state: 'processed', ticketRef: ref }])
  })

  it('refuses a reference that nobody has, with the field, and changes nothing', async () => {
    const { inboxId } = await refusedMails(['Gate'])
    const before = await desk.messages(inboxId)
    const refusal = await desk.refusal('messages.process', { ...select(...before), intoTicket: 'R-000077' })
    expect(refusal).toEqual({ code: 'not-found', field: 'intoTicket', message: 'There is no ticket R-000077.' })
    expect(await desk.messages(inboxId)).toEqual(before)
  })

  it('leaves a mail alone that stands in another ticket: one mail, one effect', async () => {
    const ref = await ticketOfBen()
    const path = await desk.mailFolder([mail('Gate')])
    const inboxId = await desk.addInbox(path)
    await pass(inboxId)
    const [gate] = await desk.messages(inboxId)
    const done = await desk.ask('messages.process', { ...select(gate), intoTicket: ref })
    expect(done.refused).toEqual([{ id: gate?.id, reason: 'It stands in another ticket already.' }])
    await desk.ask('messages.reset', select(gate))
    expect(await desk.ask('messages.process', { ...select(gate), intoTicket: ref })).toEqual(done)
    const own = await desk.ask('messages.process', { ...select(gate), intoTicket: gate?.ticketRef ?? '' })
    expect(own.changed).toBe(1)
    expect((await desk.tickets()).map(ticket => ticket.entryCount).toSorted()).toEqual([0, 1])
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('takes a mail whose ticket was deleted into another one', async () => {
    const ref = await ticketOfBen()
    const path = await desk.mailFolder([mail('Gate')])
    const inboxId = await desk.addInbox(path)
    await pass(inboxId)
    const [gate] = await desk.messages(inboxId)
    await desk.ask('tickets.delete', { id: gate?.ticketId ?? '' })
    await desk.ask('messages.process', { ...select(gate), intoTicket: ref })
    expect(await desk.messages(inboxId)).toMatchObject([{ state: 'processed', ticketRef: ref }])
  })
})

describe('processing many', () => {
  it('decides the oldest first, so that an original comes before its reply', async () => {
    const original = mail('Gate', { messageId: '<gate@example.com>' })
    const reply = mail('Re Gate', { inReplyTo: '<gate@example.com>', text: 'It is still shut.' })
    const path = await desk.mailFolder([original, reply])
    const inboxId = await desk.addInbox(path, { unknown_caller_behavior: 'reject_email' })
    await pass(inboxId)
    await knowAda()
    const messages = await desk.messages(inboxId)
    const { changed } = await desk.ask('messages.process', select(...messages.toReversed()))
    expect(changed).toBe(2)
    expect(await desk.tickets()).toMatchObject([{ title: 'Gate', entryCount: 1 }])
  })

  it('passes over the rule for those that were stopped, and leaves processed ones alone', async () => {
    const { inboxId } = await refusedMails(['Gate', 'Bell'])
    const [gate, bell] = await desk.messages(inboxId)
    await desk.ask('messages.process', { ...select(gate), anyway: true })
    const done = await desk.ask('messages.process', { ...select(gate, bell), anyway: true })
    expect(done).toMatchObject({
      changed: 1,
      refused: [{ id: gate?.id, reason: 'It was processed already; reset it first.' }],
    })
    expect(await states(inboxId)).toEqual(['processed', 'processed'])
  })

  it('refuses what went before it was fetched', async () => {
    const path = await desk.mailFolder([mail('Gate')])
    const inboxId = await desk.addInbox(path, {}, true)
    await pass(inboxId)
    const before = await desk.messages(inboxId)
    await desk.engine.store.write(tx =>
      tx.updateTable('message').set({ presence: 'gone', gone_at: desk.engine.clock.now() }).execute(),
    )
    const done = await desk.ask('messages.process', select(...before))
    expect(done.refused).toMatchObject([{ reason: 'It went from the server before it was fetched.' }])
  })
})

describe('a move', () => {
  it('waits, can be undone, and puts the mail into the other folder', async () => {
    const path = await desk.mailFolder([mail('Gate'), mail('Bell')])
    mkdirSync(join(path, 'Archive'))
    const inboxId = await desk.addInbox(path)
    await pass(inboxId)
    const [gate, bell] = await desk.messages(inboxId)
    const moved = await desk.ask('messages.move', { ...select(gate, bell), targetFolder: 'Archive' })
    expect(moved.changed).toBe(2)
    expect(await desk.messages(inboxId)).toMatchObject([{ presence: 'action-waiting' }, { presence: 'action-waiting' }])
    await desk.ask('messages.undo', { undoId: moved.undoId ?? '' })
    await desk.ask('messages.move', { ...select(gate), targetFolder: 'Archive' })
    await desk.ask('inboxes.poll', { id: inboxId, actAtOnce: true })
    expect(readdirSync(join(path, 'Archive'))).toHaveLength(1)
    const after = await desk.messages(inboxId)
    expect(after).toMatchObject([{ state: 'processed', presence: 'gone' }, { presence: 'on-server' }])
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('of a mail that is not decided yet means that it is not taken up', async () => {
    const path = await desk.mailFolder([mail('Gate')])
    mkdirSync(join(path, 'Archive'))
    const inboxId = await desk.addInbox(path, {}, true)
    await pass(inboxId)
    await desk.ask('messages.move', { ...select(...(await desk.messages(inboxId))), targetFolder: 'Archive' })
    await desk.ask('inboxes.poll', { id: inboxId, actAtOnce: true })
    const [gate] = await desk.messages(inboxId)
    expect(gate).toMatchObject({ state: 'ignored', presence: 'gone', raw: 'whole' })
    expect(gate?.reason).toBe('A person moved it before it was processed.')
    expect(await desk.tickets()).toEqual([])
  })

  it.each(['.', '/', './'])('into the folder where the mail lies (%j) is refused', async targetFolder => {
    const path = await desk.mailFolder([mail('Gate')])
    const inboxId = await desk.addInbox(path)
    await pass(inboxId)
    const done = await desk.ask('messages.move', { ...select(...(await desk.messages(inboxId))), targetFolder })
    expect(done).toMatchObject({ changed: 0, refused: [{ reason: 'It lies in that folder already.' }], undoId: null })
  })

  it('out of an mbox file is refused', async () => {
    const path = join(await desk.mailFolder(), 'mails.mbox')
    writeFileSync(path, Buffer.concat([Buffer.from('From ada@example.com Mon Jan 12 09:00:00 2026\n'), mail('Gate')]))
    const inboxId = await desk.addInbox(path)
    await pass(inboxId)
    const done = await desk.ask('messages.move', { ...select(...(await desk.messages(inboxId))), targetFolder: 'x' })
    expect(done.refused).toMatchObject([{ reason: 'Mail in an mbox file is only read; it cannot be moved.' }])
    expect(existsSync(path)).toBe(true)
  })

  it.each([
    ['INBOX', 'inbox'],
    ['Support/Mail', 'Support/Mail'],
  ])('from %s to %s of an IMAP account is refused', async (mailbox, targetFolder) => {
    const config = { name: 'IMAP', server: 'imap.example.org', login: 'support@example.org', mailbox, active: false }
    const { id } = await desk.ask('inboxes.save', { config })
    const inbox = await inboxById(desk.engine.store.reads, Number(id))
    const added = [{ uid: '1', sizeBytes: 1, receivedAt: 1 }]
    const listing = { uidValidity: '1', added, present: 'unchanged', highestUid: '1', onServer: 1 } as const
    await recordListing(desk.engine.store, inbox, listing, 1)
    const messages = await desk.messages(id)
    const refused = await desk.ask('messages.move', { ...select(...messages), targetFolder })
    expect(refused).toMatchObject({ changed: 0, refused: [{ reason: 'It lies in that folder already.' }] })
    const done = await desk.ask('messages.move', { ...select(...messages), targetFolder: 'Archive' })
    expect(done.changed).toBe(1)
  })
})
