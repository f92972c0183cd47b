import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type MailboxDesk, mailOf, openMailboxDesk, traceOf } from './mailbox-desk.ts'

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

const wanted = (name: string) => mailOf({ subject: name, messageId: `<${name}@example.org>`, text: `${name}\n` })
const absence = (name: string) =>
  mailOf({ subject: 'Away', messageId: `<away-${name}@example.org>`, headers: { 'Auto-Submitted': 'auto-replied' } })
const fromNobody = (name: string) => mailOf({ from: 'eve@example.com', messageId: `<eve-${name}@example.org>` })
const reply = (name: string, headers: Record<string, string> = {}) =>
  mailOf({
    subject: `Re: ${name}`,
    messageId: `<re-${name}-${Object.keys(headers).length}@example.org>`,
    inReplyTo: `<${name}@example.org>`,
    text: 'It happened again.\n',
    headers,
  })

async function actionsOf(inboxId: string) {
  const ids = new Set((await desk.messages(inboxId)).map(({ id }) => id))
  const actions = (await desk.ask('actions.list', { limit: 1000 })).filter(({ messageId }) => ids.has(messageId))
  return actions.map(({ kind, state, targetFolder }) => ({ kind, state, targetFolder }))
}
const waitingOf = async (inboxId: string) => (await actionsOf(inboxId)).filter(({ state }) => state === 'waiting')

async function change(id: string, own: Record<string, unknown>) {
  const { config } = await desk.ask('inboxes.get', { id })
  const next = { ...config, ...own }
  const foreseen = await desk.ask('inboxes.effectOnWaiting', { id, config: next })
  const { waiting } = await desk.ask('inboxes.save', { id, config: next })
  expect(waiting).toEqual(foreseen)
  return waiting
}

/** A processed mail whose ticket is solved; with the mail it came by. */
async function solved(user: string, own: Record<string, unknown> = {}) {
  const { id } = await desk.addInbox(user, { remove_when_ticket_closes: true, ...own })
  await desk.deliver(user, [wanted(user)])
  await desk.poll(id)
  const ticketId = (await desk.messages(id))[0]?.ticketId ?? ''
  const { id: agent } = await desk.ask('persons.save', { name: 'Agent', addresses: [`agent-${user}@example.org`] })
  const step = (stimulus: string, fields: Record<string, string> = {}) =>
    desk.ask('tickets.applyStimulus', { id: ticketId, stimulus, fields })
  await step('ev_assign', { agent_id: agent })
  await step('ev_resolve', { resolution_code: 'assistance', solution: 'Paper was brought.' })
  return { id, ticketId, step }
}

describe('mail that stays for ever', () => {
  it('is the default, and binds undesired mail and mail in error too, a year later', async () => {
    const { id } = await desk.addInbox('forever', { unknown_caller_behavior: 'reject_email' })
    expect((await desk.ask('inboxes.get', { id })).config).toMatchObject({
      email_storage: 'keep',
      remove_when_ticket_closes: false,
      readonly: false,
    })
    await desk.deliver('forever', [wanted('forever'), absence('forever'), fromNobody('forever')])
    expect(await desk.poll(id, { actAtOnce: true })).toMatchObject({ created: 1, undesired: 1, error: 1 })
    expect(await actionsOf(id)).toEqual([])
    desk.advance(365 * DAY_MS)
    await desk.poll(id)
    expect(await dovecot.messageCount('forever', 'INBOX')).toBe(3)
  })

  it('refuses a deletion that is asked for beside it, and says what to do', async () => {
    const { config } = await desk.addInbox('both')
    const ask = (own: object) => desk.refusal('inboxes.save', { config: { ...config, login: 'both-2', ...own } })
    expect(await ask({ error_behavior: 'delete' })).toMatchObject({
      code: 'invalid-input',
      field: 'error_behavior',
      message: expect.stringContaining('mark_as_error'),
    })
    expect(await ask({ settings: { 'undesired-purge-delay': 3 } })).toMatchObject({
      field: 'settings.undesired-purge-delay',
    })
  })

  it('calls off what waits when it is chosen later; what was set besides stays stored, without effect', async () => {
    const own = { email_storage: 'delete', error_behavior: 'delete', unknown_caller_behavior: 'reject_email' } as const
    const { id } = await desk.addInbox('later', own)
    await desk.deliver('later', [wanted('later'), absence('later'), fromNobody('later')])
    await desk.poll(id)
    expect(await waitingOf(id)).toHaveLength(3)
    const waiting = await change(id, { email_storage: 'keep', remove_when_ticket_closes: false })
    expect(waiting).toEqual({ calledOff: 3, changed: 0, redated: 0 })
    expect((await desk.ask('inboxes.get', { id })).config.error_behavior).toBe('delete')
    await desk.deliver('later', [fromNobody('later-again')])
    desk.advance(365 * DAY_MS)
    await desk.poll(id, { actAtOnce: true })
    expect(await dovecot.messageCount('later', 'INBOX')).toBe(4)
    // By this clock the index is a year behind until its next turn.
    await expect.poll(() => desk.ask('store.check', {}), { timeout: 20_000 }).toMatchObject({ faults: [] })
  })
})

