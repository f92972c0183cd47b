import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MessageBody, MessagePreview } from '../../src-preload/contract/entities/message-views.ts'
import { makePng } from '../fixtures/mail-builder.ts'
import { type FolderDesk, mailToDesk, openFolderDesk } from './folder-desk.ts'

let desk: FolderDesk
beforeAll(async () => {
  desk = await openFolderDesk()
})
afterAll(() => desk?.close())

const shown = makePng(200, 60, '#aa2200')
const tiny = makePng(4, 4, '#00aa00')
const withPicture = {
  subject: 'Écran cassé',
  html: '<p onclick="x()">See <img src="cid:one@mail"><script>alert(1)</script><img src="https://track.example/p.png"></p>',
  text: 'See',
  attachments: [
    { name: 'screen.png', type: 'image/png', content: shown, contentId: 'one@mail' },
    { name: 'dot.png', type: 'image/png', content: tiny, disposition: 'attachment' as const },
    { name: 'tool.exe', type: 'application/octet-stream', content: Buffer.from('MZ') },
  ],
}

/** One message in an inbox of its own, listed and decided. */
async function one(raw: Uint8Array, config: Parameters<FolderDesk['addInbox']>[1] = {}) {
  const path = await desk.mailFolder([raw])
  if (config.target_folder) await mkdir(join(path, config.target_folder))
  const inboxId = await desk.addInbox(path, config)
  await desk.ask('inboxes.poll', { id: inboxId })
  const [message] = await desk.messages(inboxId)
  if (!message) throw new Error('The mail was not listed')
  return message
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
async function storeAsItIs(): Promise<unknown> {
  const { reads } = desk.engine.store
  const tables = ['message', 'ticket', 'person', 'entry', 'attachment', 'server_action', 'change'] as const
  return Promise.all(tables.map(table => reads.selectFrom(table).selectAll().execute()))
}

describe('messages.body', () => {
  it('shows a mail harmlessly: sanitised, its pictures by number, every part with its reason', async () => {
    const { id } = await one(mailToDesk(withPicture))
    const body = await desk.ask('messages.body', { id })
    expect(MessageBody.parse(body)).toEqual(body)
    expect(body).toMatchObject({ format: 'html', incomplete: null })
    expect(body.html).toBe('<p>See <img data-part="0"><img data-remote-src="https://track.example/p.png"></p>')
    expect(body.parts.map(({ part, name, inline, kept, why }) => [part, name, inline, kept, why])).toEqual([
      [0, 'screen.png', true, true, null],
      [1, 'dot.png', false, false, 'image of 4 x 4 pixels is below 100 x 20'],
      [2, 'tool.exe', false, false, 'Files that end in .exe are left out.'],
    ])
    expect(body.newPart.html).toContain('<img data-part="0">')
  })

  it('has the header fields in their order, as written and decoded', async () => {
    const raw = mailToDesk({ ...withPicture, headers: { 'X-Odd-Name': 'Grüße', Received: 'from a', 'received ': 'x' } })
    const { id } = await one(raw)
    const { headers } = await desk.ask('messages.body', { id })
    expect(headers.slice(0, 2)).toEqual([
      { name: 'X-Odd-Name', value: 'Grüße' },
      { name: 'Received', value: 'from a' },
    ])
    expect(headers.find(header => header.name === 'Subject')?.value).toBe('Écran cassé')
  })

  it('tells the new part of a reply from what was cut', async () => {
    const text = 'It works now.\n\nOn Monday Sam wrote:\n> Please try again.\n'
    const { id } = await one(mailToDesk({ subject: 'Re: paper', text }))
    const { newPart, text: whole } = await desk.ask('messages.body', { id })
    expect(newPart).toMatchObject({ format: 'text', text: 'It works now.' })
    expect(newPart.cutText).toContain('Please try again.')
    expect(newPart.rule).not.toBeNull()
    expect(whole).toContain('Please try again.')
  })

  it('tells who wrote it, what was guessed, and that nobody signed it', async () => {
    const raw = Buffer.from(
      'From: ada@example.org\r\nTo: helpdesk@desk.example.org\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n' +
        'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nBis n\xe4chste Woche, gr\xfc\xdfend.\r\n',
      'latin1',
    )
    const { id } = await one(raw)
    const body = await desk.ask('messages.body', { id })
    expect(body.automatic).toEqual({ kind: 'auto-reply', evidence: 'auto-submitted: auto-replied', recipients: [] })
    expect(body.warnings).toEqual([expect.stringMatching(/^The declared charset does not fit the text/)])
    expect(body.signature).toBeNull()
    expect((await desk.ask('messages.preview', { id })).automatic).toEqual(body.automatic)
  })

  it('of a mail that cannot be read has its headers and says why', async () => {
    const encrypted = Buffer.from(
      'From: ada@example.org\r\nSubject: =?utf-8?Q?S=C3=A9cret?=\r\nContent-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\r\n\r\n--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\nxx\r\n--b--\r\n',
    )
    const { id, state } = await one(encrypted)
    expect(state).toBe('error')
    const body = await desk.ask('messages.body', { id })
    expect(body.incomplete).toMatch(/encrypted/i)
    expect(body.headers.map(header => header.value)).toContain('Sécret')
    expect(body).toMatchObject({ format: 'none', html: '', parts: [] })
  })

  it('of a mail that was too big has the headers, and says that there is more', async () => {
    const raw = mailToDesk({ ...withPicture, text: 'x '.repeat(3000) })
    const { id } = await one(raw, { settings: { maximum_email_size: '1K' } })
    const body = await desk.ask('messages.body', { id })
    expect(body.incomplete).toMatch(/Only its headers.*maximum_email_size/)
    expect(body.headers.length).toBeGreaterThan(3)
    expect(body.parts).toEqual([])
    expect(await desk.refusal('messages.part', { id, part: 0 })).toMatchObject({ code: 'not-found', field: 'part' })
  })

  it('of a mail that was not fetched yet says so; of no message there is none', async () => {
    const inboxId = await desk.addInbox(await desk.mailFolder([mailToDesk()]), {}, true)
    await desk.ask('inboxes.poll', { id: inboxId })
    const [message] = await desk.messages(inboxId)
    const body = await desk.ask('messages.body', { id: message?.id ?? '' })
    expect(body).toMatchObject({ incomplete: expect.stringMatching(/not fetched yet/), headers: [] })
    expect(await desk.refusal('messages.body', { id: '999999' })).toMatchObject({ code: 'not-found', field: 'id' })
  })
})

describe('messages.part', () => {
  it('gives the bytes of one part, those left out as well, pictures as what they are', async () => {
    const called = { name: 'screen.png', type: 'application/octet-stream', content: shown, contentId: 'one@mail' }
    const { id } = await one(mailToDesk({ ...withPicture, attachments: [called, ...withPicture.attachments.slice(1)] }))
    const bytesOf = async (part: number) => {
      const { base64, name, type } = await desk.ask('messages.part', { id, part })
      return [name, type, sha256(Buffer.from(base64, 'base64'))]
    }
    expect(await bytesOf(0)).toEqual(['screen.png', 'image/png', sha256(shown)])
    expect(await bytesOf(1)).toEqual(['dot.png', 'image/png', sha256(tiny)])
    expect(await bytesOf(2)).toEqual(['tool.exe', 'application/octet-stream', sha256(Buffer.from('MZ'))])
  })

  it.each([3, 99_999])('has no part %i', async part => {
    const { id } = await one(mailToDesk(withPicture))
    expect(await desk.refusal('messages.part', { id, part })).toMatchObject({ code: 'not-found', field: 'part' })
  })

  it('refuses what is no number of a part', async () => {
    for (const part of [-1, 0.5, '0', null]) {
      expect(await desk.refusal('messages.part', { id: '1', part })).toMatchObject({ code: 'invalid-input' })
    }
  })
})

describe('messages.preview', () => {
  it('of a new request says what would be written, in words, and changes nothing', async () => {
    const { id: boss } = await desk.ask('persons.save', {
      firstName: 'Bo',
      name: 'Ss',
      addresses: ['boss@example.com'],
    })
    const { id: organisationId } = await desk.ask('organisations.save', { name: 'Nordic', domains: ['nordic.example'] })
    const raw = mailToDesk({
      from: { name: 'Kim Lund', address: 'kim@nordic.example' },
      cc: 'boss@example.com',
      subject: 'No network',
    })
    const { id } = await one(raw, {
      unknown_caller_behavior: 'reject_email',
      import_additional_contacts: 'always',
      ticket_default_values: `urgency:Critical\nagent_id:${boss}\nservice_id:Network`,
      email_storage: 'move',
      target_folder: 'Done',
    })
    const [before, preview] = [await storeAsItIs(), await desk.ask('messages.preview', { id })]
    expect(MessagePreview.parse(preview)).toEqual(preview)
    expect(preview).toMatchObject({
      ok: true,
      kind: 'reject',
      caller: null,
      fields: [],
      log: null,
      onServer: 'keep',
      ticketRef: null,
    })

    const message = await desk.ask('messages.get', { id })
    const detail = await desk.ask('inboxes.get', { id: message.inboxId ?? '' })
    await desk.ask('inboxes.save', {
      id: detail.id,
      config: { ...detail.config, unknown_caller_behavior: 'create_contact' },
    })
    const create = await desk.ask('messages.preview', { id })
    expect(create).toMatchObject({
      kind: 'create',
      caller: { name: 'Kim Lund', address: 'kim@nordic.example', isNew: true },
      contacts: ['Bo Ss'],
      onServer: 'move',
      targetFolder: 'Done',
      ticketId: null,
    })
    const value = (code: string) => create.fields.find(field => field.code === code)
    expect(create.fields[0]).toEqual({ code: 'class', label: 'Class', value: 'User request' })
    expect(value('title')).toEqual({ code: 'title', label: 'Title', value: 'No network' })
    expect(value('org_id')?.value).toBe('Nordic')
    expect(value('caller_id')?.value).toBe('Kim Lund')
    expect(value('agent_id')).toEqual({ code: 'agent_id', label: 'Agent', value: 'Bo Ss' })
    expect(value('urgency')?.value).toBe('Critical')
    expect(value('impact')?.value).toBe('A department')
    expect(value('priority')?.value).toBe('Critical')
    expect(value('origin')?.value).toBe('E-mail')
    expect(value('service_id')?.value).toBe('Network')
    expect(await storeAsItIs()).toEqual(before)

    // Carried out, it is what was foretold.
    await desk.ask('messages.process', { selection: { ids: [id] } })
    const ticket = (await desk.tickets()).at(-1)
    expect(ticket?.organisationId).toBe(organisationId)
    for (const { code, shown: is } of ticket?.shownFields ?? []) {
      const foretold = value(code)?.value
      if (foretold !== undefined && code !== 'status') expect(is.trim(), code).toBe(foretold.trim())
    }
    expect(await desk.ask('messages.preview', { id })).toMatchObject({ ticketId: ticket?.id, ticketRef: ticket?.ref })
  })

  it('of a reply names ticket, log and what the stimulus would change, or why it would not', async () => {
    const path = await desk.mailFolder([mailToDesk({ messageId: '<first@example.org>', subject: 'Door' })])
    const inboxId = await desk.addInbox(path, { stimuli: 'new:ev_autoresolve\nassigned:ev_resolve' })
    await desk.ask('inboxes.poll', { id: inboxId })
    const ticket = (await desk.tickets()).at(-1)
    const reply = mailToDesk({
      subject: 'Re: Door',
      inReplyTo: '<first@example.org>',
      messageId: '<second@example.org>',
    })
    await desk.deliver(path, [reply], Date.parse('2026-02-03T08:00:00Z'))
    const detail = await desk.ask('inboxes.get', { id: inboxId })
    const tooSmall = { ...detail.config, settings: { 'undesired-subject-patterns': ['/^Re: Door/'] } }
    await desk.ask('inboxes.save', { id: inboxId, config: tooSmall })
    await desk.ask('inboxes.poll', { id: inboxId })
    await desk.ask('inboxes.save', { id: inboxId, config: detail.config })
    const second = (await desk.messages(inboxId)).at(-1)
    expect(second?.state).toBe('undesired')

    const preview = await desk.ask('messages.preview', { id: second?.id ?? '' })
    expect(preview).toMatchObject({
      kind: 'update',
      ticketRef: ticket?.ref,
      ticketId: ticket?.id,
      log: 'public_log',
      caller: { name: 'Ada Byron', isNew: false },
      stimulus: 'ev_autoresolve',
      fields: [{ code: 'status', label: 'Status', value: 'Resolved' }],
      onServer: 'keep',
    })
    await desk.ask('tickets.applyStimulus', {
      id: ticket?.id ?? '',
      stimulus: 'ev_assign',
      fields: { agent_id: 'ada@example.org' },
    })
    const refused = await desk.ask('messages.preview', { id: second?.id ?? '' })
    expect(refused).toMatchObject({ kind: 'update', stimulus: null, fields: [] })
    expect(refused.trace.at(-1)).toMatchObject({ step: 'stimulus', outcome: 'failed' })
  })

  it('of a mail that cannot be read says that it would be an error, and what happens to it then', async () => {
    const { id } = await one(Buffer.from('\r\n\r\n  \r\n'), {
      error_behavior: 'delete',
      remove_when_ticket_closes: true,
    })
    expect(await desk.ask('messages.preview', { id })).toMatchObject({
      ok: false,
      error: 'The mail is empty.',
      kind: 'reject',
      onServer: 'delete',
      fields: [],
    })
  })
})

describe('mails.explain', () => {
  it('stays as it was: nothing of the preview is in it', async () => {
    const base64 = Buffer.from(mailToDesk()).toString('base64')
    const explained = await desk.ask('mails.explain', { file: 'a.eml', base64 })
    expect(Object.keys(explained)).toEqual([
      'file',
      'ok',
      'error',
      'mail',
      'automatic',
      'newPart',
      'decision',
      'trace',
      'ms',
    ])
  })
})
