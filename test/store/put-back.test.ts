import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EntryView, TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import { type MailInput, makePng } from '../fixtures/mail-builder.ts'
import { type FolderDesk, mailToDesk, openFolderDesk } from '../protocol/folder-desk.ts'

let desk: FolderDesk
beforeAll(async () => {
  desk = await openFolderDesk()
})
afterAll(() => desk?.close())

const shown = makePng(200, 60, '#aa2200')
const textReply = { text: 'It glows again.\n\nOn Monday Sam wrote:\n> Is the kumquat lamp on?\n\nThanks.\n' }
const htmlReply = {
  html: '<p>It <b>glows</b>.</p><div class="gmail_quote"><p onclick="x()">Is the <i>kumquat</i> lamp on? <img src="cid:lamp@mail"></p></div>',
  text: 'It glows.',
  attachments: [{ name: 'lamp.png', type: 'image/png', content: shown, contentId: 'lamp@mail' }],
}

let opened = 0
/** A ticket with an entry that a reply wrote, in a ticket of its own. */
async function replied(reply: Partial<MailInput>, first: Partial<MailInput> = {}) {
  opened += 1
  const opening = { subject: `Lamp ${opened}`, messageId: `<lamp-${opened}@example.org>`, ...first }
  const answer = { subject: `Re: Lamp ${opened}`, inReplyTo: `<lamp-${opened}@example.org>`, ...reply }
  const inboxId = await desk.addInbox(await desk.mailFolder([mailToDesk(opening), mailToDesk(answer)]))
  await desk.ask('inboxes.poll', { id: inboxId })
  const ticket = (await desk.tickets()).at(-1)
  const entry = ticket?.entries[0]
  if (!ticket || !entry) throw new Error('The reply was not added to a ticket.')
  return { key: { id: ticket.id, entryId: entry.id }, ticket, entry }
}

async function lookAt({ id, entryId }: { readonly id: string; readonly entryId: string }) {
  const ticket = await desk.ask('tickets.get', { id })
  const entry = ticket.entries.find(each => each.id === entryId)
  if (!entry) throw new Error('The entry is gone.')
  return { ticket, entry }
}

const cutChanges = (ticket: TicketDetail) =>
  ticket.history.filter(({ attribute }) => attribute === 'cut_part').map(({ before, after }) => [before, after])
const cutOf = ({ cutText, cutRule }: EntryView) => ({ cutText, cutRule })

