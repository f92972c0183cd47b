import type { Person } from '../../../src-preload/contract/entities/person.ts'
import { listPersons } from '../desk/people/list-persons.ts'
import { listOrganisations } from '../desk/people/organisations.ts'
import { listTickets } from '../desk/tickets/list-tickets.ts'
import { ticketDetail } from '../desk/tickets/ticket-detail.ts'
import { listClients } from '../oauth/clients.ts'
import { loadGlobalSettings } from '../settings/global-settings.ts'
import { listInboxes } from '../settings/inboxes.ts'
import type { DeskStore } from '../store/open.ts'
import { type ExportFolder, openExportFolder } from './export-folder.ts'

const PAGE = 200

export type ExportOrder = {
  readonly dir: string
  /** Files of the same name in a folder that is not empty may be replaced; others in it stay. */
  readonly force: boolean
}

/**
 * Everything in open formats: tickets, people, inboxes and OAuth clients (without secrets) as JSON, raw mails as .eml, attachments by
 * their hash. File names are ids and hashes of ours, never names out of a mail. An export that fails takes back what it
 * has made.
 */
export async function exportDesk(
  store: DeskStore,
  { dir, force }: ExportOrder,
): Promise<{ tickets: number; messages: number }> {
  const folder = openExportFolder(dir, store.dataDir, force)
  try {
    return await exportTo(store, folder)
  } catch (error) {
    folder.undo()
    throw error
  }
}

async function exportTo(store: DeskStore, folder: ExportFolder): Promise<{ tickets: number; messages: number }> {
  const { reads } = store
  const tickets = await exportTickets(store, folder)
  const messages = await exportMails(store, folder)
  const inboxes = (await listInboxes(reads)).map(({ id, config }) => ({ id: String(id), ...config }))
  writeJson(folder, '', 'inboxes.json', inboxes)
  const clients = (await listClients(reads)).map(({ id, config }) => ({ id: String(id), ...config }))
  writeJson(folder, '', 'oauth-clients.json', clients)
  writeJson(folder, '', 'settings.json', await loadGlobalSettings(reads))
  writeJson(folder, '', 'organisations.json', await listOrganisations(reads))
  writeJson(folder, '', 'persons.json', await allPersons(store))
  return { tickets, messages }
}

async function exportTickets(store: DeskStore, folder: ExportFolder): Promise<number> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await listTickets(store.reads, { offset, limit: PAGE })
    for (const { id, ref } of rows) {
      const ticket = await ticketDetail(store.reads, Number(id))
      if (!ticket) continue
      writeJson(folder, 'tickets', `${ref}.json`, ticket)
      for (const { kept, inline, sha256 } of ticket.attachments) {
        const bytes = kept || inline ? await store.blobs.get(sha256) : null
        if (bytes) folder.write('attachments', sha256, bytes)
      }
    }
    if (rows.length < PAGE) return offset + rows.length
  }
}

async function exportMails(store: DeskStore, folder: ExportFolder): Promise<number> {
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
      folder.write('mails', `${row.id}.eml`, bytes)
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

function writeJson(folder: ExportFolder, part: string, name: string, value: unknown): void {
  folder.write(part, name, `${JSON.stringify(value, null, 2)}\n`)
}
