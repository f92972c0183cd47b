import { cpSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite, type SqliteDatabase } from '../../src-main/engine/store/connection.ts'
import { blobsFile, deskFile, openStoreForReading } from '../../src-main/engine/store/open.ts'
import { checkStore } from '../../src-main/engine/upkeep/check-store.ts'
import type { CheckFault, CheckReport } from '../../src-preload/contract/entities/operations.ts'
import { openTestDesk } from '../faults/desk-over-folder.ts'
import { buildMail, type MailInput } from '../fixtures/mail-builder.ts'
import { tempFolder } from './temp-store.ts'

/** Two requests with a file each, a reply, a copy, an absence note, a third request. */
const to = 'helpdesk@desk.example.org'
const minute = (n: number) => Date.parse('2026-01-05T08:00:00Z') + n * 60_000
const request = (n: number, subject: string, more: Partial<MailInput> = {}): MailInput => ({
  from: { name: `Caller ${n}`, address: `caller${n}@example.com` },
  to: { name: '', address: to },
  subject,
  date: minute(n),
  messageId: `<request-${n}@example.com>`,
  text: `${subject}. This is what I see.\n`,
  ...more,
})
const file = (name: string, text: string) => ({ name, type: 'application/octet-stream', content: Buffer.from(text) })
const printer = request(1, 'The printer is jammed', { attachments: [file('jam.dat', 'RECORDS 1')] })
const scanner = request(2, 'The scanner hums', { attachments: [file('hum.dat', 'RECORDS 2')] })
const MAILS: readonly MailInput[] = [
  printer,
  scanner,
  request(3, 'Re: The printer is jammed', { inReplyTo: '<request-1@example.com>', text: 'It is still jammed.\n' }),
  printer,
  request(5, 'Away until Monday', { headers: { 'Auto-Submitted': 'auto-replied' } }),
  request(6, 'The badge does not open the gate'),
]

const original = tempFolder()
let copies = 0

beforeAll(async () => {
  const mailDir = join(original.dir, 'mails')
  mkdirSync(mailDir)
  for (const [index, mail] of MAILS.entries()) {
    const path = join(mailDir, `${index + 1}.eml`)
    writeFileSync(path, buildMail(mail))
    utimesSync(path, minute(index) / 1000, minute(index) / 1000)
  }
  const desk = await openTestDesk(join(original.dir, 'store'))
  const { id } = await desk.ask('inboxes.save', {
    config: {
      name: 'Front desk',
      protocol: 'folder',
      path: mailDir,
      unknown_caller_behavior: 'create_contact',
      remove_when_ticket_closes: true,
    },
  })
  await desk.ask('inboxes.poll', { id })
  await desk.close()
})

afterAll(() => original.remove())

/** The report on a copy of the store, after `plant` has been at its files. */
async function checkAfter(plant: (desk: SqliteDatabase, blobs: SqliteDatabase) => void): Promise<CheckReport> {
  copies += 1
  const dir = join(original.dir, `copy-${copies}`)
  cpSync(join(original.dir, 'store'), dir, { recursive: true })
  const desk = openSqlite(deskFile(dir))
  const blobs = openSqlite(blobsFile(dir))
  plant(desk, blobs)
  desk.close()
  blobs.close()
  const store = openStoreForReading(dir)
  const report = await checkStore(store, Date.now())
  await store.close()
  return report
}

/** Runs one change and makes sure that it hit one row: a plant that plants nothing proves nothing. */
function change(db: SqliteDatabase, sql: string, ...values: readonly (string | number)[]): void {
  expect(db.prepare(sql).run(...values).changes).toBe(1)
}

function messageOf(desk: SqliteDatabase, subject: string): { id: number; raw_sha256: string; ticket_id: number } {
  const select = 'SELECT id, raw_sha256, ticket_id FROM message WHERE subject = ? ORDER BY id LIMIT 1'
  return desk.prepare<[string], { id: number; raw_sha256: string; ticket_id: number }>(select).get(subject) ?? missing()
}

