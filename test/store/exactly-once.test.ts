import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import { keep } from '../../src-main/engine/intake/keep.ts'
import { decideAll, understand } from '../../src-main/engine/intake/process-message.ts'
import { runDueActions } from '../../src-main/engine/outbox/run-actions.ts'
import type { ProbePoint, SourceSession } from '../../src-main/engine/ports.ts'
import { loadGlobalSettings } from '../../src-main/engine/settings/global-settings.ts'
import { resolveRules } from '../../src-main/engine/settings/inbox-rules.ts'
import { inboxById } from '../../src-main/engine/settings/inboxes.ts'
import { sha256Of } from '../../src-main/engine/store/blobs.ts'
import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import { buildMail, type MailInput } from '../fixtures/mail-builder.ts'
import { type DeskUnderTest, openDesk, repository } from '../protocol/desk-under-test.ts'

const later = 4_000_000_000_000

let desk: DeskUnderTest
let mails: string

beforeEach(async () => {
  desk = await openDesk()
  mails = mkdtempSync(join(tmpdir(), 'postdesk-mails-'))
})

afterEach(async () => {
  await desk.close()
  rmSync(mails, { recursive: true, force: true, maxRetries: 20 })
})

function write(name: string, mail: Partial<MailInput>): void {
  const raw = buildMail({
    from: 'Ada Brook <ada@example.com>',
    to: 'support@example.org',
    subject: name,
    date: new Date('2026-01-12T09:00:00Z'),
    text: 'The gate does not open.',
    ...mail,
  } as MailInput)
  writeFileSync(join(mails, `${name}.eml`), raw)
}

async function addInbox(): Promise<string> {
  const config = InboxConfig.parse({
    name: 'folder',
    protocol: 'folder',
    path: mails,
    unknown_caller_behavior: 'create_contact',
  })
  return (await desk.ask('inboxes.save', { config })).id
}

/** A session that only does what the test says; everything else would be a surprise. */
function session(parts: Partial<SourceSession>): SourceSession {
  const surprise = () => {
    throw new Error('Nobody asked for this.')
  }
  const nothing = { list: surprise, fetch: surprise, fetchHeaders: surprise, remove: surprise, move: surprise }
  return { ...nothing, close: async () => undefined, ...parts } as SourceSession
}

async function folderOf(inboxId: string) {
  const inbox = await inboxById(desk.engine.store.reads, Number(inboxId))
  return { id: inbox.folderId, uidValidity: inbox.uidValidity ?? '' }
}

