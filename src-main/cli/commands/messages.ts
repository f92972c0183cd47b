import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'
import { MOST_REFUSALS, type Outcome } from '../../../src-preload/contract/entities/selection.ts'
import { readArguments, requireWords } from '../arguments.ts'
import type { Command, Place } from '../command.ts'
import { ask, type Desk, openForReading, openToEdit } from '../open-desk.ts'
import { printJson, say } from '../output.ts'
import { UsageError } from '../usage.ts'

const PAGE = 1000
const verbs = {
  reset: 'messages.reset',
  ignore: 'messages.ignore',
  delete: 'messages.delete',
  process: 'messages.process',
} as const

/** The mailbox content view. */
export const messages: Command = async (args, place) => {
  const [what = '', ...rest] = args
  if (what === 'list') return list(rest, place)
  if (what === 'eml') return eml(rest, place)
  if (Object.hasOwn(verbs, what)) return change(what as keyof typeof verbs, rest, place)
  throw new UsageError('messages takes list, reset, ignore, delete, process or eml.')
}

async function list(args: readonly string[], { dataDir }: Place): Promise<number> {
  const { values, positionals } = readArguments(args, {
    inbox: { type: 'string' },
    json: { type: 'boolean', default: false },
  })
  requireWords(positionals)
  const desk = await openForReading(dataDir)
  try {
    const rows: MessageRow[] = []
    for (let total = Number.POSITIVE_INFINITY; rows.length < total; ) {
      const inbox = values.inbox === undefined ? {} : { inboxId: values.inbox }
      const page = await ask(desk, 'messages.list', { ...inbox, offset: rows.length, limit: PAGE })
      total = page.rows.length === 0 ? 0 : page.total
      rows.push(...page.rows)
    }
    if (values.json) printJson({ messages: rows })
    else
      for (const { id, state, subject, reason } of rows) say(`${id}\t${state}\t${JSON.stringify(subject)}\t${reason}`)
    return 0
  } finally {
    await desk.close()
  }
}

async function change(verb: keyof typeof verbs, args: readonly string[], { dataDir }: Place): Promise<number> {
  const { values, positionals } = readArguments(args, { anyway: { type: 'boolean', default: false } })
  if (positionals.length === 0) throw new UsageError(`messages ${verb} takes ID...`)
  if (values.anyway && verb !== 'process') throw new UsageError('--anyway goes with process.')
  const desk = await openToEdit(dataDir)
  try {
    const outcome = await changeAll(desk, verb, [...new Set(positionals)], values.anyway)
    printJson(outcome)
    for (const { id, reason } of outcome.refused) say(`postdesk: message ${id}: ${reason}`)
    return outcome.refused.length === 0 ? 0 : 1
  } finally {
    await desk.close()
  }
}

/** In parts so small that every refusal is told by name. */
async function changeAll(desk: Desk, verb: keyof typeof verbs, ids: readonly string[], anyway: boolean) {
  const total: Pick<Outcome, 'changed' | 'refused'> = { changed: 0, refused: [] }
  for (let start = 0; start < ids.length; start += MOST_REFUSALS) {
    const selection = { ids: ids.slice(start, start + MOST_REFUSALS) }
    const outcome =
      verb === 'process'
        ? await ask(desk, 'messages.process', { selection, anyway })
        : await ask(desk, verbs[verb], { selection })
    total.changed += outcome.changed
    total.refused.push(...outcome.refused)
  }
  return total
}

async function eml(args: readonly string[], { dataDir }: Place): Promise<number> {
  const { positionals } = readArguments(args, {})
  const [id = ''] = requireWords(positionals, 'ID')
  const desk = await openForReading(dataDir)
  try {
    const { base64 } = await ask(desk, 'messages.raw', { id })
    process.stdout.write(Buffer.from(base64, 'base64'))
    return 0
  } finally {
    await desk.close()
  }
}