function refOf(desk: SqliteDatabase, title: string): { id: number; ref: string } {
  return (
    desk.prepare<[string], { id: number; ref: string }>('SELECT id, ref FROM ticket WHERE title = ?').get(title) ??
    missing()
  )
}

function attachmentHash(desk: SqliteDatabase, name: string): string {
  const select = 'SELECT sha256 FROM attachment WHERE name = ? AND kept = 1'
  return (desk.prepare<[string], { sha256: string }>(select).get(name) ?? missing()).sha256
}

function missing(): never {
  throw new Error('The store lacks what the fault is planted into.')
}

/** One fault, of this kind, that names this. */
function expectOnly(report: CheckReport, kind: CheckFault['kind'], ...names: readonly string[]): void {
  expect(report.ok).toBe(false)
  expect(report.faults.map(fault => fault.kind)).toEqual([kind])
  for (const name of names) expect(report.faults[0]?.message).toContain(name)
}

describe('check on a store that is whole', () => {
  it('finds nothing and counts what there is', async () => {
    const report = await checkAfter(() => undefined)
    expect(report.faults).toEqual([])
    expect(report).toMatchObject({ ok: true, messages: 6, tickets: 3, blobs: 7 })
    expect(report.books).toEqual([{ inboxId: '1', name: 'Front desk', onServer: 6, listed: 6, balanced: true }])
  })

  it('does not mind blobs that nobody refers to', async () => {
    const report = await checkAfter((_, blobs) => {
      change(blobs, "INSERT INTO blob (sha256, stored_at, bytes) VALUES ('orphan', 1, x'00')")
    })
    expect(report.faults).toEqual([])
  })
})