describe('an inbox that is read only', () => {
  it('opens the folder by EXAMINE and changes nothing in it, whatever else is set', async () => {
    const { id } = await desk.addInbox('reader', {
      readonly: true,
      email_storage: 'delete',
      error_behavior: 'delete',
      unknown_caller_behavior: 'reject_email',
      settings: { 'undesired-purge-delay': 0 },
    })
    await desk.deliver('reader', [wanted('reader'), absence('reader'), fromNobody('reader')])
    desk.recorder.clear()
    expect(await desk.poll(id, { actAtOnce: true })).toMatchObject({
      created: 1,
      undesired: 1,
      error: 1,
      failure: null,
    })
    desk.advance(30 * DAY_MS)
    await desk.poll(id, { actAtOnce: true })
    expect(await dovecot.messageCount('reader', 'INBOX')).toBe(3)
    expect(await actionsOf(id)).toEqual([])
    const said = desk.recorder.clientText()
    expect(said).toMatch(/EXAMINE/)
    expect(said).not.toMatch(/\b(SELECT|STORE|EXPUNGE|MOVE|COPY|APPEND|CREATE) /)
  })

  it('refuses a deletion and a move by hand in words, before and when they are asked for', async () => {
    const { id } = await desk.addInbox('by-hand', { readonly: true })
    await desk.deliver('by-hand', [wanted('by-hand')])
    await desk.poll(id)
    const ids = (await desk.messages(id)).map(message => message.id)
    const reason = expect.stringContaining('read only')
    for (const action of ['delete', 'move'] as const) {
      expect(await desk.ask('messages.consider', { action, selection: { ids } })).toMatchObject({
        changes: 0,
        refused: [{ reason, count: 1 }],
      })
    }
    expect(await desk.ask('messages.delete', { selection: { ids } })).toMatchObject({
      changed: 0,
      refused: [{ reason }],
    })
    expect(await desk.ask('messages.move', { selection: { ids }, targetFolder: 'Done' })).toMatchObject({
      changed: 0,
      refused: [{ reason }],
    })
    expect(await desk.refusal('inboxes.createFolder', { id, name: 'Done' })).toMatchObject({ field: 'readonly' })
    const report = await desk.ask('inboxes.test', { id })
    expect(report.steps.at(-1)).toMatchObject({ name: 'permission', ok: true, message: reason })
  })

  it('calls off what waits when it becomes so, put-backs included, and lets nothing be put back or tried again', async () => {
    const { id } = await desk.addInbox('becomes', { email_storage: 'delete' })
    await desk.deliver('becomes', [wanted('becomes')])
    await desk.poll(id, { actAtOnce: true })
    await desk.deliver('becomes', [wanted('becomes-2')])
    await desk.poll(id)
    expect(await waitingOf(id)).toHaveLength(1)
    expect(await change(id, { readonly: true })).toMatchObject({ calledOff: 1 })
    desk.advance(DAY_MS)
    await desk.poll(id, { actAtOnce: true })
    expect(await dovecot.messageCount('becomes', 'INBOX')).toBe(1)
    const all = await desk.ask('actions.list', { limit: 1000 })
    const gone = (await desk.messages(id)).find(({ presence }) => presence === 'gone')
    const done = all.find(({ messageId, state }) => messageId === gone?.id && state === 'done')
    expect(done).toMatchObject({ canPutBack: false, canRetry: false })
    expect(await desk.refusal('actions.putBack', { id: done?.id })).toMatchObject({ code: 'not-allowed' })
  })
})

