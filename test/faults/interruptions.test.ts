import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listInbox } from '../../src-main/engine/poll/list-inbox.ts'
import { takeUp } from '../../src-main/engine/poll/take-up.ts'
import { WAITING_COLUMNS } from '../../src-main/engine/poll/waiting-row.ts'
import { loadGlobalSettings } from '../../src-main/engine/settings/global-settings.ts'
import { resolveRules } from '../../src-main/engine/settings/inbox-rules.ts'
import { inboxById } from '../../src-main/engine/settings/inboxes.ts'
import { buildMail } from '../fixtures/mail-builder.ts'
import { type FolderDesk, openFolderDesk } from '../protocol/folder-desk.ts'

let desk: FolderDesk
beforeEach(async () => {
  desk = await openFolderDesk()
})
afterEach(() => desk.close())

const jane = { name: 'Jane', address: 'jane@example.com' }
const support = { name: '', address: 'support@example.org' }
const mail = (subject: string, messageId: string, inReplyTo?: string) =>
  buildMail({ from: jane, to: support, subject, date: null, text: subject, messageId, inReplyTo })

/** The mail of this inbox as a process leaves it that dies while it reads: kept, and not decided. */
async function leaveInFlight(inboxId: string): Promise<void> {
  const { engine } = desk
  const { reads } = engine.store
  const inbox = await inboxById(reads, Number(inboxId))
  const rules = resolveRules(inbox.config, await loadGlobalSettings(reads))
  const { signal } = new AbortController()
  const session = await engine.sourceFor(inbox).open(signal)
  await listInbox(engine, inbox, rules, session)
  const rows = await reads
    .selectFrom('message')
    .select(WAITING_COLUMNS)
    .where('folder_id', '=', inbox.folderId)
    .where('state', '=', 'new')
    .execute()
  await takeUp(engine, session, inbox, rules, rows, signal)
  await session.close()
}

/** Died this often while it was read alone, the last time just now. */
async function diedAlone(inboxId: string, position: number, deaths: number): Promise<string> {
  const { reads } = desk.engine.store
  const rows = await reads
    .selectFrom('message')
    .select('id')
    .where('inbox_id', '=', Number(inboxId))
    .orderBy('received_at')
    .execute()
  const id = rows[position]?.id ?? 0
  await desk.engine.store.write(tx =>
    tx
      .updateTable('message')
      .set({ reading: 'alone', attempts: deaths - 1 })
      .where('id', '=', id)
      .execute(),
  )
  return String(id)
}

const poll = (id: string) => desk.ask('inboxes.poll', { id, actAtOnce: false })
const states = async (inboxId: string) => (await desk.messages(inboxId)).map(({ state }) => state)

describe('a message that is in flight when Postdesk dies', () => {
  it('is no suspect for long when others were in flight with it, however often that happens', async () => {
    const mails = Array.from({ length: 8 }, (_, number) => mail(`Mail ${number}`, `m${number}@x`))
    const inbox = await desk.addInbox(await desk.mailFolder(mails))
    for (let death = 0; death < 7; death += 1) await leaveInFlight(inbox)
    await poll(inbox)
    expect(await states(inbox)).toEqual(mails.map(() => 'processed'))
  })

  it('waits for a person once it was alone five times, and not before', async () => {
    const inbox = await desk.addInbox(await desk.mailFolder([mail('Poison', 'p@x'), mail('Harmless', 'h@x')]))
    await leaveInFlight(inbox)
    await diedAlone(inbox, 0, 4)
    await diedAlone(inbox, 1, 5)
    await poll(inbox)
    const [survivor, parked] = await desk.messages(inbox)
    expect(survivor?.state).toBe('processed')
    expect(parked).toMatchObject({ state: 'error', subject: 'Harmless' })
    expect(parked?.reason).toContain('alone')
  })

  it('is read alone in the whole process, also when another inbox has mail at the same time', async () => {
    const first = await desk.addInbox(await desk.mailFolder([mail('A1', 'a1@x'), mail('A2', 'a2@x')]))
    const second = await desk.addInbox(await desk.mailFolder([mail('B1', 'b1@x'), mail('B2', 'b2@x')]))
    for (const inbox of [first, second]) await leaveInFlight(inbox)
    const { reader } = desk.engine
    let now = 0
    let most = 0
    const read = reader.read.bind(reader)
    Object.assign(reader, {
      async read(request: Parameters<typeof read>[0]) {
        now += 1
        most = Math.max(most, now)
        return read(request).finally(() => {
          now -= 1
        })
      },
    })
    await Promise.all([poll(first), poll(second)])
    expect(most).toBe(1)
    expect([...(await states(first)), ...(await states(second))]).toEqual(Array(4).fill('processed'))
  })
})

describe('a reply to a message that waits for a person', () => {
  let inbox: string
  let parked: string
  beforeEach(async () => {
    const mails = [
      mail('Printer', 'p@x'),
      mail('Re: Printer', 'r1@x', 'p@x'),
      mail('Re: Re: Printer', 'r2@x', 'r1@x'),
      mail('Something else', 'e@x'),
    ]
    inbox = await desk.addInbox(await desk.mailFolder(mails))
    await leaveInFlight(inbox)
    parked = await diedAlone(inbox, 0, 5)
    await poll(inbox)
  })

  it('waits with it as new, says which one, and opens no second ticket, also through another reply', async () => {
    await poll(inbox)
    expect(await states(inbox)).toEqual(['error', 'new', 'new', 'processed'])
    const [, reply] = await desk.messages(inbox)
    expect(reply).toMatchObject({ state: 'new', subject: 'Re: Printer' })
    expect(reply?.reason).toContain('“Printer”')
    expect((await desk.tickets()).map(({ title }) => title)).toEqual(['Something else'])
  })

  it('goes into its ticket once it was processed', async () => {
    await desk.ask('messages.process', { selection: { ids: [parked] } })
    await poll(inbox)
    expect(await states(inbox)).toEqual(Array(4).fill('processed'))
    expect((await desk.tickets()).map(({ title }) => title).toSorted()).toEqual(['Printer', 'Something else'])
  })

  it.each(['messages.ignore', 'messages.delete'] as const)('is decided by itself after %s', async change => {
    await desk.ask(change, { selection: { ids: [parked] } })
    await poll(inbox)
    expect((await states(inbox)).slice(1)).toEqual(Array(3).fill('processed'))
    expect((await desk.tickets()).map(({ title }) => title).toSorted()).toEqual(['Re: Printer', 'Something else'])
  })
})