describe('check names each planted fault, and nothing else', () => {
  it('a raw mail that is missing', async () => {
    let hash = ''
    let id = 0
    const report = await checkAfter((desk, blobs) => {
      ;({ id, raw_sha256: hash } = messageOf(desk, 'The scanner hums'))
      change(blobs, 'DELETE FROM blob WHERE sha256 = ?', hash)
    })
    expectOnly(report, 'blob-missing', `message ${id}`, hash)
  })

  it('an attachment that is missing', async () => {
    let ref = ''
    const report = await checkAfter((desk, blobs) => {
      ;({ ref } = refOf(desk, 'The scanner hums'))
      change(blobs, 'DELETE FROM blob WHERE sha256 = ?', attachmentHash(desk, 'hum.dat'))
    })
    expectOnly(report, 'blob-missing', '"hum.dat"', ref)
  })

  it('a raw mail whose bytes have changed', async () => {
    let hash = ''
    let id = 0
    const report = await checkAfter((desk, blobs) => {
      ;({ id, raw_sha256: hash } = messageOf(desk, 'The badge does not open the gate'))
      change(blobs, "UPDATE blob SET bytes = CAST(bytes || x'20' AS BLOB) WHERE sha256 = ?", hash)
    })
    expectOnly(report, 'blob-damaged', `message ${id}`, hash)
  })

  it('an attachment whose bytes have changed', async () => {
    const report = await checkAfter((desk, blobs) => {
      change(blobs, "UPDATE blob SET bytes = x'00' WHERE sha256 = ?", attachmentHash(desk, 'jam.dat'))
    })
    expectOnly(report, 'blob-damaged', '"jam.dat"')
  })

  it('a second ticket that holds an attachment of one message', async () => {
    let id = 0
    let ref = ''
    const report = await checkAfter(desk => {
      ;({ id } = messageOf(desk, 'The scanner hums'))
      ;({ ref } = refOf(desk, 'The scanner hums'))
      const second = plantSecondTicket(desk, 'The scanner hums')
      change(desk, attachTo(second), 'hum.dat')
    })
    expectOnly(report, 'two-tickets-for-one-message', `Message ${id} `, ref, 'R-999999')
  })

  it('a second ticket that holds an entry of one message', async () => {
    let id = 0
    const report = await checkAfter(desk => {
      ;({ id } = messageOf(desk, 'The badge does not open the gate'))
      const second = plantSecondTicket(desk, 'The badge does not open the gate')
      change(
        desk,
        `INSERT INTO entry (ticket_id, log, author_name, author_address, format, html, text, cut_text, processed_at, message_id)
         VALUES (?, 'public_log', '', '', 'text', '', 'again', '', 1, ?)`,
        second,
        id,
      )
    })
    expectOnly(report, 'two-tickets-for-one-message', `Message ${id} `, 'R-999999')
  })

  it('two rows of the same mail that stand in two tickets', async () => {
    const refs: string[] = []
    const report = await checkAfter(desk => {
      refs.push(refOf(desk, 'The printer is jammed').ref, refOf(desk, 'The scanner hums').ref)
      const copy = 'SELECT max(id) FROM message WHERE subject = ?'
      const other = refOf(desk, 'The scanner hums')
      const into = `UPDATE message SET ticket_id = ?, ticket_ref = ? WHERE id = (${copy})`
      change(desk, into, other.id, other.ref, 'The printer is jammed')
    })
    expectOnly(report, 'two-tickets-for-one-message', ...refs)
  })

  it('a book that lists less than the server holds', async () => {
    const report = await checkAfter(desk => {
      const { id } = messageOf(desk, 'The scanner hums')
      change(desk, "UPDATE message SET presence = 'gone', gone_at = 1 WHERE id = ?", id)
    })
    expectOnly(report, 'book-unbalanced', '“Front desk”', '6 on the server, 5 listed')
    expect(report.books).toMatchObject([{ balanced: false, onServer: 6, listed: 5 }])
  })

  it('a book that lists more than the server holds', async () => {
    const report = await checkAfter(desk => change(desk, 'UPDATE folder SET on_server = 4'))
    expectOnly(report, 'book-unbalanced', '“Front desk”', '4 on the server, 6 listed')
  })

  it('a server action that waits for a message which nothing is to happen to', async () => {
    let id = 0
    const report = await checkAfter(desk => {
      ;({ id } = messageOf(desk, 'Away until Monday'))
      change(desk, "UPDATE message SET presence = 'on-server' WHERE id = ?", id)
    })
    expectOnly(report, 'stray-server-action', `message ${id}, which is on-server`)
  })

  it('a server action that waits for a message which has gone', async () => {
    let id = 0
    const report = await checkAfter(desk => {
      ;({ id } = messageOf(desk, 'Away until Monday'))
      change(desk, "UPDATE message SET presence = 'gone', gone_at = 1 WHERE id = ?", id)
      change(desk, 'UPDATE folder SET on_server = 5')
    })
    expectOnly(report, 'stray-server-action', `message ${id}, which is gone`)
  })

  it('a message that waits for an action which nobody queued', async () => {
    let id = 0
    const report = await checkAfter(desk => {
      ;({ id } = messageOf(desk, 'The scanner hums'))
      change(desk, "UPDATE message SET presence = 'action-waiting' WHERE id = ?", id)
    })
    expectOnly(report, 'stray-server-action', `Message ${id} waits`)
  })

  it('a ticket that has changed since it was indexed', async () => {
    let ref = ''
    const report = await checkAfter(desk => {
      ;({ ref } = refOf(desk, 'The printer is jammed'))
      change(desk, 'UPDATE ticket SET revision = revision + 1 WHERE ref = ?', ref)
    })
    expectOnly(report, 'index-behind', ref)
  })

  it('a ticket whose text is not in the index', async () => {
    let ref = ''
    const report = await checkAfter(desk => {
      const ticket = refOf(desk, 'The scanner hums')
      ref = ticket.ref
      change(desk, 'DELETE FROM ticket_search WHERE rowid = ?', ticket.id)
    })
    expectOnly(report, 'index-behind', ref)
  })

  it('a ticket in the index that is not there', async () => {
    const report = await checkAfter(desk => {
      change(desk, "INSERT INTO ticket_search (rowid, ref, title) VALUES (4711, 'R-004711', 'A ghost')")
    })
    expectOnly(report, 'index-behind', '4711')
  })

  it('an index that has not kept up for ten minutes', async () => {
    const report = await checkAfter(desk => {
      const { id } = refOf(desk, 'The scanner hums')
      change(desk, 'INSERT INTO index_queue (ticket_id, queued_at) VALUES (?, ?)', id, Date.now() - 600_000)
    })
    expectOnly(report, 'index-behind', '600 seconds')
  })

  it.each(['from_folded', 'subject_folded'])('a message that lists find by another text (%s)', async column => {
    let id = 0
    const report = await checkAfter(desk => {
      ;({ id } = messageOf(desk, 'The scanner hums'))
      change(desk, `UPDATE message SET ${column} = 'the printer hums' WHERE id = ?`, id)
    })
    expectOnly(report, 'index-behind', `message ${id} `)
  })

  it('a message that lists show with another ticket', async () => {
    let id = 0
    const report = await checkAfter(desk => {
      ;({ id } = messageOf(desk, 'The scanner hums'))
      change(desk, "UPDATE message SET ticket_ref = 'R-004711' WHERE id = ?", id)
    })
    expectOnly(report, 'index-behind', `message ${id} `)
  })

  it('a ticket that lists sort by another title', async () => {
    let ref = ''
    const report = await checkAfter(desk => {
      const ticket = refOf(desk, 'The scanner hums')
      ref = ticket.ref
      change(desk, "UPDATE ticket_indexed SET title_folded = 'aaa' WHERE ticket_id = ?", ticket.id)
    })
    expectOnly(report, 'index-behind', ref)
  })

  it('a row that refers to nothing', async () => {
    const report = await checkAfter(desk => {
      desk.pragma('foreign_keys = OFF')
      change(desk, 'UPDATE ticket SET caller_id = 4711 WHERE title = ?', 'The scanner hums')
    })
    expectOnly(report, 'database-damaged', 'ticket', 'person')
  })

  it('several faults of different kinds, each of them', async () => {
    const report = await checkAfter((desk, blobs) => {
      const { id, raw_sha256 } = messageOf(desk, 'The scanner hums')
      change(blobs, 'DELETE FROM blob WHERE sha256 = ?', raw_sha256)
      change(desk, "UPDATE message SET presence = 'action-waiting' WHERE id = ?", id)
      change(desk, 'UPDATE folder SET on_server = 4')
    })
    expect(report.faults.map(fault => fault.kind).sort()).toEqual([
      'blob-missing',
      'book-unbalanced',
      'stray-server-action',
    ])
  })
})

/** A copy of a ticket under a reference of its own, indexed as it should be, so that only its content is wrong. */
function plantSecondTicket(desk: SqliteDatabase, title: string): number {
  const columns =
    'class, title, description_format, description_html, description_text, state, caller_id, origin, created_at, updated_at'
  change(desk, `INSERT INTO ticket (ref, ${columns}) SELECT 'R-999999', ${columns} FROM ticket WHERE title = ?`, title)
  const { id } = desk.prepare<[], { id: number }>("SELECT id FROM ticket WHERE ref = 'R-999999'").get() ?? missing()
  const indexed = 'SELECT id, revision, lower(title) FROM ticket WHERE id = ?'
  change(desk, `INSERT INTO ticket_indexed (ticket_id, revision, title_folded) ${indexed}`, id)
  change(desk, "INSERT INTO ticket_search (rowid, ref, title) VALUES (?, 'R-999999', ?)", id, title)
  return id
}

function attachTo(ticketId: number): string {
  const columns = 'message_id, name, type, size_bytes, sha256, content_id, inline, kept, why'
  return `INSERT INTO attachment (ticket_id, ${columns}) SELECT ${ticketId}, ${columns} FROM attachment WHERE name = ?`
}
