import { sha256Of } from '../../src-main/engine/store/blobs.ts'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import { type ExpectedMail, expectedTickets, type MixedMail } from '../fixtures/mixed-mails.ts'
import { openTestDesk, type TestDesk } from './desk-over-folder.ts'

export type Aftermath = {
  readonly mode: 'keep' | 'delete' | 'move'
  readonly purgeUndesired: boolean
  readonly dataDir: string
  readonly mails: readonly MixedMail[]
  /** Raw mails that the server holds now. */
  inbox(): Promise<readonly Uint8Array[]>
  target(): Promise<readonly Uint8Array[]>
  /** Indexes of mails that were given up on purpose; everything else has to be as if nothing had happened. */
  readonly givenUp?: readonly number[]
}

/** Compares the desk and the server with the answer list; empty when nothing is lost, doubled or left over. */
export async function findLosses(aftermath: Aftermath): Promise<readonly string[]> {
  const desk = await openTestDesk(aftermath.dataDir)
  try {
    const before = await checkFaults(desk)
    const again = await anotherPass(desk)
    return [
      ...before,
      ...again,
      ...(await checkFaults(desk)),
      ...(await compareMessages(desk, aftermath)),
      ...(await compareTickets(desk, aftermath)),
      ...(await compareServerActions(desk, aftermath)),
      ...(await compareServer(aftermath)),
    ]
  } finally {
    await desk.close()
  }
}

async function checkFaults(desk: TestDesk): Promise<string[]> {
  const report = await desk.ask('store.check', {})
  return report.faults.map(fault => `check: ${fault.kind}: ${fault.message}`)
}

async function anotherPass(desk: TestDesk): Promise<string[]> {
  const { inboxes } = await desk.ask('inboxes.poll', { actAtOnce: true })
  return inboxes
    .filter(result => result.failure !== null || result.new > 0)
    .map(result => `Another pass was not idle: ${JSON.stringify(result)}`)
}

/** Each mail has one row, its bytes, and the decision that the answer list names. */
async function compareMessages(desk: TestDesk, { mails, givenUp = [] }: Aftermath): Promise<string[]> {
  const { reads, blobs } = desk.engine.store
  const rows = await reads
    .selectFrom('message')
    .select(['id', 'raw_sha256', 'raw_kind', 'state', 'decision', 'reason'])
    .orderBy('received_at')
    .orderBy('id')
    .execute()
  const losses: string[] = []
  if (rows.length !== mails.length) losses.push(`${mails.length} mails came, ${rows.length} rows stand.`)
  for (const [index, { raw, expect }] of mails.entries()) {
    const row = rows[index]
    const sha256 = sha256Of(raw)
    if (row?.raw_sha256 !== sha256 || row.raw_kind !== 'whole') losses.push(`Mail ${index} is not in its row.`)
    const kept = await blobs.get(sha256)
    if (kept === null || sha256Of(kept) !== sha256) losses.push(`The bytes of mail ${index} are lost.`)
    const kind = row?.decision ? (JSON.parse(row.decision) as { kind: string }).kind : `undecided, ${row?.state}`
    const wanted = givenUp.includes(index) ? 'undecided, error' : expect.kind
    if (kind !== wanted) losses.push(`Mail ${index} should be ${wanted}, is ${kind}: ${row?.reason}`)
  }
  return losses
}

