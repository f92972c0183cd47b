import { readArguments, readDuration, readWholeNumber, requireWords } from '../arguments.ts'
import type { Command } from '../command.ts'
import { ask, openToEdit } from '../open-desk.ts'
import { printJson, say } from '../output.ts'
import { UsageError } from '../usage.ts'

/** The orphan cleaner. Never touches a change younger than an hour, unless `--older-than` says so. */
export const changes: Command = async (args, { dataDir }) => {
  const [what, ...rest] = args
  if (what !== 'clean') throw new UsageError('changes takes clean.')
  const { values, positionals } = readArguments(rest, {
    limit: { type: 'string' },
    count: { type: 'string', default: '0' },
    'older-than': { type: 'string', default: '1h' },
    debug: { type: 'boolean', default: false },
  })
  requireWords(positionals)
  if (values.limit === undefined) throw new UsageError('changes clean takes --limit N; 0 deletes nothing.')
  const input = {
    limit: readWholeNumber(values.limit, '--limit'),
    count: readWholeNumber(values.count, '--count', -1),
    olderThanMs: readDuration(values['older-than'], '--older-than'),
  }
  const desk = await openToEdit(dataDir)
  try {
    const outcome = await ask(desk, 'changes.clean', input)
    printJson(outcome)
    if (outcome.counted !== null) say(countSentence(input.count, outcome.counted))
    say(`${outcome.removed} removed.`)
    for (const { name, ms } of outcome.queries) say(`${name}: ${ms} ms`)
    return 0
  } finally {
    await desk.close()
  }
}

function countSentence(asked: number, counted: number): string {
  if (asked < 0) return `There are exactly ${counted} orphans.`
  return counted >= asked ? `There are at least ${asked} orphans.` : `There are only ${counted} orphans.`
}
