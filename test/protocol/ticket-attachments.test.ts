import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePng } from '../fixtures/mail-builder.ts'
import { photo } from '../unit/fixtures/pictures.ts'
import { type FolderDesk, mailToDesk, openFolderDesk } from './folder-desk.ts'

/** What a ticket holds of the files of its mails, and how a person gets the rest. */
let desk: FolderDesk
beforeAll(async () => {
  desk = await openFolderDesk()
})
afterAll(() => desk?.close())

type Mail = NonNullable<Parameters<typeof mailToDesk>[0]>

const logo = makePng(180, 60, '#aa2200')
const dot = makePng(16, 16, '#00aa00')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const file = (name: string, content: Uint8Array) => ({
  name,
  type: 'image/png',
  content,
  disposition: 'attachment' as const,
})

/** The tickets of these mails, a minute apart, in an inbox of its own. */
async function ticketsOf(mails: readonly Mail[], config: Parameters<FolderDesk['addInbox']>[1] = {}) {
  const inboxId = await desk.addInbox(await desk.mailFolder(mails.map(mailToDesk)), config)
  await desk.ask('inboxes.poll', { id: inboxId })
  const messages = await desk.messages(inboxId)
  const ids = [...new Set(messages.flatMap(({ ticketId }) => ticketId ?? []))]
  return Promise.all(ids.map(id => desk.ask('tickets.get', { id })))
}

async function onlyTicket(mails: readonly Mail[], config: Parameters<FolderDesk['addInbox']>[1] = {}) {
  const [ticket, ...others] = await ticketsOf(mails, config)
  if (!ticket || others.length > 0) throw new Error('One ticket was expected.')
  return ticket
}

async function bytesOf(id: string): Promise<Buffer> {
  return Buffer.from((await desk.ask('attachments.read', { id })).base64, 'base64')
}

