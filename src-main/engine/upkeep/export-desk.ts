import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../../../src-preload/contract/entities/person.ts'
import { listPersons } from '../desk/people/list-persons.ts'
import { listOrganisations } from '../desk/people/organisations.ts'
import { listTickets } from '../desk/tickets/list-tickets.ts'
import { ticketDetail } from '../desk/tickets/ticket-detail.ts'
import { listClients } from '../oauth/clients.ts'
import { loadGlobalSettings } from '../settings/global-settings.ts'
import { listInboxes } from '../settings/inboxes.ts'
import type { DeskStore } from '../store/open.ts'

const PAGE = 200

/**
 * Everything in open formats: tickets, people, inboxes and OAuth clients (without secrets) as JSON, raw mails as .eml, attachments by
 * their hash. File names are ids and hashes of ours, never names out of a mail.
 */
export async function exportDesk(store: DeskStore, dir: string): Promise<{ tickets: number; messages: number }> {
  for (const part of ['tickets', 'mails', 'attachments']) mkdirSync(join(dir, part), { recursive: true, mode: 0o700 })
  const { reads } = store
  const tickets = await exportTickets(store, dir)
  const messages = await exportMails(store, dir)
  const inboxes = (await listInboxes(reads)).map(({ id, config }) => ({ id: String(id), ...config }))
  writeJson(join(dir, 'inboxes.json'), inboxes)
  const clients = (await listClients(reads)).map(({ id, config }) => ({ id: String(id), ...config }))
  writeJson(join(dir, 'oauth-clients.json'), clients)
  writeJson(join(dir, 'settings.json'), await loadGlobalSettings(reads))
  writeJson(join(dir, 'organisations.json'), await listOrganisations(reads))
  writeJson(join(dir, 'persons.json'), await allPersons(store))
  return { tickets, messages }
}

async function exportTickets(store: DeskStore, dir: string): Promise<number> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await listTickets(store.reads, { offset, limit: PAGE })
    for (const { id, ref } of rows) {
      const ticket = await ticketDetail(store.reads, Number(id))
      if (!ticket) continue
      writeJson(join(dir, 'tickets', `${ref}.json`), ticket)
      for (const { kept, inline, sha256 } of ticket.attachments) {
        const bytes = kept || inline ? await store.blobs.get(sha256) : null
        if (bytes) writeFileSync(join(dir, 'attachments', sha256), bytes, { mode: 0o600 })
      }
    }
    if (rows.length < PAGE) return offset + rows.length
  }
}

async function exportMails(store: DeskStore, dir: string): Promise<number> {
  let after = 0
  let exported = 0
  for (;;) {
    const rows = await store.reads
      .selectFrom('message')
      .select(['id', 'raw_sha256'])
      .where('id', '>', after)
      .where('raw_sha256', 'is not', null)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      after = row.id
      const bytes = await store.blobs.get(row.raw_sha256 ?? '')
      if (!bytes) continue
      writeFileSync(join(dir, 'mails', `${row.id}.eml`), bytes, { mode: 0o600 })
      exported += 1
    }
    if (rows.length < PAGE) return exported
  }
}

async function allPersons(store: DeskStore): Promise<readonly Person[]> {
  const all: Person[] = []
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await listPersons(store.reads, { offset, limit: PAGE })
    all.push(...rows)
    if (rows.length < PAGE) return all
  }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
}