async function compareTickets(desk: TestDesk, { mails, givenUp = [] }: Aftermath): Promise<string[]> {
  const wanted = expectedTickets(mails.filter((_, index) => !givenUp.includes(index)))
  const { rows, total } = await desk.ask('tickets.list', { limit: 1000 })
  const losses: string[] = []
  if (total !== wanted.length) losses.push(`${wanted.length} tickets should stand, ${total} do.`)
  const byId = [...rows].sort((a, b) => Number(a.id) - Number(b.id))
  for (const [index, ticket] of wanted.entries()) {
    const row = byId[index]
    if (!row) break
    const detail = await desk.ask('tickets.get', { id: row.id })
    const is = JSON.stringify(summaryOf(detail))
    const should = JSON.stringify({
      number: index + 1,
      title: ticket.title || 'No subject',
      caller: ticket.callerAddress,
      entries: ticket.entries,
      mailsOfEntries: ticket.entries,
      attachments: ticket.attachments,
    })
    if (is !== should) losses.push(`Ticket ${index} should be ${should}, is ${is}`)
  }
  const persons = await desk.ask('persons.list', { limit: 1000 })
  const callers = new Set(wanted.map(ticket => ticket.callerAddress))
  if (persons.total !== callers.size) losses.push(`${callers.size} callers wrote, ${persons.total} persons stand.`)
  return losses
}

function summaryOf(ticket: TicketDetail) {
  return {
    // References come from a counter in the same transaction: a gap would be an effect that was half undone.
    number: Number(ticket.ref.replace(/^\D+/, '')),
    title: ticket.title,
    caller: ticket.callerAddress,
    entries: ticket.entries.length,
    mailsOfEntries: new Set(ticket.entries.map(entry => entry.messageId)).size,
    attachments: ticket.attachments
      .filter(part => part.kept)
      .map(part => part.sha256)
      .sort(),
  }
}

/** Each mail that had to leave did so by one action; nothing else waits or has failed. */
async function compareServerActions(desk: TestDesk, aftermath: Aftermath): Promise<string[]> {
  const actions = await desk.ask('actions.list', { limit: 1000 })
  const leaving = aftermath.mails.filter((mail, index) => leaves(aftermath, mail.expect.kind, index)).length
  const later = aftermath.mails.filter((mail, index) => leavesLater(aftermath, mail.expect.kind, index)).length
  const of = (state: string) => actions.filter(action => action.state === state)
  const losses: string[] = []
  if (of('done').length !== leaving) losses.push(`${leaving} actions should be done, ${of('done').length} are.`)
  if (new Set(of('done').map(action => action.messageId)).size !== of('done').length) {
    losses.push('A message was acted upon twice.')
  }
  if (of('waiting').length !== later) losses.push(`${later} actions should wait, ${of('waiting').length} do.`)
  for (const action of of('failed')) losses.push(`Action ${action.id} failed: ${action.lastError}`)
  return losses
}

/** Compares contents with their number, so that a second copy is seen as well as a missing one. */
async function compareServer(aftermath: Aftermath): Promise<string[]> {
  const { mails, mode } = aftermath
  const gone = (mail: MixedMail, index: number) => leaves(aftermath, mail.expect.kind, index)
  const stay = mails.filter((mail, index) => !gone(mail, index))
  const moved =
    mode === 'move' ? mails.filter((mail, index) => gone(mail, index) && mail.expect.kind !== 'undesired') : []
  return [
    ...compareFolder('INBOX', stay, await aftermath.inbox()),
    ...compareFolder('the target folder', moved, await aftermath.target()),
  ]
}

function compareFolder(name: string, wanted: readonly MixedMail[], there: readonly Uint8Array[]): string[] {
  const should = wanted.map(mail => sha256Of(mail.raw)).sort()
  const are = there.map(sha256Of).sort()
  if (should.join() === are.join()) return []
  return [
    `${name} should hold ${should.length} mails (${new Set(should).size} different), holds ${are.length} (${new Set(are).size}).`,
  ]
}

function leaves({ mode, purgeUndesired, givenUp = [] }: Aftermath, kind: ExpectedMail['kind'], index: number): boolean {
  if (givenUp.includes(index)) return false
  return kind === 'undesired' ? purgeUndesired : mode !== 'keep'
}

function leavesLater({ purgeUndesired, givenUp = [] }: Aftermath, kind: ExpectedMail['kind'], index: number): boolean {
  return kind === 'undesired' && !purgeUndesired && !givenUp.includes(index)
}