describe('a change of settings reaches what waits', () => {
  it('another target folder, and a move in place of a deletion', async () => {
    await dovecot.createMailbox('targets', 'One')
    await dovecot.createMailbox('targets', 'Two')
    const { id } = await desk.addInbox('targets', { email_storage: 'move', target_folder: 'One' })
    await desk.deliver('targets', [wanted('targets')])
    await desk.poll(id)
    expect(await change(id, { target_folder: 'Two' })).toEqual({ calledOff: 0, changed: 1, redated: 0 })
    expect(await waitingOf(id)).toEqual([{ kind: 'move', state: 'waiting', targetFolder: 'Two' }])
    expect(await change(id, { email_storage: 'delete' })).toMatchObject({ changed: 1 })
    expect(await change(id, { email_storage: 'move' })).toMatchObject({ changed: 1 })
    desk.advance(GRACE_MS)
    await desk.poll(id)
    expect([await dovecot.messageCount('targets', 'One'), await dovecot.messageCount('targets', 'Two')]).toEqual([0, 1])
  })

  it('a move that is given up for "stays"', async () => {
    await dovecot.createMailbox('no-move', 'Done')
    const { id } = await desk.addInbox('no-move', { email_storage: 'move', target_folder: 'Done' })
    await desk.deliver('no-move', [wanted('no-move')])
    await desk.poll(id)
    expect(await change(id, { email_storage: 'keep' })).toMatchObject({ calledOff: 1 })
    desk.advance(DAY_MS)
    await desk.poll(id)
    expect(await dovecot.messageCount('no-move', 'INBOX')).toBe(1)
  })

  it('how long undesired mail stays, of the inbox and of all', async () => {
    const { id } = await desk.addInbox('purge', { email_storage: 'delete' })
    await desk.deliver('purge', [absence('purge')])
    await desk.poll(id)
    expect(await change(id, { settings: { 'undesired-purge-delay': 30 } })).toMatchObject({ redated: 1 })
    desk.advance(8 * DAY_MS)
    await desk.poll(id)
    expect(await dovecot.messageCount('purge', 'INBOX')).toBe(1)
    // Its own value holds, whatever the global one says.
    const other = await desk.addInbox('purge-global', { email_storage: 'delete' })
    await desk.deliver('purge-global', [absence('purge-global')])
    await desk.poll(other.id)
    const values = { 'undesired-purge-delay': 60 }
    const foreseen = await desk.ask('settings.effectOnWaiting', { values })
    expect(await desk.ask('settings.save', { values })).toEqual({ waiting: foreseen })
    expect(foreseen.redated).toBeGreaterThan(0)
    desk.advance(23 * DAY_MS)
    for (const each of [id, other.id]) await desk.poll(each)
    expect(await dovecot.messageCount('purge', 'INBOX')).toBe(0)
    expect(await dovecot.messageCount('purge-global', 'INBOX')).toBe(1)
    await desk.ask('settings.save', { values: { 'undesired-purge-delay': 7 } })
    await desk.poll(other.id, { actAtOnce: true })
    expect(await dovecot.messageCount('purge-global', 'INBOX')).toBe(0)
  })

  it('a pause calls nothing off; the removal of the inbox does', async () => {
    const { id, config } = await desk.addInbox('removed', { email_storage: 'delete' })
    await desk.deliver('removed', [wanted('removed')])
    await desk.poll(id)
    await desk.ask('inboxes.setActive', { id, active: false })
    expect(await waitingOf(id)).toHaveLength(1)
    expect(await desk.ask('inboxes.effectOnWaiting', { id })).toMatchObject({ calledOff: 1 })
    expect(await desk.ask('inboxes.remove', { id })).toMatchObject({ waiting: { calledOff: 1 } })
    const again = await desk.ask('inboxes.save', { config, password: 'correct horse' })
    desk.advance(DAY_MS)
    await desk.poll(again.id)
    expect(await dovecot.messageCount('removed', 'INBOX')).toBe(1)
  })

  it('a copy that takes over has its own settings for what waits', async () => {
    const { id } = await desk.addInbox('copied', { email_storage: 'delete' })
    await desk.deliver('copied', [wanted('copied')])
    await desk.poll(id)
    const copy = await desk.ask('inboxes.copy', { id, auth: 'same' })
    // Saving a copy that does not watch touches nothing.
    expect(await change(copy.id, { email_storage: 'keep' })).toMatchObject({ calledOff: 0 })
    expect(await waitingOf(id)).toHaveLength(1)
    await desk.ask('inboxes.setActive', { id: copy.id, active: true })
    expect(await waitingOf(copy.id)).toEqual([])
    desk.advance(DAY_MS)
    await desk.poll(copy.id)
    expect(await dovecot.messageCount('copied', 'INBOX')).toBe(1)
  })
})

