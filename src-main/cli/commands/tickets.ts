import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { readArguments, requireWords } from '../arguments.ts'
import type { Command, Place } from '../command.ts'
import { ask, type Desk, openForReading } from '../open-desk.ts'
import { printJson, say } from '../output.ts'
import { UsageError } from '../usage.ts'

const PAGE = 500

/** Full tickets: fields, log entries, attachments with sha256, contacts, message ids. */
export const tickets: Command = async (args, place) => {
  const [what, ...rest] = args
  if (what === 'list') return list(rest, place)
  if (what === 'show') return show(rest, place)
  throw new UsageError('tickets takes list or show.')
}

async function list(args: readonly string[], { dataDir }: Place): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } })
  requireWords(positionals)
  const desk = await openForReading(dataDir)
  try {
    const all = await allTickets(desk)
    if (values.json) printJson({ tickets: all })
    else for (const { ref, state, title } of all) say(`${ref}\t${state}\t${JSON.stringify(title)}`)
    return 0
  } finally {
    await desk.close()
  }
}

async function allTickets(desk: Desk): Promise<readonly TicketDetail[]> {
  const all: TicketDetail[] = []
  for (let total = Number.POSITIVE_INFINITY; all.length < total; ) {
    const page = await ask(desk, 'tickets.list', { offset: all.length, limit: PAGE })
    total = page.rows.length === 0 ? 0 : page.total
    for (const { id } of page.rows) all.push(await ask(desk, 'tickets.get', { id }))
  }
  return all.toSorted((a, b) => Number(a.id) - Number(b.id))
}

async function show(args: readonly string[], { dataDir }: Place): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } })
  const [ref = ''] = requireWords(positionals, 'REF')
  const desk = await openForReading(dataDir)
  try {
    const ticket = await ask(desk, 'tickets.get', { ref })
    if (values.json) printJson(ticket)
    else say(`${ticket.ref} ${ticket.state}: ${ticket.title}\n\n${ticket.descriptionText}`)
    return 0
  } finally {
    await desk.close()
  }
}