describe('a picture of a mail', () => {
  it('that is too small is shown in place and not listed', async () => {
    const ticket = await onlyTicket([
      {
        html: '<p>See <img src="cid:dot@x"></p>',
        attachments: [{ ...file('dot.png', dot), contentId: 'dot@x', disposition: 'inline' }],
      },
    ])
    const [part] = ticket.attachments
    expect(part).toMatchObject({ kept: false, inline: true, why: 'image of 16 x 16 pixels is below 100 x 20' })
    expect(ticket.description).toContain(`data-attachment="${part?.id}"`)
    expect((await bytesOf(part?.id ?? '')).equals(dot)).toBe(true)
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('that is too large is stored smaller, while its mail keeps it as it came', async () => {
    const original = await photo(400, 200, 'jpeg')
    const ticket = await onlyTicket([{ attachments: [{ name: 'a.jpg', type: 'image/jpg', content: original }] }], {
      settings: { images_maximum_size: '100x100' },
    })
    const [part] = ticket.attachments
    expect(part).toMatchObject({ kept: true, type: 'image/jpeg', why: 'resized from 400x200 to 100x50' })
    const bytes = await bytesOf(part?.id ?? '')
    expect([sha256(bytes), bytes.length]).toEqual([part?.sha256, part?.sizeBytes])
    expect(bytes.length).toBeLessThan(original.length)
    const asItCame = await desk.ask('messages.part', { id: part?.messageId ?? '', part: 0 })
    expect(Buffer.from(asItCame.base64, 'base64').equals(original)).toBe(true)
  })

  it('that only the quoted text shows is an attachment of the entry', async () => {
    const first = { messageId: '<quoted-1@example.org>' }
    const html = '<p>Thanks</p><blockquote>Look <img src="cid:logo@x"></blockquote>'
    const attachments = [{ ...file('plan.png', logo), contentId: 'logo@x', disposition: 'inline' as const }]
    const ticket = await onlyTicket([
      first,
      { subject: 'Re: paper', inReplyTo: '<quoted-1@example.org>', html, attachments },
    ])
    expect(ticket.entries[0]?.html).not.toContain('img')
    expect(ticket.attachments).toMatchObject([
      { name: 'plan.png', kept: true, inline: false, entryId: ticket.entries[0]?.id },
    ])
  })

  it('is shown at most as wide as its inbox says', async () => {
    const [plain] = await ticketsOf([{}])
    const [narrow] = await ticketsOf([{ subject: 'Too wide' }], { settings: { inline_image_max_width: 300 } })
    expect([plain?.inlineImageMaxWidth, narrow?.inlineImageMaxWidth]).toEqual([500, 300])
  })
})

describe('equal content', () => {
  const plan = makePng(180, 60, '#333333')
  it('under one name is listed once on a ticket, under another one again, and stored once', async () => {
    const reply = { subject: 'Re: paper', inReplyTo: '<equal-1@example.org>' }
    const ticket = await onlyTicket([
      { messageId: '<equal-1@example.org>', attachments: [file('plan.png', plan)] },
      { ...reply, attachments: [file('Plan.png', plan), file('copy.png', plan)] },
      { ...reply, text: 'Empty', attachments: [file('empty.txt', Buffer.alloc(0))] },
    ])
    expect(ticket.attachments.map(({ name, kept, sha256: hash }) => [name, kept, hash === sha256(plan)])).toEqual([
      ['plan.png', true, true],
      ['copy.png', true, true],
      ['empty.txt', true, false],
    ])
  })

  it('in place needs no name: the picture of an earlier mail is shown again', async () => {
    const mail = (name: string) => ({
      html: '<p>Hello <img src="cid:logo@x"></p>',
      attachments: [{ ...file(name, logo), contentId: 'logo@x', disposition: 'inline' as const }],
    })
    const ticket = await onlyTicket([
      { messageId: '<place-1@example.org>', ...mail('image001.png') },
      { subject: 'Re: paper', inReplyTo: '<place-1@example.org>', ...mail('image003.png') },
    ])
    const [part] = ticket.attachments
    expect(ticket.attachments).toHaveLength(1)
    expect(ticket.entries[0]?.html).toContain(`data-attachment="${part?.id}"`)
  })
})

describe('a small picture that a sender sends with every mail', () => {
  const mailsOf = (address: string, count: number): Mail[] =>
    Array.from({ length: count }, (_, number) => ({
      from: { name: '', address },
      subject: `Question ${number} of ${address}`,
      attachments: [file('logo.png', makePng(180, 60, '#0000aa'))],
    }))

  it('is taken for a part of the signature from the third mail on, and not of anybody else', async () => {
    const tickets = await ticketsOf([
      ...mailsOf('bo@example.org', 2),
      ...mailsOf('BO@example.org', 1),
      ...mailsOf('di@example.org', 1),
    ])
    expect(tickets.flatMap(({ attachments }) => attachments.map(({ kept, why }) => [kept, why]))).toEqual([
      [true, null],
      [true, null],
      [false, 'Seen in 3 mails of this sender: taken for a part of the signature.'],
      [true, null],
    ])
  })

  it('is listed again once a person keeps it after all', async () => {
    const tickets = await ticketsOf(mailsOf('eve@example.org', 3))
    const last = tickets[2]?.attachments[0]
    expect(last?.kept).toBe(false)
    await desk.ask('attachments.keep', { id: last?.id ?? '' })
    const [next] = await ticketsOf([{ ...mailsOf('eve@example.org', 1)[0], subject: 'Once more' }])
    expect(next?.attachments).toMatchObject([{ name: 'logo.png', kept: true, why: null }])
  })
})

describe('attachments.keep', () => {
  it('brings back what a rule left out, as it came, with a line of history', async () => {
    const program = Buffer.from('MZ the program')
    const ticket = await onlyTicket([
      { attachments: [file('dot.png', dot), { name: 'tool.exe', type: 'application/pdf', content: program }] },
    ])
    for (const { id, kept } of ticket.attachments) {
      expect(kept).toBe(false)
      expect(await desk.refusal('attachments.read', { id })).toMatchObject({ code: 'not-found' })
      await desk.ask('attachments.keep', { id })
      await desk.ask('attachments.keep', { id })
    }
    const after = await desk.ask('tickets.get', { id: ticket.id })
    expect(after.attachments.map(({ name, kept, why }) => [name, kept, why])).toEqual([
      ['dot.png', true, null],
      ['tool.exe', true, null],
    ])
    const [first, second] = await Promise.all(after.attachments.map(({ id }) => bytesOf(id)))
    expect([first?.equals(dot), second?.equals(program)]).toEqual([true, true])
    expect(after.history.filter(({ attribute }) => attribute === 'attachment').map(line => line.after)).toEqual([
      'tool.exe',
      'dot.png',
    ])
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('lists what is shown in place already without reading the mail', async () => {
    const ticket = await onlyTicket([
      {
        html: '<img src="cid:d@x">',
        attachments: [{ ...file('dot.png', dot), contentId: 'd@x', disposition: 'inline' }],
      },
    ])
    const id = ticket.attachments[0]?.id ?? ''
    await desk.ask('attachments.keep', { id })
    expect((await desk.ask('tickets.get', { id: ticket.id })).attachments).toMatchObject([{ kept: true, inline: true }])
  })

  it('says so when the attachment or its mail is gone', async () => {
    expect(await desk.refusal('attachments.keep', { id: '999999' })).toMatchObject({ code: 'not-found', field: 'id' })
    const ticket = await onlyTicket([{ attachments: [file('dot.png', dot)] }])
    const id = ticket.attachments[0]?.id ?? ''
    await desk.engine.store.write(tx =>
      tx.updateTable('attachment').set({ message_id: null }).where('id', '=', Number(id)).execute(),
    )
    expect(await desk.refusal('attachments.keep', { id })).toMatchObject({ code: 'not-found', field: 'id' })
  })
})