describe('a stimulus by mail', () => {
  it('that closes the ticket queues the removal of its mails', async () => {
    const { id } = await solved('closes', { stimuli: 'resolved:ev_close' })
    await desk.deliver('closes', [reply('closes')])
    await desk.poll(id)
    expect(traceOf((await desk.messages(id))[1], 'stimulus')).toContain('will be removed')
    expect(await waitingOf(id)).toHaveLength(2)
    desk.advance(GRACE_MS)
    await desk.poll(id)
    expect(await dovecot.messageCount('closes', 'INBOX')).toBe(0)
  })

  it('that reopens calls off what waits, and names what has gone', async () => {
    const { id, ticketId, step } = await solved('reopens', { stimuli: 'closed:ev_reopen' })
    await step('ev_close')
    await desk.deliver('reopens', [reply('reopens')])
    await desk.poll(id)
    const [, answer] = await desk.messages(id)
    expect(traceOf(answer, 'stimulus')).toContain('1 message from the server was called off')
    expect(await waitingOf(id)).toEqual([])
    desk.advance(DAY_MS)
    await desk.poll(id)
    expect(await dovecot.messageCount('reopens', 'INBOX')).toBe(2)

    await step('ev_resolve', { resolution_code: 'assistance', solution: 'Again.' })
    await step('ev_close')
    desk.advance(GRACE_MS)
    await desk.poll(id)
    expect(await dovecot.messageCount('reopens', 'INBOX')).toBe(0)
    await desk.deliver('reopens', [reply('reopens', { 'X-Again': 'yes' })])
    await desk.poll(id)
    expect(traceOf((await desk.messages(id))[2], 'stimulus')).toContain('2 messages had been removed')
    const { history } = await desk.ask('tickets.get', { id: ticketId })
    expect(history).toContainEqual(expect.objectContaining({ attribute: 'mails_removed', after: '2' }))
  })

  it.each([
    ['an absence note', { 'Auto-Submitted': 'auto-replied' }, 'auto-reply'],
    ['list mail', { 'List-Id': '<printers.example.org>' }, 'list'],
    ['bulk mail', { Precedence: 'bulk' }, 'bulk'],
    ['what a program sends', { 'Auto-Submitted': 'auto-generated' }, 'generated'],
  ])('%s never reopens, though it is processed', async (_what, headers, name) => {
    const user = `never-${name}`
    const { id, ticketId, step } = await solved(user, {
      stimuli: 'resolved:ev_reopen\nclosed:ev_reopen',
      settings: { automatic_mail: { 'auto-reply': 'process', 'mailing-list': 'process', bulk: 'process' } },
    })
    await step('ev_close')
    await desk.deliver(user, [reply(user, headers)])
    expect(await desk.poll(id)).toMatchObject({ updated: 1 })
    expect(await desk.ask('tickets.get', { id: ticketId })).toMatchObject({ state: 'closed' })
    expect(traceOf((await desk.messages(id))[1], 'stimulus')).toContain('automatic mail never reopens')
  })
})
