import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MailInput } from '../fixtures/mail-builder.ts'
import { type FolderDesk, mailToDesk, openFolderDesk } from '../protocol/folder-desk.ts'

let desk: FolderDesk
beforeAll(async () => {
  desk = await openFolderDesk()
})
afterAll(() => desk?.close())

const question =
  'Good morning,\n\nwhich room is the printer in, and which message does its display show?\n\nMany thanks, Sam'
/** As Gmail quotes it, with an answer typed between its lines and none above. */
const typedInside =
  '<div>See below.</div><div class="gmail_quote"><div class="gmail_attr">On Mon, 5 Jan 2026, Sam wrote:</div><blockquote class="gmail_quote"><div>Good morning,</div><div>which room is the printer in, and which message does its display show?</div><div>Room 12, message E-05.</div><div>Many thanks, Sam</div></blockquote></div>'

let opened = 0
async function reply(answer: Partial<MailInput>) {
  opened += 1
  const id = `<held-${opened}@example.org>`
  const first = { subject: `Printer ${opened}`, messageId: id, text: question }
  await desk.ask('inboxes.poll', { id: await desk.addInbox(await desk.mailFolder([mailToDesk(first)])) })
  const answerId = `<answer-${opened}@example.org>`
  const answered = { subject: `Re: Printer ${opened}`, messageId: answerId, ...answer }
  const inboxId = await desk.addInbox(await desk.mailFolder([mailToDesk({ inReplyTo: id, ...answered })]))
  await desk.ask('inboxes.poll', { id: inboxId })
  const ticket = (await desk.tickets()).find(each => each.title === `Printer ${opened}`)
  const row = await desk.engine.store.reads
    .selectFrom('message')
    .select('id')
    .where('message_id', '=', answerId)
    .executeTakeFirstOrThrow()
  return { ticket, messageId: String(row.id) }
}

describe('what somebody typed inside a quote', () => {
  it('is new when the ticket holds what was quoted', async () => {
    const { ticket, messageId } = await reply({ html: typedInside, text: 'See below.' })
    expect(ticket?.entries[0]?.text).toBe('See below.\n\nRoom 12, message E-05.')
    expect(ticket?.entries[0]?.cutText).toContain('which room is the printer in')
    // Looked at later it is the same: its own entry is not counted among what is held.
    const { newPart } = await desk.ask('messages.body', { id: messageId })
    expect(newPart.text).toBe('See below.\n\nRoom 12, message E-05.')
  })

  it('stays with the quote when the mail quotes something else', async () => {
    const other = typedInside.replace(/which room[^<]*/, 'shall we meet on Monday, and who brings the minutes?')
    const { ticket } = await reply({ html: other.replace(/Good morning|Many thanks, Sam/g, 'Hello there'), text: 'x' })
    expect(ticket?.entries[0]?.text).toBe('See below.')
  })

  it('is all that is new when nothing was written above the quote', async () => {
    const below = typedInside.replace('<div>See below.</div>', '')
    const { ticket } = await reply({ html: below, text: 'x' })
    expect(ticket?.entries[0]?.text).toBe('Room 12, message E-05.')
  })

  it('is the same whether the mail that it quotes was processed before, or in the same pass', async () => {
    const mails = Array.from({ length: 20 }, (_, number) => {
      const id = `<pass-${number}@example.org>`
      const at = (minute: number) => ({ date: new Date(Date.UTC(2026, 0, 5, 9, minute)) })
      return [
        mailToDesk({ subject: `Pass ${number}`, messageId: id, text: question, ...at(2 * number) }),
        mailToDesk({
          subject: `Re: Pass ${number}`,
          messageId: `<pass-answer-${number}@example.org>`,
          inReplyTo: id,
          html: typedInside,
          text: 'See below.',
          ...at(2 * number + 1),
        }),
      ]
    }).flat()
    await desk.ask('inboxes.poll', { id: await desk.addInbox(await desk.mailFolder(mails)) })
    const tickets = (await desk.tickets()).filter(({ title }) => title.startsWith('Pass '))
    expect(tickets).toHaveLength(20)
    for (const { entries } of tickets) {
      expect(entries.map(({ text }) => text)).toEqual(['See below.\n\nRoom 12, message E-05.'])
    }
  })

  it('is in the preview of a mail that waits', async () => {
    const { messageId } = await reply({ html: typedInside, text: 'See below.' })
    const { newPart } = await desk.ask('messages.preview', { id: messageId })
    expect(newPart?.text).toBe('See below.\n\nRoom 12, message E-05.')
  })
})