describe('exactly one effect', () => {
  it('decides a message once, also when a second pass has it in its hands', async () => {
    write('gate', {})
    const inboxId = await addInbox()
    await desk.ask('inboxes.poll', { id: inboxId })
    const { engine } = desk
    const row = await engine.store.reads.selectFrom('message').selectAll().executeTakeFirstOrThrow()
    const raw = await engine.store.blobs.get(row.raw_sha256 ?? '')
    const inbox = await inboxById(engine.store.reads, Number(inboxId))
    const again = {
      rowId: row.id,
      inboxId: inbox.id,
      raw: raw ?? new Uint8Array(),
      sizeBytes: row.size_bytes,
      receivedAt: row.received_at,
      whole: true,
      intoTicketId: null,
      passOver: null,
      rules: resolveRules(inbox.config, await loadGlobalSettings(engine.store.reads)),
    }
    // The duplicate step leaves the message itself out, so that only the guard on its state stands in the way.
    expect(await decideAll(engine, await understand(engine.reader, [again]))).toEqual([null])
    expect((await desk.ask('tickets.list', {})).total).toBe(1)
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('keeps every raw mail before its row says so, large ones too', async () => {
    for (const name of ['one', 'two', 'three', 'four']) {
      const content = new Uint8Array(700_000).fill(name.length)
      write(name, { attachments: [{ name: `${name}.bin`, type: 'application/octet-stream', content }] })
    }
    await desk.ask('inboxes.poll', { id: await addInbox() })
    const rows = await desk.engine.store.reads.selectFrom('message').select('raw_sha256').execute()
    expect(rows).toHaveLength(4)
    for (const { raw_sha256 } of rows) expect(await desk.engine.store.blobs.has(raw_sha256 ?? '')).toBe(true)
  })

  it('leaves no row that says its mail is kept where the process ends in the middle of keeping it', async () => {
    write('gate', {})
    const inboxId = await addInbox()
    await desk.ask('inboxes.poll', { id: inboxId })
    const { store } = desk.engine
    const { id } = await store.reads.selectFrom('message').select('id').executeTakeFirstOrThrow()
    const rowOf = () =>
      store.reads
        .selectFrom('message')
        .select(['raw_kind', 'raw_sha256'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    await store.write(async tx => {
      await tx.updateTable('message').set({ raw_kind: 'none', raw_sha256: null }).where('id', '=', id).execute()
    })
    const raw = Buffer.from('Subject: again\r\n\r\nWith other bytes.')
    const ends = (at: ProbePoint) => ({
      reached(point: ProbePoint) {
        if (point === at) throw new Error('The process ends here.')
      },
    })
    const keeping = (at: ProbePoint) => keep(store, [{ rowId: id, raw, kind: 'whole' }], Date.now(), ends(at))
    await expect(keeping('blobs-kept')).rejects.toThrow('ends here')
    expect(await store.blobs.has(sha256Of(raw))).toBe(true)
    expect(await rowOf()).toEqual({ raw_kind: 'none', raw_sha256: null })
    await expect(keeping('kept')).rejects.toThrow('ends here')
    expect(await rowOf()).toEqual({ raw_kind: 'whole', raw_sha256: sha256Of(raw) })
  })

  it('opens one ticket for a mail, its reply and a second mail of the same new sender in one batch', async () => {
    write('1-first', { messageId: '<first@example.com>' })
    write('2-reply', { subject: 'Re: first', inReplyTo: '<first@example.com>', text: 'And the bell is broken.' })
    write('3-other', { subject: 'Another matter' })
    await desk.ask('inboxes.poll', { id: await addInbox() })
    expect((await desk.ask('tickets.list', {})).rows.map(ticket => ticket.entryCount).toSorted()).toEqual([0, 1])
    expect((await desk.ask('persons.list', {})).total).toBe(1)
  })
})

describe('the outbox of server actions', () => {
  async function deleteFirstMessage(): Promise<{
    id: string
    uid: string
    folder: { id: number; uidValidity: string }
  }> {
    write('gate', {})
    const inboxId = await addInbox()
    await desk.ask('inboxes.poll', { id: inboxId })
    const [row] = (await desk.ask('messages.list', { inboxId })).rows
    const id = row?.id ?? ''
    expect(await desk.ask('messages.delete', { selection: { ids: [id] } })).toMatchObject({ changed: 1, refused: [] })
    return { id, uid: (await desk.ask('messages.get', { id })).uid, folder: await folderOf(inboxId) }
  }

  it('fetches and keeps a mail that was never fetched before it removes it', async () => {
    const { id, folder } = await deleteFirstMessage()
    const { store } = desk.engine
    await store.write(async tx => {
      await tx.updateTable('message').set({ raw_kind: 'none', raw_sha256: null }).where('id', '=', Number(id)).execute()
    })
    const raw = Buffer.from('Subject: kept first\r\n\r\nbody')
    let storedWhenRemoved = false
    const removing = session({
      fetch: async function* () {
        yield { uid: 'gate.eml', raw }
      },
      async remove() {
        const { raw: kind } = await desk.ask('messages.get', { id })
        const kept = kind === 'whole' ? await desk.ask('messages.raw', { id }) : null
        storedWhenRemoved = kept?.base64 === raw.toString('base64')
        return 'done'
      },
    })
    expect(await runDueActions(desk.engine, removing, folder, later)).toBe(1)
    expect(storedWhenRemoved).toBe(true)
    expect((await desk.ask('messages.get', { id })).presence).toBe('gone')
  })

  it.each(['remove', 'removeTogether'] as const)(
    'leaves alone what was taken back while those before it were removed (%s)',
    async name => {
      write('bell', {})
      const { id, uid, folder } = await deleteFirstMessage()
      const other = (await desk.ask('messages.list', {})).rows.find(row => row.id !== id)?.id ?? ''
      await desk.ask('messages.move', { selection: { ids: [other] }, targetFolder: 'Done' })
      const [second] = (await desk.ask('actions.list', {})).filter(action => action.messageId === other)
      const done: string[] = []
      const takeBack = async (uids: readonly string[]) => {
        done.push(...uids)
        await desk.ask('actions.cancel', { id: second?.id ?? '' })
      }
      const parts: Readonly<Record<typeof name, Partial<SourceSession>>> = {
        remove: { remove: async each => takeBack([each]).then(() => 'done') },
        removeTogether: {
          removeTogether: async uids => takeBack(uids).then(() => new Map(uids.map(each => [each, 'done']))),
        },
      }
      const move = async (each: string) => {
        done.push(each)
        return 'done' as const
      }
      expect(await runDueActions(desk.engine, session({ ...parts[name], move }), folder, later)).toBe(1)
      expect(done).toEqual([uid])
      expect((await desk.ask('messages.get', { id: other })).presence).toBe('on-server')
    },
  )

  it('leaves the mail on the server when its body cannot be fetched first', async () => {
    const { id, folder } = await deleteFirstMessage()
    await desk.engine.store.write(async tx => {
      await tx.updateTable('message').set({ raw_kind: 'none', raw_sha256: null }).where('id', '=', Number(id)).execute()
    })
    let removed = false
    const silent = session({
      fetch: async function* () {},
      async remove() {
        removed = true
        return 'done'
      },
    })
    expect(await runDueActions(desk.engine, silent, folder, later)).toBe(0)
    expect(removed).toBe(false)
    expect((await desk.ask('messages.get', { id })).presence).toBe('action-waiting')
  })

  it('fetches and keeps a mail before a session that removes many at once removes it; one without a body stays', async () => {
    write('bell', {})
    const { id, uid, folder } = await deleteFirstMessage()
    const other = (await desk.ask('messages.list', {})).rows.find(row => row.id !== id)?.id ?? ''
    await desk.ask('messages.delete', { selection: { ids: [other] } })
    const otherUid = (await desk.ask('messages.get', { id: other })).uid
    const { store } = desk.engine
    await store.write(async tx => {
      await tx.updateTable('message').set({ raw_kind: 'none', raw_sha256: null }).execute()
    })
    const raw = Buffer.from('Subject: kept first\r\n\r\nbody')
    const removed: string[] = []
    let storedWhenRemoved = false
    const removing = session({
      fetch: async function* ([wanted]) {
        if (wanted === uid) yield { uid, raw }
      },
      async removeTogether(uids) {
        removed.push(...uids)
        storedWhenRemoved = (await desk.ask('messages.raw', { id })).base64 === raw.toString('base64')
        return new Map(uids.map(each => [each, 'done']))
      },
    })
    expect(otherUid).not.toBe(uid)
    expect(await runDueActions(desk.engine, removing, folder, later)).toBe(1)
    expect(removed).toEqual([uid])
    expect(storedWhenRemoved).toBe(true)
    expect((await desk.ask('messages.get', { id })).presence).toBe('gone')
    expect((await desk.ask('messages.get', { id: other })).presence).toBe('action-waiting')
  })

  it('keeps an action that failed waiting, with its reason, and gives up visibly after ten times', async () => {
    const { id, folder } = await deleteFirstMessage()
    const failing = session({
      async remove() {
        throw new AppError('not-allowed', 'This login may only read the folder.')
      },
    })
    await runDueActions(desk.engine, failing, folder, later)
    const [waiting] = await desk.ask('actions.list', {})
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'This login may only read the folder.' })
    for (let attempt = 2; attempt <= 10; attempt += 1) await runDueActions(desk.engine, failing, folder, later)
    expect((await desk.ask('actions.list', {}))[0]).toMatchObject({ state: 'failed', attempts: 10 })
    expect((await desk.ask('messages.get', { id })).presence).toBe('on-server')
    expect((await desk.ask('store.check', {})).faults).toEqual([])
  })

  it('counts work that is found done already as done', async () => {
    const { id, folder } = await deleteFirstMessage()
    await runDueActions(desk.engine, session({ remove: async () => 'gone' }), folder, later)
    expect((await desk.ask('actions.list', {}))[0]?.state).toBe('done')
    expect((await desk.ask('messages.get', { id })).presence).toBe('gone')
    expect((await desk.ask('store.check', {})).ok).toBe(true)
  })

  it('can be undone while it waits', async () => {
    const { id } = await deleteFirstMessage()
    const [action] = await desk.ask('actions.list', {})
    await desk.ask('actions.cancel', { id: action?.id ?? '' })
    expect((await desk.ask('messages.get', { id })).presence).toBe('on-server')
    expect((await desk.refusal('actions.cancel', { id: action?.id ?? '' })).code).toBe('conflict')
  })
})

it('refuses a folder that another inbox watches already, naming it', async () => {
  mkdirSync(join(mails, 'sub'))
  await addInbox()
  const config = { name: 'twice', protocol: 'folder', path: mails }
  expect(await desk.refusal('inboxes.save', { config })).toMatchObject({ code: 'conflict', field: 'path' })
})

it('plays with a sample mailbox of its own: what came with the application stays whole', async () => {
  const { id } = await desk.ask('inboxes.addSample', {})
  const { config } = await desk.ask('inboxes.get', { id })
  expect(config.path.startsWith(desk.dir)).toBe(true)
  await desk.ask('inboxes.poll', { id })
  const { rows } = await desk.ask('messages.list', { inboxId: id })
  await desk.ask('messages.delete', { selection: { ids: rows.map(row => row.id) } })
  await desk.ask('inboxes.poll', { id, actAtOnce: true })
  expect(readdirSync(config.path)).toEqual([])
  expect(readdirSync(join(repository, 'resources', 'sample-mailbox')).length).toBe(rows.length)
})