describe('a cut part', () => {
  it('comes back with its form and its pictures, and is folded again without loss', async () => {
    const { key, entry: before } = await replied(htmlReply)
    expect(before).toMatchObject({ html: '<p>It <b>glows</b>.</p>', putBack: false, cutRule: expect.any(String) })
    await desk.ask('tickets.putBack', key)
    const { entry, ticket } = await lookAt(key)
    const picture = ticket.attachments.find(({ name }) => name === 'lamp.png')
    expect(entry).toMatchObject({ putBack: true, format: 'html', ...cutOf(before) })
    expect(entry.html).toBe(
      `<p>It <b>glows</b>.</p><div><p>Is the <i>kumquat</i> lamp on? <img data-attachment="${picture?.id}"></p></div>`,
    )
    expect(entry.text).toContain('kumquat')
    await desk.ask('tickets.foldAgain', key)
    expect((await lookAt(key)).entry).toEqual(before)
  })

  it('of a plain mail comes back where it stood', async () => {
    const { key, entry: before } = await replied(textReply)
    expect(before.text).not.toContain('kumquat')
    await desk.ask('tickets.putBack', key)
    const { entry } = await lookAt(key)
    expect(entry).toMatchObject({ format: 'text', html: '', ...cutOf(before) })
    expect(entry.text.trim()).toBe(textReply.text.trim())
    await desk.ask('tickets.foldAgain', key)
    expect((await lookAt(key)).entry).toEqual(before)
  })

  it('shows a picture that came with an earlier mail of the ticket', async () => {
    // Of its own: what one sender sends again and again is taken for a part of the signature.
    const [picture] = htmlReply.attachments
    const reply = {
      ...htmlReply,
      attachments: [{ ...picture, content: makePng(210, 60, '#0022aa') }],
    } as typeof htmlReply
    const { key, ticket } = await replied(reply, { ...reply, html: '<p>Dark <img src="cid:lamp@mail"></p>' })
    expect(ticket.attachments).toHaveLength(1)
    await desk.ask('tickets.putBack', key)
    expect((await lookAt(key)).entry.html).toContain(`data-attachment="${ticket.attachments[0]?.id}"`)
  })

  it('stands below the rest as text when the mail itself is gone', async () => {
    const { key, entry: before } = await replied(htmlReply)
    await desk.engine.store.write(tx =>
      tx
        .updateTable('message')
        .set({ raw_sha256: null, raw_kind: 'none' })
        .where('id', '=', Number(before.messageId))
        .execute(),
    )
    await desk.ask('tickets.putBack', key)
    const { entry } = await lookAt(key)
    expect(entry.html).toMatch(/^<p>It <b>glows<\/b>\.<\/p><br><div style="white-space:pre-wrap">Is the kumquat/)
    expect(entry.text).toBe(`${before.text}\n\n${before.cutText}`)
    await desk.ask('tickets.foldAgain', key)
    expect((await lookAt(key)).entry).toEqual(before)
  })

  it('is put back exactly once, however often and at once somebody clicks', async () => {
    const { key, entry: before } = await replied(textReply)
    const told: string[] = []
    const off = desk.engine.events.on(event => {
      if (event.name === 'ticket.changed') told.push(event.data.id)
    })
    await Promise.all([1, 2, 3].map(() => desk.ask('tickets.putBack', key)))
    expect(cutChanges((await lookAt(key)).ticket)).toEqual([[null, 'Ada Byron']])
    await Promise.all([1, 2, 3].map(() => desk.ask('tickets.foldAgain', key)))
    off()
    const { ticket, entry } = await lookAt(key)
    expect(entry).toEqual(before)
    expect(cutChanges(ticket)).toEqual([
      ['Ada Byron', null],
      [null, 'Ada Byron'],
    ])
    expect(told).toEqual([key.id, key.id])
    const { reads } = desk.engine.store
    const changes = await reads
      .selectFrom('change_operation')
      .innerJoin('change', 'change.id', 'change_operation.change_id')
      .select(['change.id', 'origin'])
      .where('object_id', '=', Number(key.id))
      .where('attribute', '=', 'cut_part')
      .execute()
    expect(new Set(changes.map(({ id }) => id)).size).toBe(2)
    expect(changes.every(({ origin }) => origin === 'interactive')).toBe(true)
  })

  it('is found by its words while it is there', async () => {
    const { key } = await replied({ text: textReply.text.replace('kumquat', 'tamarillo') })
    const found = async () => (await desk.ask('tickets.list', { search: 'tamarillo' })).rows.map(({ id }) => id)
    expect(await found()).toEqual([])
    await desk.ask('tickets.putBack', key)
    await vi.waitFor(async () => expect(await found()).toEqual([key.id]), { timeout: 20_000 })
    await desk.ask('tickets.foldAgain', key)
    await vi.waitFor(async () => expect(await found()).toEqual([]), { timeout: 20_000 })
  })

  it('can only be put back where something was cut, into the ticket it belongs to', async () => {
    const { key, ticket } = await replied({ text: 'All is well.\n' })
    expect(await desk.refusal('tickets.putBack', key)).toMatchObject({ code: 'conflict', field: 'entryId' })
    const other = await replied(textReply)
    const wrong = { id: ticket.id, entryId: other.key.entryId }
    expect(await desk.refusal('tickets.putBack', wrong)).toMatchObject({ code: 'not-found', field: 'entryId' })
    expect(await desk.refusal('tickets.foldAgain', wrong)).toMatchObject({ code: 'not-found', field: 'entryId' })
    expect((await lookAt(other.key)).entry).toEqual(other.entry)
  })

  it('goes with its ticket', async () => {
    const { key } = await replied(textReply)
    await desk.ask('tickets.putBack', key)
    await desk.ask('tickets.delete', { id: key.id })
    const left = await desk.engine.store.reads
      .selectFrom('folded_entry')
      .selectAll()
      .where('entry_id', '=', Number(key.entryId))
      .execute()
    expect(left).toEqual([])
  })
})
